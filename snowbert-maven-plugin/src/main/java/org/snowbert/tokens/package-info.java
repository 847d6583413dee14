/**
 * From sentences to token ids on disk: learning a vocabulary, splitting, encoding, the token files;
 * how a sentence is cut into words is in the library's {@code text}.
 */
@NullMarked
package org.snowbert.tokens;

import org.jspecify.annotations.NullMarked;
