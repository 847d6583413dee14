/** The sample project's corpus: the grammar that composes it and the writer of its workbook. */
@NullMarked
package org.snowbert.sample;

import org.jspecify.annotations.NullMarked;
