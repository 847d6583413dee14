package org.snowbert.jobs;

import java.util.Locale;

/** A job for a forked JVM. */
public enum Job {
  TOKENIZE,
  TRAIN,
  EVALUATE,
  FILL_MASK,
  ANALYZE,
  EMBED;

  /** The job's name in messages and file names, such as {@code fill-mask}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
