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
 * The files that a complete folder holds.
 *
 * @param files the files by their path in the folder, with {@code /} between names
 */
public record Inventory(Map<String, Item> files) {
  /**
   * A file.
   *
   * @param size the size, in bytes
   * @param sha256 the SHA-256 of the content
   */
  public record Item(long size, String sha256) {}

  /** Makes the inventory of a folder. */
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
   * Describes the first difference between the inventory and a folder, such as {@code
   * model.safetensors is missing}; null if there is none.
   */
  public @Nullable String damage(Path folder) throws IOException {
    for (Map.Entry<String, Item> entry : files.entrySet()) {
      Path file = file(folder, entry.getKey());
      @Nullable Item item = entry.getValue(); // Gson reads null from damaged JSON
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

  /** The file with a name in a folder; null if the name is not valid or leads out of the folder. */
  public static @Nullable Path file(Path folder, String name) {
    try {
      Path file = folder.resolve(name).normalize();
      return file.startsWith(folder) && !file.equals(folder) ? file : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }
}
