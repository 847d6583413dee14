package org.snowbert.incremental;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowbert.internal.Folders;
import org.snowbert.internal.JsonFiles;
import org.snowbert.internal.Sha256;

/**
 * What steps made, for other builds of the machine: a target folder that was cleaned, a second
 * checkout.
 *
 * <p>{@code finished/<step>-<key>} holds a step's files, where the key is a digest of all that
 * decides them; {@code unfinished/<step>-<key>} checkpoints of a training that has not ended. Who
 * does a step holds {@code locks/<step>-<key>} meanwhile.
 */
public final class StepCache {
  private static final String MANIFEST = "manifest.json";
  private static final String FILES = "files";

  private final @Nullable Path folder;
  private final long size;
  private final String maker;
  private final BuildLog log;

  /**
   * A cache.
   *
   * @param folder made when needed; null to keep and take nothing
   * @param size the bytes that it may grow to; who was used last goes last
   * @param maker what tells apart versions of the plugin, should their numbers not
   */
  public StepCache(@Nullable Path folder, long size, String maker, BuildLog log) {
    this.folder = folder;
    this.size = size;
    this.maker = maker;
    this.log = log;
  }

  /** What an entry says of itself. */
  private record Manifest(Inventory inventory, JsonObject run) {
    static @Nullable Manifest read(Path entry) throws IOException {
      Path file = entry.resolve(MANIFEST);
      if (!Files.isRegularFile(file)) {
        return null;
      }
      try {
        Manifest read = JsonFiles.GSON.fromJson(Files.readString(file), Manifest.class);
        return read != null && read.isWhole() ? read : null;
      } catch (CharacterCodingException | JsonParseException e) {
        return null;
      }
    }

    /** Whether Gson found every part. */
    private boolean isWhole() {
      return inventory != null && inventory.files() != null && run != null;
    }
  }

  /**
   * Opens the place of a step's result; waits while another build does the same.
   *
   * @param fingerprint all that decides the result
   */
  public Entry open(StepName step, Fingerprint fingerprint) throws IOException {
    if (folder == null) {
      return new Entry(step, null, null);
    }
    String name = name(step, fingerprint);
    if (!isWritable(folder)) {
      log.warn(
          "%s: %s cannot be written: what is finished is not kept there; name another folder with snowbert.cache"
              .formatted(step, folder));
      return new Entry(step, name, null);
    }
    evict(folder, name);
    return new Entry(
        step,
        name,
        LockFile.take(
            folder.resolve("locks").resolve(name),
            holder -> log.info("%s: waits for %s, which does the same".formatted(step, holder))));
  }

  /** Where a step's unfinished work outlives its build; null for nowhere. */
  public @Nullable Path unfinished(StepName step, Fingerprint fingerprint) throws IOException {
    return folder == null || !isWritable(folder)
        ? null
        : unfinished(folder, name(step, fingerprint));
  }

  private static Path unfinished(Path folder, String name) {
    return folder.resolve("unfinished").resolve(name);
  }

  private String name(StepName step, Fingerprint fingerprint) {
    return step + "-" + Sha256.of(maker + fingerprint.digest());
  }

  private static boolean isWritable(Path folder) {
    try {
      return Files.isWritable(Files.createDirectories(folder.resolve("locks")));
    } catch (IOException e) {
      return false;
    }
  }

  /** The place of one step's result, while this build does the step. */
  public final class Entry implements AutoCloseable {
    private final StepName step;
    private final @Nullable String name;
    private final @Nullable LockFile lock;

    private Entry(StepName step, @Nullable String name, @Nullable LockFile lock) {
      this.step = step;
      this.name = name;
      this.lock = lock;
    }

    /**
     * Copies the files into a build's folder, if the cache has them whole.
     *
     * @param stale what is to go before
     * @return what {@code run.json} says of when they were made; null where they are not there
     */
    public @Nullable JsonObject take(Path root, List<Path> stale) throws IOException {
      if (folder == null || name == null) {
        return null;
      }
      Path entry = folder.resolve("finished").resolve(name);
      Manifest manifest = Manifest.read(entry);
      if (manifest == null) {
        return null;
      }
      String damage;
      try {
        touch(entry);
        damage = copy(entry, manifest.inventory(), root, stale);
      } catch (IOException e) {
        damage = e.toString();
      }
      if (damage != null) {
        log.warn("%s: %s is damaged and not used: %s".formatted(step, entry, damage));
        return null;
      }
      return manifest.run();
    }

    private @Nullable String copy(Path entry, Inventory inventory, Path root, List<Path> stale)
        throws IOException {
      for (Path file : stale) {
        Files.deleteIfExists(file);
      }
      for (String file : inventory.files().keySet()) {
        Path copy = Inventory.file(root, file);
        if (copy == null) {
          return file + " is no file of a step";
        }
        Files.createDirectories(copy.getParent());
        Files.copy(entry.resolve(FILES).resolve(file), copy, StandardCopyOption.REPLACE_EXISTING);
      }
      return inventory.damage(root);
    }

    /**
     * Copies files of a build's folder into the cache; where that fails, the build goes on.
     *
     * @param run what {@code run.json} says of their making
     */
    public void keep(Path root, List<Path> files, JsonObject run) {
      if (folder == null || name == null || lock == null) {
        return;
      }
      try {
        long bytes = 0;
        for (Path file : files) {
          bytes += Files.size(file);
        }
        if (bytes > size) {
          log.warn(
              "%s: its %,d bytes are not kept, being more than snowbert.cacheSize"
                  .formatted(step, bytes));
        } else {
          write(folder.resolve("finished"), root, files, run);
        }
        Folders.delete(unfinished(folder, name));
        evict(folder, name);
      } catch (IOException e) {
        log.warn("%s: is not kept in %s: %s".formatted(step, folder, e));
      }
    }

    private void write(Path finished, Path root, List<Path> files, JsonObject run)
        throws IOException {
      Path temporary = finished.resolve("." + name);
      Folders.delete(temporary);
      for (Path file : files) {
        Path copy = temporary.resolve(FILES).resolve(root.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
      Inventory inventory = Inventory.of(temporary.resolve(FILES));
      JsonFiles.write(temporary.resolve(MANIFEST), new Manifest(inventory, run));
      Folders.replace(temporary, finished.resolve(name));
    }

    @Override
    public void close() throws IOException {
      if (lock != null) {
        lock.close();
      }
    }
  }

  private static void touch(Path entry) {
    try {
      Files.setLastModifiedTime(entry, FileTime.from(Instant.now()));
    } catch (IOException e) {
      // It cannot be written; then nothing in it goes either.
    }
  }

  /**
   * What an eviction may take.
   *
   * @param time of its last use
   */
  private record Used(Path path, long bytes, FileTime time) {
    static Used of(Path entry) throws IOException {
      long bytes = 0;
      for (Path file : Folders.files(entry)) {
        bytes += Files.size(file);
      }
      return new Used(entry, bytes, Files.getLastModifiedTime(entry));
    }
  }

  /**
   * Deletes what was not used for the longest time until the rest has its size, or another build is
   * at it.
   */
  @SuppressWarnings("try") // the lock is only held
  private void evict(Path root, String latest) {
    try (LockFile lock = LockFile.take(root.resolve("locks/eviction"), holder -> {})) {
      List<Used> all = new ArrayList<>();
      for (String kind : List.of("finished", "unfinished")) {
        if (Files.isDirectory(root.resolve(kind))) {
          try (DirectoryStream<Path> entries = Files.newDirectoryStream(root.resolve(kind))) {
            for (Path entry : entries) {
              all.add(Used.of(entry));
            }
          }
        }
      }
      all.sort(Comparator.comparing(Used::time));
      long bytes = all.stream().mapToLong(Used::bytes).sum();
      for (Used entry : all) {
        if (bytes > size && !entry.path().endsWith(latest)) {
          Folders.delete(entry.path());
          bytes -= entry.bytes();
        }
      }
    } catch (IOException e) {
      log.debug("%s keeps its size: %s".formatted(root, e));
    }
  }
}
