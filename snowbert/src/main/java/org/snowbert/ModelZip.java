package org.snowbert;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Enumeration;
import java.util.List;
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

  /** Deflating takes a fourteenth off them, and as long as training a small model. */
  private static final Pattern TENSORS = Pattern.compile("\\.(pt|safetensors)$");

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
              if (TENSORS.matcher(name).find()) {
                store(entry, folder.resolve(name));
              }
              out.putNextEntry(entry);
              Files.copy(folder.resolve(name), out);
              out.closeEntry();
            }
          }
        });
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
   * Unpacks into a folder, which is replaced as a whole.
   *
   * @throws InvalidInputException if it is not a zip, or an entry of it lies outside the folder
   */
  public static void unpack(Path zip, Path folder) throws IOException {
    Path whole = folder.toAbsolutePath().normalize();
    Path temporary = whole.resolveSibling(whole.getFileName() + ".tmp");
    Folders.delete(temporary);
    Files.createDirectories(temporary);
    try (ZipFile file = new ZipFile(zip.toFile())) {
      for (Enumeration<? extends ZipEntry> all = file.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        Path target = temporary.resolve(entry.getName()).normalize();
        if (!target.startsWith(temporary)) {
          throw new InvalidInputException(
              zip + " holds " + entry.getName() + ", which lies outside: take another model");
        }
        if (!entry.isDirectory()) {
          Files.createDirectories(target.getParent());
          try (InputStream content = file.getInputStream(entry)) {
            Files.copy(content, target);
          }
        }
      }
    } catch (ZipException e) {
      throw new InvalidInputException(
          zip + " is not a zip (" + e.getMessage() + "): name the folder or the zip of a model", e);
    }
    Folders.replace(temporary, whole);
  }
}
