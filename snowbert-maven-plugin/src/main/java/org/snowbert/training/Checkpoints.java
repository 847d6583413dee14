package org.snowbert.training;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snowbert.Folders;
import org.snowbert.model.Bert;
import org.snowbert.safetensors.SafeTensorsWriter;

/**
 * The folder {@code checkpoints}: parameters and AdamW's state after a step, each a folder that
 * appears whole.
 */
final class Checkpoints {
  static final String PARAMETERS = "model.safetensors";
  static final String MOMENTS = "optimizer.safetensors";
  private static final String STATE = "checkpoint.json";
  private static final String PREFIX = "step-";
  private static final int KEPT = 2;

  private final Path folder;
  private final String key;

  /**
   * @param key of the training: a checkpoint with another key has other parameters
   */
  Checkpoints(Path folder, String key) {
    this.folder = folder;
    this.key = key;
  }

  /** A whole checkpoint and the step it was written after. */
  record Checkpoint(Path folder, int step) {}

  private record State(int step, String key) {}

  /** The last checkpoint of this training. */
  Optional<Checkpoint> last() throws IOException {
    List<Checkpoint> own = own();
    return own.isEmpty() ? Optional.empty() : Optional.of(own.get(own.size() - 1));
  }

  /** Writes a checkpoint and deletes all but the last two. */
  void write(Bert bert, int step) throws IOException {
    Path temporary = folder.resolve("." + PREFIX + step);
    Folders.delete(temporary);
    Files.createDirectories(temporary);
    SafeTensorsWriter parameters = new SafeTensorsWriter().metadata("format", "pt");
    bert.writeParameters(parameters);
    parameters.write(temporary.resolve(PARAMETERS));
    SafeTensorsWriter moments = new SafeTensorsWriter();
    bert.writeMoments(moments);
    moments.write(temporary.resolve(MOMENTS));
    bert.config().write(temporary.resolve("config.json"));
    Files.writeString(temporary.resolve(STATE), new Gson().toJson(new State(step, key)) + "\n");
    Folders.replace(temporary, folder.resolve(PREFIX + step));
    List<Checkpoint> own = own();
    for (Checkpoint old : own.subList(0, Math.max(0, own.size() - KEPT))) {
      Folders.delete(old.folder());
    }
  }

  /**
   * Deletes every checkpoint, so that a training that starts anew leaves none of an earlier one.
   */
  void clear() throws IOException {
    Folders.delete(folder);
  }

  private List<Checkpoint> own() throws IOException {
    List<Checkpoint> own = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, PREFIX + "*")) {
        for (Path path : found) {
          State state = read(path.resolve(STATE));
          if (state != null && state.key().equals(key)) {
            own.add(new Checkpoint(path, state.step()));
          }
        }
      }
    }
    own.sort(Comparator.comparingInt(Checkpoint::step));
    return own;
  }

  private static @Nullable State read(Path file) throws IOException {
    try {
      return Files.exists(file) ? new Gson().fromJson(Files.readString(file), State.class) : null;
    } catch (JsonParseException e) {
      return null; // not one of ours
    }
  }
}
