/**
 * From masked sentences to the batches of each training step, in an order that the seed decides; no
 * engine is used here.
 */
@NullMarked
package org.snowbert.worker.batches;

import org.jspecify.annotations.NullMarked;
