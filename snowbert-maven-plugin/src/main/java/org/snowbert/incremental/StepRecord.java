package org.snowbert.incremental;

import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowbert.internal.JsonFiles;
import org.snowbert.jobs.Layout;

/**
 * What a step was done with and what it made, written once it is done.
 *
 * @param parameters by name, as text
 * @param inputs by name: outputs of earlier steps and files of the user's
 * @param outputs by their name in the {@link Layout}
 */
public record StepRecord(
    Map<String, String> parameters, Map<String, FileStamp> inputs, Map<String, FileStamp> outputs) {
  /** Takes what a file of another version, or a damaged one, may lack. */
  public StepRecord {
    if (parameters.containsValue(null)
        || inputs.containsValue(null)
        || outputs.containsValue(null)) {
      throw new IllegalArgumentException("a value is missing");
    }
  }

  /** The recorded state; null where there is none that can be read. */
  static @Nullable StepRecord read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return null;
    }
    try {
      return JsonFiles.parse(file, json -> JsonFiles.GSON.fromJson(json, StepRecord.class));
    } catch (JsonParseException e) {
      return null;
    }
  }

  /** Whether it is of the same content, whenever its files were written. */
  public boolean isLike(StepRecord other) {
    return parameters.equals(other.parameters)
        && digests(inputs).equals(digests(other.inputs))
        && digests(outputs).equals(digests(other.outputs));
  }

  private static Map<String, String> digests(Map<String, FileStamp> stamps) {
    return stamps.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, stamp -> stamp.getValue().sha256()));
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    JsonFiles.write(file, this);
  }
}
