/**
 * What the two JVMs say to each other: a request for each job, the layout of the files, and who
 * runs a job; results are in {@code jobs.results}.
 */
@NullMarked
package org.snowbert.jobs;

import org.jspecify.annotations.NullMarked;
