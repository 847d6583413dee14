package org.snowbert.incremental;

/** The log into which the pipeline writes what it does, one line at a time. */
public interface BuildLog {
  void info(String line);

  /** Writes a line about a problem that the user should look into. The build goes on. */
  void warn(String line);

  void debug(String line);
}
