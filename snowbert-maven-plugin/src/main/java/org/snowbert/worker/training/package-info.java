/**
 * The training loop, with its learning rate, checkpoints and metrics. The step itself is {@code
 * bert.py} in the library.
 */
@NullMarked
package org.snowbert.worker.training;

import org.jspecify.annotations.NullMarked;
