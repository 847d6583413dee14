package org.snowbert.incremental;

import java.util.ArrayList;
import java.util.List;

/** A log that records the lines of a build. */
public final class RecordedLog implements BuildLog {
  public final List<String> infos = new ArrayList<>();
  public final List<String> warnings = new ArrayList<>();

  @Override
  public void info(String line) {
    infos.add(line);
  }

  @Override
  public void warn(String line) {
    warnings.add(line);
  }

  @Override
  public void debug(String line) {}
}
