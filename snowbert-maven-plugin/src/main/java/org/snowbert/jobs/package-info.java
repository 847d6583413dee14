/**
 * The messages between the two JVMs: a request for each job, the layout of the files, and the
 * runner of jobs. Results are in {@code jobs.results}.
 */
@NullMarked
package org.snowbert.jobs;

import org.jspecify.annotations.NullMarked;
