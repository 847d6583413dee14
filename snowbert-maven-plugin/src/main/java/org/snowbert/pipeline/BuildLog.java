package org.snowbert.pipeline;

/** Where the pipeline says what it does, one line at a time. */
public interface BuildLog {
  void info(String line);

  void debug(String line);
}
