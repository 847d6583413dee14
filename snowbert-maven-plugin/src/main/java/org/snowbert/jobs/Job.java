package org.snowbert.jobs;

/** What a forked JVM can be asked to do. */
public enum Job {
  TOKENIZE,
  TRAIN,
  EVALUATE,
  FILL_MASK,
  ANALYZE,
  EMBED
}
