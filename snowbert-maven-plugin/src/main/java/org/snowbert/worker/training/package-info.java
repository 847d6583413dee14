/**
 * The training loop: learning rate, checkpoints, metrics; the step itself is {@code bert.py} in the
 * library.
 */
@NullMarked
package org.snowbert.worker.training;

import org.jspecify.annotations.NullMarked;
