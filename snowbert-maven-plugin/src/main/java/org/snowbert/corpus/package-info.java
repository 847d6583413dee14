/**
 * The sources of the corpus: downloading, caching, filtering, and the file of sentences; the file
 * formats are in {@code corpus.formats} and {@code corpus.workbook}.
 */
@NullMarked
package org.snowbert.corpus;

import org.jspecify.annotations.NullMarked;
