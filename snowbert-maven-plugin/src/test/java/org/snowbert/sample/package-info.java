/** Makes the corpus of the sample project: sentences from a grammar, written to a workbook. */
@NullMarked
package org.snowbert.sample;

import org.jspecify.annotations.NullMarked;
