package org.snowbert.steps.card;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snowbert.internal.JsonFiles;

/**
 * Compares the {@code training.json} of two models. It takes that file of any model as it is, also
 * where another program wrote it.
 */
public final class ProvenanceDiff {
  private static final String FILE = "training.json";

  /**
   * The parts of the file that are compared, and what the name of a value begins with instead. Each
   * value is in one part only: the masks' parameters, for example, are among those of training.
   */
  private static final Map<String, String> PARTS = parts();

  /**
   * A value that differs between two models; null where a model has no such value.
   *
   * @param name such as {@code learningRate} or {@code corpus.sha256}
   */
  public record Difference(String name, @Nullable String first, @Nullable String second) {}

  private ProvenanceDiff() {}

  private static Map<String, String> parts() {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("project.", "project.");
    parts.put("parent.", "parent.");
    parts.put("corpus.", "corpus.");
    parts.put("tokens.", "tokens.");
    parts.put("steps.tokenize.parameters.", "");
    parts.put("steps.train.parameters.", "");
    parts.put("platform", "platform");
    return parts;
  }

  /** The values in the file of a model's folder or zip, by name; none where there is no file. */
  public static Map<String, String> of(Path model) throws IOException {
    if (Files.isDirectory(model)) {
      return read(model.resolve(FILE));
    }
    try (FileSystem zip = FileSystems.newFileSystem(model)) {
      return read(zip.getPath(FILE));
    }
  }

  /** A file that is no JSON object has no values, because other programs may use its name. */
  private static Map<String, String> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Map.of();
    }
    try {
      return JsonFiles.parse(
          file,
          json -> {
            Map<String, String> all = new LinkedHashMap<>();
            flatten("", json, all);
            return all;
          });
    } catch (JsonParseException e) {
      return Map.of();
    }
  }

  private static void flatten(String path, JsonObject json, Map<String, String> into) {
    for (Map.Entry<String, JsonElement> entry : json.entrySet()) {
      String name = path + entry.getKey();
      if (entry.getValue().isJsonObject()) {
        flatten(name + ".", entry.getValue().getAsJsonObject(), into);
      } else if (entry.getValue().isJsonPrimitive()) {
        PARTS.forEach(
            (part, shown) -> {
              if (name.startsWith(part)) {
                into.put(shown + name.substring(part.length()), entry.getValue().getAsString());
              }
            });
      }
    }
  }

  /** The values that differ, in the order of the first model. */
  public static List<Difference> between(Map<String, String> first, Map<String, String> second) {
    Set<String> names = new LinkedHashSet<>(first.keySet());
    names.addAll(second.keySet());
    List<Difference> differences = new ArrayList<>();
    for (String name : names) {
      @Nullable String ours = first.get(name);
      @Nullable String theirs = second.get(name);
      if (ours == null || !ours.equals(theirs)) {
        differences.add(new Difference(name, ours, theirs));
      }
    }
    return differences;
  }
}
