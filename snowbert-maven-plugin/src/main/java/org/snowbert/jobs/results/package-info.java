/**
 * The files that jobs write: metrics, checkpoints, the evaluation and reports. {@code worker}
 * computes their content.
 */
@NullMarked
package org.snowbert.jobs.results;

import org.jspecify.annotations.NullMarked;
