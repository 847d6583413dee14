package org.snowbert.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The recorded states of a workspace's steps. */
final class States {
  private final Workspace workspace;
  private final Map<Step, StepState> current = new EnumMap<>(Step.class);

  States(Workspace workspace) {
    this.workspace = workspace;
  }

  /** What the file says; null where the step never finished. */
  @Nullable StepState recorded(Step step) throws IOException {
    return StepState.read(workspace.state(step));
  }

  /** The state of a step that is up to date. */
  StepState of(Step step) throws IOException {
    StepState state = current.get(step);
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
  void record(Step step, StepState state) throws IOException {
    if (!state.equals(recorded(step))) {
      state.write(workspace.state(step));
    }
    current.put(step, state);
  }

  /** Forgets a step that is about to run: interrupted, it must not be taken for done. */
  void forget(Step step) throws IOException {
    Files.deleteIfExists(workspace.state(step));
    current.remove(step);
  }

  /** Stamps the outputs of a step. */
  Map<String, FileStamp> stamps(List<Path> outputs, @Nullable StepState known) throws IOException {
    Map<String, FileStamp> stamps = new LinkedHashMap<>();
    for (Path file : outputs) {
      String name = workspace.name(file);
      stamps.put(name, FileStamp.of(file, known == null ? null : known.outputs().get(name)));
    }
    return stamps;
  }
}
