/** Readers of CSV, TSV, JSON Lines and plain text, and the headers that every reader looks for. */
@NullMarked
package org.snowbert.corpus.formats;

import org.jspecify.annotations.NullMarked;
