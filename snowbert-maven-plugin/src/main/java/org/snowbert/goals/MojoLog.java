package org.snowbert.goals;

import org.apache.maven.plugin.logging.Log;
import org.snowbert.incremental.BuildLog;

/** Writes the lines of the pipeline into Maven's log. */
record MojoLog(Log log) implements BuildLog {
  @Override
  public void info(String line) {
    log.info(line);
  }

  @Override
  public void warn(String line) {
    log.warn(line);
  }

  @Override
  public void debug(String line) {
    log.debug(line);
  }
}
