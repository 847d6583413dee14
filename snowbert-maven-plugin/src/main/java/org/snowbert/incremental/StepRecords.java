package org.snowbert.incremental;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowbert.jobs.Layout;

/** The recorded states of a workspace's steps. */
public final class StepRecords {
  private final Layout workspace;
  private final Map<StepName, StepRecord> current = new EnumMap<>(StepName.class);

  public StepRecords(Layout workspace) {
    this.workspace = workspace;
  }

  /** What the file says; null where the step never finished. */
  public @Nullable StepRecord recorded(StepName step) throws IOException {
    return StepRecord.read(workspace.state(step));
  }

  /** The state of a step that is up to date. */
  public StepRecord of(StepName step) throws IOException {
    StepRecord state = current.get(step);
    if (state == null) {
      state = recorded(step);
    }
    if (state == null) {
      throw new IOException(
          workspace.state(step) + " has gone while Maven ran: run the goal once more");
    }
    return state;
  }

  /**
   * Records that the step is up to date; the file is written last of all, and only if it changes.
   */
  public void record(StepName step, StepRecord state) throws IOException {
    if (!state.equals(recorded(step))) {
      state.write(workspace.state(step));
    }
    current.put(step, state);
  }

  /** Forgets a step that is about to run: interrupted, it must not be taken for done. */
  public void forget(StepName step) throws IOException {
    Files.deleteIfExists(workspace.state(step));
    current.remove(step);
  }

  /** Stamps the outputs of a step. */
  public Map<String, FileStamp> stamps(List<Path> outputs, @Nullable StepRecord known)
      throws IOException {
    Map<String, FileStamp> stamps = new LinkedHashMap<>();
    for (Path file : outputs) {
      String name = workspace.name(file);
      stamps.put(name, FileStamp.of(file, known == null ? null : known.outputs().get(name)));
    }
    return stamps;
  }
}
