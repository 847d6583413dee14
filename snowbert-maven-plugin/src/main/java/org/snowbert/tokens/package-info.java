/**
 * Makes token files from sentences: learns a vocabulary, splits the corpus, encodes the sentences.
 * The library's {@code text} divides a sentence into words.
 */
@NullMarked
package org.snowbert.tokens;

import org.jspecify.annotations.NullMarked;
