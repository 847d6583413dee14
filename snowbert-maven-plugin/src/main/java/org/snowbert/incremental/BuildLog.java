package org.snowbert.incremental;

/** Where the pipeline says what it does, one line at a time. */
public interface BuildLog {
  void info(String line);

  /** Something that the user should look into, though the build goes on. */
  void warn(String line);

  void debug(String line);
}
