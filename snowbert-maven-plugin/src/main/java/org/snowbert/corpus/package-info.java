/**
 * Makes the corpus from its sources: downloads and caches their files, and filters their sentences.
 * The readers of the files are in {@code corpus.formats} and {@code corpus.workbook}.
 */
@NullMarked
package org.snowbert.corpus;

import org.jspecify.annotations.NullMarked;
