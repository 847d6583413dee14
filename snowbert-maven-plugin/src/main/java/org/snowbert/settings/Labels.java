package org.snowbert.settings;

/** The positions that are scored. */
public enum Labels {
  /** The masked tokens only. */
  MASKED,
  /** Every position, also {@code [CLS]} and {@code [SEP]}. */
  ALL
}
