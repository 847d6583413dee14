/**
 * The files that a job leaves: metrics, checkpoints, the evaluation, reports; how they are computed
 * is in {@code worker}.
 */
@NullMarked
package org.snowbert.jobs.results;

import org.jspecify.annotations.NullMarked;
