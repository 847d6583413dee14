package org.snowbert.parameters;

import org.snowbert.text.TokenizerConfig;

/** The values of the parameter {@code segmenter}. */
enum Segmenter {
  JAPANESE(TokenizerConfig.JAPANESE),
  JAPANESE_CHARACTER(TokenizerConfig.JAPANESE_CHARACTER),
  CASED(TokenizerConfig.CASED),
  UNCASED(TokenizerConfig.UNCASED),
  /** The older name of {@link #CASED}. */
  WHITESPACE(TokenizerConfig.CASED);

  @SuppressWarnings("ImmutableEnumChecker") // it holds an enum and booleans
  private final TokenizerConfig tokenizer;

  Segmenter(TokenizerConfig tokenizer) {
    this.tokenizer = tokenizer;
  }

  TokenizerConfig tokenizer() {
    return tokenizer;
  }
}
