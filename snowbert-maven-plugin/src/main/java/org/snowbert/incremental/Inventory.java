package org.snowbert.incremental;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snowbert.internal.Excerpt;
import org.snowbert.internal.Folders;
import org.snowbert.internal.Sha256;

/**
 * What a folder must hold to be whole.
 *
 * @param files by their path in the folder, {@code /} between names
 */
public record Inventory(Map<String, Item> files) {
  /**
   * A file.
   *
   * @param size in bytes
   * @param sha256 of its content
   */
  public record Item(long size, String sha256) {}

  /** Takes stock of a folder. */
  public static Inventory of(Path folder) throws IOException {
    Map<String, Item> files = new TreeMap<>();
    for (Path file : Folders.files(folder)) {
      files.put(
          folder.relativize(file).toString().replace('\\', '/'),
          new Item(Files.size(file), Sha256.of(file)));
    }
    return new Inventory(files);
  }

  /**
   * What is wrong with a folder that should hold this, such as {@code model.safetensors is
   * missing}; null where nothing is.
   */
  public @Nullable String damage(Path folder) throws IOException {
    for (Map.Entry<String, Item> entry : files.entrySet()) {
      Path file = file(folder, entry.getKey());
      @Nullable Item item = entry.getValue(); // of JSON, which may say anything
      if (file == null || item == null || !Files.isRegularFile(file)) {
        return Excerpt.of(entry.getKey()) + " is missing";
      }
      if (Files.size(file) != item.size()) {
        return "%s has %d bytes instead of %d"
            .formatted(entry.getKey(), Files.size(file), item.size());
      }
      if (!Sha256.of(file).equals(item.sha256())) {
        return entry.getKey() + " has another sha256 than when it was written";
      }
    }
    return null;
  }

  /** The file of that name in a folder; null where the name leads out of it, or is none. */
  public static @Nullable Path file(Path folder, String name) {
    try {
      Path file = folder.resolve(name).normalize();
      return file.startsWith(folder) && !file.equals(folder) ? file : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }
}
