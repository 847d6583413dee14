package org.snowbert.internal;

/** The label of a token: the token that the model should find there, where it is scored. */
public final class TokenLabel {
  /** The ignore index, which is the label of a token that is not scored: -100, as in PyTorch. */
  public static final int IGNORE_INDEX = -100;

  private TokenLabel() {}

  /** The token before masking: the label of a scored token, else the token itself. */
  public static int tokenBeforeMasking(int token, int label) {
    return label == IGNORE_INDEX ? token : label;
  }
}
