package org.snowbert.incremental;

import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowbert.internal.JsonFiles;

/**
 * The record of a finished step: its fingerprint and its files.
 *
 * @param parameters the values of parameters as text, by name
 * @param inputs the files of earlier steps and of the user, by name
 * @param outputs the files of the step, by their path in the build's folder
 */
public record StepRecord(
    Map<String, String> parameters, Map<String, FileStamp> inputs, Map<String, FileStamp> outputs) {
  /** Refuses a damaged record, which lacks a value. */
  public StepRecord {
    if (parameters.containsValue(null)
        || inputs.containsValue(null)
        || outputs.containsValue(null)) {
      throw new IllegalArgumentException("a value is missing");
    }
  }

  /** Reads a record; null if there is none, or if it is damaged. */
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

  /** Whether two records have the same parameters and files of the same content. */
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
