/**
 * Makes token ids from sentences: normalises them, splits them into words, and the words into the
 * pieces of a vocabulary.
 */
@NullMarked
package org.snowbert.text;

import org.jspecify.annotations.NullMarked;
