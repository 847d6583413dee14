package org.snowbert.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;

/** Packs a model's files as a zip. The same files give the same bytes. */
public final class ModelZip {
  /**
   * The time of the entries. At 1980-01-01T00:00:00, ZipEntry would add a field that depends on the
   * machine's time zone.
   */
  private static final Instant EARLIEST = Instant.parse("1980-01-01T00:00:02Z");

  /** A relative path of characters that every file system accepts. */
  private static final Pattern NAME =
      Pattern.compile("[^/\\\\:*?\"<>|\\p{Cntrl}][^\\\\:*?\"<>|\\p{Cntrl}]{0,200}");

  private static final Pattern CLIMBING = Pattern.compile("(^|/)\\.{1,2}(/|$)");

  private static final Pattern TENSORS = Pattern.compile("\\.(pt|safetensors)$");

  /** A smaller file is a graph alone; a larger one holds tensors. */
  private static final long LARGEST_GRAPH = 1 << 18;

  private ModelZip() {}

  /**
   * Packs every file under a folder, under its path from there.
   *
   * @param time the time of every entry, to two seconds, at least 1980-01-01T00:00:02Z; null for
   *     that time
   */
  public static void pack(Path folder, Path zip, @Nullable Instant time) throws IOException {
    pack(files(folder), zip, time);
  }

  /** The files under a folder, by their paths from there. */
  public static SortedMap<String, Path> files(Path folder) throws IOException {
    SortedMap<String, Path> files = new TreeMap<>();
    for (Path file : Folders.files(folder)) {
      files.put(folder.relativize(file).toString().replace('\\', '/'), file);
    }
    return files;
  }

  /**
   * Packs files.
   *
   * @param files the files by their names in the zip
   * @param time the time of every entry, as above
   */
  public static void pack(SortedMap<String, Path> files, Path zip, @Nullable Instant time)
      throws IOException {
    LocalDateTime stamp = LocalDateTime.ofInstant(time == null ? EARLIEST : time, ZoneOffset.UTC);
    Files.createDirectories(zip.getParent());
    AtomicFiles.write(
        zip,
        temporary -> {
          // The file has its own variable: a zip that cannot be finished does not close it.
          try (OutputStream file = Files.newOutputStream(temporary);
              ZipOutputStream out = new ZipOutputStream(file)) {
            for (Map.Entry<String, Path> packed : files.entrySet()) {
              ZipEntry entry = new ZipEntry(packed.getKey());
              entry.setTimeLocal(stamp);
              if (isStored(packed.getKey(), packed.getValue())) {
                store(entry, packed.getValue());
              }
              out.putNextEntry(entry);
              Files.copy(packed.getValue(), out);
              out.closeEntry();
            }
          }
        });
  }

  /** Tensors are stored: deflating saves a fourteenth, and takes as long as a small training. */
  private static boolean isStored(String name, Path file) throws IOException {
    return TENSORS.matcher(name).find()
        || (name.endsWith(".onnx") && Files.size(file) > LARGEST_GRAPH);
  }

  private static void store(ZipEntry entry, Path file) throws IOException {
    CRC32 crc = new CRC32();
    try (InputStream content = new CheckedInputStream(Files.newInputStream(file), crc)) {
      entry.setSize(content.transferTo(OutputStream.nullOutputStream()));
    }
    entry.setMethod(ZipEntry.STORED);
    entry.setCrc(crc.getValue());
  }

  /**
   * Unpacks the files at the root into a folder, which is replaced. Files in folders of the zip are
   * not part of a model.
   *
   * @throws InvalidInputException if the file is not a zip or is damaged, or if the zip was made to
   *     write outside the folder or to fill the disk
   * @throws IOException if a file cannot be read or written
   */
  public static void unpack(Path zip, Path folder) throws IOException {
    Path whole = folder.toAbsolutePath().normalize();
    Path temporary = whole.resolveSibling(whole.getFileName() + ".tmp");
    Folders.delete(temporary);
    Files.createDirectories(temporary);
    try (CheckedZip file = new CheckedZip(zip)) {
      for (ZipEntry entry : entries(zip, file)) {
        try (OutputStream out = Files.newOutputStream(temporary.resolve(entry.getName()))) {
          file.copy(entry, out);
        }
      }
    } catch (ZipException e) {
      throw new InvalidInputException(
          "%s is not a sound zip (%s): name the folder or the zip of a model"
              .formatted(zip, Excerpt.of(e.getMessage())),
          e);
    }
    Folders.replace(temporary, whole);
  }

  /** The files at the root of the zip. */
  private static List<ZipEntry> entries(Path zip, CheckedZip file) {
    List<ZipEntry> entries = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (ZipEntry entry : file.entries()) {
      String name = entry.getName();
      if (!NAME.matcher(name).matches() || CLIMBING.matcher(name).find()) {
        throw new InvalidInputException(
            "%s holds %s, a path that is not allowed: take another model"
                .formatted(zip, Excerpt.of(name)));
      }
      // Some file systems do not tell upper from lower case.
      if (!names.add(name.toLowerCase(Locale.ROOT))) {
        throw new InvalidInputException(
            "%s holds %s more than once: take another model".formatted(zip, Excerpt.of(name)));
      }
      if (name.indexOf('/') < 0) {
        entries.add(entry);
      }
    }
    return entries;
  }
}
