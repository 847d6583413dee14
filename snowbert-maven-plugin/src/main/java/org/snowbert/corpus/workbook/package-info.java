/**
 * The reader of Excel workbooks: cells, number formats, shared strings, and the bounds that keep a
 * hostile file harmless.
 */
@NullMarked
package org.snowbert.corpus.workbook;

import org.jspecify.annotations.NullMarked;
