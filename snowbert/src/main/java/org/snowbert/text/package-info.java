/**
 * From sentences to token ids: normalising, segmenting, learning or reading a vocabulary, encoding,
 * splitting.
 */
@NullMarked
package org.snowbert.text;

import org.jspecify.annotations.NullMarked;
