/** The readers of texts, and the headers that every reader of a table looks for. */
@NullMarked
package org.snowbert.corpus.formats;

import org.jspecify.annotations.NullMarked;
