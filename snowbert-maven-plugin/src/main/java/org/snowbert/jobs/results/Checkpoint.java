package org.snowbert.jobs.results;

import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowbert.incremental.Inventory;
import org.snowbert.internal.JsonFiles;
import org.snowbert.model.ModelFolder;

/**
 * The content of {@code checkpoint.json}: describes the checkpoint in its folder, from which a
 * training can go on.
 *
 * @param step the last step before the checkpoint
 * @param steps the number of steps of the whole training
 * @param training everything that decides the result of the training, by name; a training with
 *     other values cannot go on from here
 * @param files the files: the parameters, the moments of AdamW, the metrics so far, the
 *     configuration, and the parameters of the best evaluation, if the training keeps them
 */
public record Checkpoint(
    int step, int steps, Map<String, String> training, Map<String, Inventory.Item> files) {
  public static final String PARAMETERS = "model.safetensors";
  public static final String MOMENTS = "optimizer.safetensors";
  public static final String BEST = "best.safetensors";
  public static final String METRICS = "metrics.jsonl";
  private static final String MANIFEST = "checkpoint.json";
  private static final String PREFIX = "step-";

  /** The name of the folder of a checkpoint. */
  public static String name(int step) {
    return PREFIX + step;
  }

  /** The folders of all checkpoints in a folder, damaged ones included. */
  public static List<Path> folders(Path folder) throws IOException {
    List<Path> folders = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, PREFIX + "*")) {
        entries.forEach(folders::add);
      }
    }
    return folders;
  }

  /** Reads the manifest of a checkpoint; null if it is missing or damaged. */
  public static @Nullable Checkpoint read(Path folder) throws IOException {
    Path manifest = folder.resolve(MANIFEST);
    if (!Files.isRegularFile(manifest)) {
      return null;
    }
    try {
      Checkpoint checkpoint =
          JsonFiles.parse(manifest, json -> JsonFiles.GSON.fromJson(json, Checkpoint.class));
      return checkpoint.isWhole() ? checkpoint : null;
    } catch (JsonParseException e) {
      return null;
    }
  }

  /** Whether Gson found every part. */
  private boolean isWhole() {
    return step > 0
        && training != null
        && !training.containsValue(null)
        && files != null
        && files.keySet().containsAll(List.of(PARAMETERS, MOMENTS, METRICS, ModelFolder.CONFIG));
  }

  /** Describes the damage of the checkpoint in a folder; null if there is none. */
  public @Nullable String damage(Path folder) throws IOException {
    return new Inventory(files).damage(folder);
  }

  /** Makes a checkpoint of the files in a folder, by writing its manifest. */
  public static void seal(Path folder, int step, int steps, Map<String, String> training)
      throws IOException {
    JsonFiles.write(
        folder.resolve(MANIFEST),
        new Checkpoint(step, steps, training, Inventory.of(folder).files()));
  }
}
