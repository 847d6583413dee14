/** Scores a model on held-out sentences: the figures of the gates and of the report. */
@NullMarked
package org.snowbert.worker.evaluation;

import org.jspecify.annotations.NullMarked;
