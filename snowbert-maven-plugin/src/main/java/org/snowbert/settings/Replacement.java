package org.snowbert.settings;

/** The token that replaces a drawn token. */
public enum Replacement {
  /** {@code [MASK]} in 80% of cases, a random token in 10%, and the drawn token itself in 10%. */
  BERT,
  /** Always {@code [MASK]}. */
  MASK
}
