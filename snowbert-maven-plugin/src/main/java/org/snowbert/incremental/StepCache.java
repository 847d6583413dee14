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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowbert.internal.Folders;
import org.snowbert.internal.JsonFiles;
import org.snowbert.internal.Sha256;

/**
 * The results of steps, for other builds on the machine: after a clean, or in a second checkout.
 *
 * <p>{@code finished/<step>-<key>} holds the files of a step; the key is a digest of everything
 * that decides the files. {@code unfinished/<step>-<key>} holds checkpoints of a training that has
 * not ended. A build that runs a step holds the lock {@code locks/<step>-<key>}.
 */
public final class StepCache {
  private static final String MANIFEST = "manifest.json";
  private static final String FILES = "files";

  private final @Nullable Path folder;
  private final long size;
  private final String pluginDigest;
  private final BuildLog log;

  /**
   * A cache.
   *
   * @param folder the folder, which is made when needed; null for a cache that stores nothing
   * @param size the largest size, in bytes; the entries that were unused for the longest time are
   *     deleted first
   * @param pluginDigest a digest that tells snapshots of one version of the plugin apart; empty for
   *     a release
   */
  public StepCache(@Nullable Path folder, long size, String pluginDigest, BuildLog log) {
    this.folder = folder;
    this.size = size;
    this.pluginDigest = pluginDigest;
    this.log = log;
  }

  /** The content of the manifest of an entry. */
  private record Manifest(Inventory inventory, JsonObject run) {
    static @Nullable Manifest read(Path entry) throws IOException {
      Path file = entry.resolve(MANIFEST);
      if (!Files.isRegularFile(file)) {
        return null;
      }
      try {
        Manifest manifest = JsonFiles.GSON.fromJson(Files.readString(file), Manifest.class);
        return manifest != null && manifest.isWhole() ? manifest : null;
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
   * Opens the entry of a step's result, and waits while another build runs the same step.
   *
   * @param fingerprint everything that decides the result
   */
  public Entry open(StepName step, Fingerprint fingerprint) throws IOException {
    if (folder == null) {
      return new Entry(step, null, null);
    }
    String name = name(step, fingerprint);
    if (!isWritable(folder)) {
      log.warn(
          "%s: %s cannot be written, so that the result is not kept: set snowbert.cache to another folder"
              .formatted(step, folder));
      return new Entry(step, name, null);
    }
    evict(folder, name);
    return new Entry(
        step,
        name,
        LockFile.take(
            folder.resolve("locks").resolve(name),
            holder ->
                log.info("%s: waits for %s, which runs the same step".formatted(step, holder))));
  }

  /** The folder in which a step's unfinished work outlives its build; null if there is none. */
  public @Nullable Path unfinished(StepName step, Fingerprint fingerprint) throws IOException {
    return folder == null || !isWritable(folder)
        ? null
        : unfinished(folder, name(step, fingerprint));
  }

  private static Path unfinished(Path folder, String name) {
    return folder.resolve("unfinished").resolve(name);
  }

  private String name(StepName step, Fingerprint fingerprint) {
    return step + "-" + Sha256.of(pluginDigest + fingerprint.digest());
  }

  private static boolean isWritable(Path folder) {
    try {
      return Files.isWritable(Files.createDirectories(folder.resolve("locks")));
    } catch (IOException e) {
      return false;
    }
  }

  /** The entry of one step's result, while this build runs the step. */
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
     * Copies the files of the entry into a build's folder.
     *
     * @param stale the files that are deleted before
     * @return the entry of {@code run.json} for the run that made the files; null if the cache does
     *     not have the files complete
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
          return file + " is outside the folder of the build";
        }
        Files.createDirectories(copy.getParent());
        Files.copy(entry.resolve(FILES).resolve(file), copy, StandardCopyOption.REPLACE_EXISTING);
      }
      return inventory.damage(root);
    }

    /**
     * Copies files of a build's folder into the cache. If this fails, the build goes on.
     *
     * @param run the entry of {@code run.json} for the run that made the files
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
              "%s: the result of %,d bytes is not kept, because it is larger than snowbert.cacheSize: set a larger size"
                  .formatted(step, bytes));
        } else {
          write(folder.resolve("finished"), root, files, run);
        }
        Folders.delete(unfinished(folder, name));
        evict(folder, name);
      } catch (IOException e) {
        log.warn("%s: the result is not kept in %s: %s".formatted(step, folder, e));
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

  /** Whether another build may be writing the entry. A killed Maven leaves such entries too. */
  private static boolean isBeingWritten(Path entry) throws IOException {
    Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    return entry.getFileName().toString().startsWith(".")
        && Files.getLastModifiedTime(entry).toInstant().isAfter(yesterday);
  }

  private static void touch(Path entry) {
    try {
      Files.setLastModifiedTime(entry, FileTime.from(Instant.now()));
    } catch (IOException e) {
      // In a cache that cannot be written, nothing is evicted either.
    }
  }

  /**
   * An entry that may be evicted.
   *
   * @param bytes the size of its files
   * @param time the time of its last use
   */
  private record CacheEntry(Path path, long bytes, FileTime time) {
    static CacheEntry of(Path entry) throws IOException {
      long bytes = 0;
      for (Path file : Folders.files(entry)) {
        bytes += Files.size(file);
      }
      return new CacheEntry(entry, bytes, Files.getLastModifiedTime(entry));
    }
  }

  /**
   * Deletes entries, starting with those that were unused for the longest time, until the cache has
   * its size. The latest entry stays.
   */
  @SuppressWarnings("try") // the lock is only held
  private void evict(Path root, String latest) {
    try (LockFile lock = LockFile.take(root.resolve("locks/eviction"), holder -> {})) {
      List<CacheEntry> all = new ArrayList<>();
      for (String kind : List.of("finished", "unfinished")) {
        if (Files.isDirectory(root.resolve(kind))) {
          try (DirectoryStream<Path> entries = Files.newDirectoryStream(root.resolve(kind))) {
            for (Path entry : entries) {
              if (!isBeingWritten(entry)) {
                all.add(CacheEntry.of(entry));
              }
            }
          }
        }
      }
      all.sort(Comparator.comparing(CacheEntry::time));
      long bytes = all.stream().mapToLong(CacheEntry::bytes).sum();
      for (CacheEntry entry : all) {
        if (bytes > size && !entry.path().endsWith(latest)) {
          Folders.delete(entry.path());
          bytes -= entry.bytes();
        }
      }
    } catch (IOException e) {
      log.debug("%s could not be made smaller: %s".formatted(root, e));
    }
  }
}
