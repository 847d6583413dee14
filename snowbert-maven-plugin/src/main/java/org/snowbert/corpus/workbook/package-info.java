/**
 * The reader of Excel workbooks: cells, number formats, shared strings, and the limits that keep a
 * hostile file harmless.
 */
@NullMarked
package org.snowbert.corpus.workbook;

import org.jspecify.annotations.NullMarked;
