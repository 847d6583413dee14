/** The page that shows a training: its curves, its evaluation, its corpus, where it comes from. */
@NullMarked
package org.snowbert.report;

import org.jspecify.annotations.NullMarked;
