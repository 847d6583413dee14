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
 * What {@code checkpoint.json} says of the folder it is in: a training after one of its steps, to
 * be gone on with.
 *
 * @param step that was the last
 * @param steps of the whole training
 * @param training what decides its numbers, by name: another training cannot go on from here
 * @param files the parameters, AdamW's moments and the metrics until then
 */
public record Checkpoint(
    int step, int steps, Map<String, String> training, Map<String, Inventory.Item> files) {
  public static final String PARAMETERS = "model.safetensors";
  public static final String MOMENTS = "optimizer.safetensors";
  public static final String METRICS = "metrics.jsonl";
  private static final String MANIFEST = "checkpoint.json";
  private static final String PREFIX = "step-";

  /** Its folder's name. */
  public static String name(int step) {
    return PREFIX + step;
  }

  /** The folders of checkpoints in a folder, whole or not. */
  public static List<Path> folders(Path folder) throws IOException {
    List<Path> folders = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, PREFIX + "*")) {
        found.forEach(folders::add);
      }
    }
    return folders;
  }

  /** Reads the manifest of a checkpoint; null where none can be read. */
  public static @Nullable Checkpoint read(Path folder) throws IOException {
    Path manifest = folder.resolve(MANIFEST);
    if (!Files.isRegularFile(manifest)) {
      return null;
    }
    try {
      Checkpoint read =
          JsonFiles.parse(manifest, json -> JsonFiles.GSON.fromJson(json, Checkpoint.class));
      return read.isWhole() ? read : null;
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

  /** What is wrong with the checkpoint in its folder, or null. */
  public @Nullable String damage(Path folder) throws IOException {
    return new Inventory(files).damage(folder);
  }

  /** Makes a checkpoint of a folder that holds its files. */
  public static void seal(Path folder, int step, int steps, Map<String, String> training)
      throws IOException {
    JsonFiles.write(
        folder.resolve(MANIFEST),
        new Checkpoint(step, steps, training, Inventory.of(folder).files()));
  }
}
