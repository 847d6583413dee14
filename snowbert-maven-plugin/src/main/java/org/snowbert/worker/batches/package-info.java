/**
 * Makes the batches of each training step from masked sentences, in an order that the seed decides.
 * Of the engine it sets only the number of threads.
 */
@NullMarked
package org.snowbert.worker.batches;

import org.jspecify.annotations.NullMarked;
