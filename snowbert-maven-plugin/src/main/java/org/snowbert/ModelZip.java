package org.snowbert;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** A model's folder as one file, its content at the root; the same folder gives the same bytes. */
public final class ModelZip {
  /**
   * At 1980-01-01T00:00:00 itself ZipEntry adds a field that depends on the machine's time zone.
   */
  private static final Instant EARLIEST = Instant.parse("1980-01-01T00:00:02Z");

  /** Relative, and made of what every file system takes. */
  private static final Pattern NAME =
      Pattern.compile("[^/\\\\:*?\"<>|\\p{Cntrl}][^\\\\:*?\"<>|\\p{Cntrl}]{0,200}");

  private static final Pattern CLIMBING = Pattern.compile("(^|/)\\.{1,2}(/|$)");

  /** Parameters hardly shrink: what shrinks more, and is larger, fills disks. */
  private static final int LARGEST_RATIO = 100;

  private static final long LARGEST_SMALL = 64 << 20;

  private ModelZip() {}

  /**
   * Packs every file under a folder.
   *
   * @param time of every entry, to two seconds, at least 1980-01-01T00:00:02Z; null for that
   */
  public static void pack(Path folder, Path zip, @Nullable Instant time) throws IOException {
    LocalDateTime stamp = LocalDateTime.ofInstant(time == null ? EARLIEST : time, ZoneOffset.UTC);
    List<String> names =
        Folders.files(folder).stream()
            .map(file -> folder.relativize(file).toString().replace('\\', '/'))
            .sorted()
            .toList();
    Files.createDirectories(zip.getParent());
    AtomicFiles.write(
        zip,
        temporary -> {
          try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(temporary))) {
            for (String name : names) {
              ZipEntry entry = new ZipEntry(name);
              entry.setTimeLocal(stamp);
              out.putNextEntry(entry);
              Files.copy(folder.resolve(name), out);
              out.closeEntry();
            }
          }
        });
  }

  /**
   * Unpacks the files at the root into a folder, which is replaced as a whole; those in folders are
   * no part of a model.
   *
   * @throws InvalidInputException if it is not a zip, if it is damaged, or if it was made to write
   *     outside the folder or to fill the disk
   */
  public static void unpack(Path zip, Path folder) throws IOException {
    Path whole = folder.toAbsolutePath().normalize();
    Path temporary = whole.resolveSibling(whole.getFileName() + ".tmp");
    Folders.delete(temporary);
    Files.createDirectories(temporary);
    try (ZipFile file = new ZipFile(zip.toFile())) {
      for (ZipEntry entry : entries(zip, file)) {
        unpack(file, entry, temporary.resolve(entry.getName()));
      }
    } catch (ZipException | EOFException e) {
      throw new InvalidInputException(
          "%s is not a sound zip (%s): name the folder or the zip of a model"
              .formatted(zip, Excerpt.of(e.getMessage())),
          e);
    }
    Folders.replace(temporary, whole);
  }

  private static List<ZipEntry> entries(Path zip, ZipFile file) {
    List<ZipEntry> entries = new ArrayList<>();
    Set<String> names = new HashSet<>();
    long size = 0;
    for (Enumeration<? extends ZipEntry> all = file.entries(); all.hasMoreElements(); ) {
      ZipEntry entry = all.nextElement();
      String name = entry.getName();
      if (!NAME.matcher(name).matches() || CLIMBING.matcher(name).find()) {
        throw unfit(zip, "holds %s, which lies outside".formatted(Excerpt.of(name)));
      }
      // Some file systems do not tell upper from lower case.
      if (!names.add(name.toLowerCase(Locale.ROOT))) {
        throw unfit(zip, "holds %s more than once".formatted(Excerpt.of(name)));
      }
      size += Math.max(0, entry.getSize());
      if (name.indexOf('/') < 0) {
        entries.add(entry);
      }
    }
    long packed = zip.toFile().length();
    if (size > LARGEST_SMALL && size / LARGEST_RATIO > packed) {
      throw unfit(zip, "of %,d bytes holds %,d".formatted(packed, size));
    }
    return entries;
  }

  private static InvalidInputException unfit(Path zip, String what) {
    return new InvalidInputException("%s %s: take another model".formatted(zip, what));
  }

  /** What comes is compared with what the zip says of it: nothing else does. */
  private static void unpack(ZipFile file, ZipEntry entry, Path target) throws IOException {
    CheckedInputStream content = new CheckedInputStream(file.getInputStream(entry), new CRC32());
    long left = entry.getSize();
    try (content;
        OutputStream out = Files.newOutputStream(target)) {
      byte[] buffer = new byte[1 << 16];
      for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
        left -= n;
        if (left < 0) {
          break;
        }
        out.write(buffer, 0, n);
      }
    }
    if (left != 0 || content.getChecksum().getValue() != entry.getCrc()) {
      throw new ZipException(entry.getName() + " is damaged");
    }
  }
}
