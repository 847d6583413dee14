/** The page that shows a training: its curves, its evaluation, its corpus and its origin. */
@NullMarked
package org.snowbert.report;

import org.jspecify.annotations.NullMarked;
