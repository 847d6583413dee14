package org.snowbert.settings;

/** Which positions are scored. */
public enum Labels {
  /** The drawn ones. */
  MASKED,
  /** Every one, {@code [CLS]} and {@code [SEP]} too. */
  ALL
}
