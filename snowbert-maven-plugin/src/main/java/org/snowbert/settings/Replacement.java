package org.snowbert.settings;

/** What stands in a drawn token's place. */
public enum Replacement {
  /** {@code [MASK]} in 80% of cases, a random token in 10%, the token itself in 10%. */
  BERT,
  /** Always {@code [MASK]}. */
  MASK
}
