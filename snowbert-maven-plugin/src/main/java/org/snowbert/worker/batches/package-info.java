/**
 * Makes the batches of each training step from masked sentences, in an order that the seed decides.
 * Nothing here uses the engine.
 */
@NullMarked
package org.snowbert.worker.batches;

import org.jspecify.annotations.NullMarked;
