package org.snowbert.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Zips that no zip tool writes. */
public final class Zips {
  /** Mode of a symbolic link, whose content is its target. */
  private static final int SYMBOLIC_LINK = 0120777;

  private static final int LONGEST_NAME = 10_000;

  /** The same entries give the same bytes. */
  private static final long TIME = 1_000_000_000_000L;

  /** One file of a zip. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Entry(String name, byte[] content, boolean link) {
    public Entry(String name, byte[] content) {
      this(name, content, false);
    }
  }

  private Zips() {}

  public static List<Entry> read(Path zip) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries.add(new Entry(entry.getName(), in.readAllBytes()));
      }
    }
    return entries;
  }

  /** Writes entries as they are: names may repeat, be absolute, or climb. */
  public static byte[] write(List<Entry> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(bytes)) {
      for (Entry entry : entries) {
        String name = entry.name().substring(0, Math.min(entry.name().length(), LONGEST_NAME));
        ZipArchiveEntry header = new ZipArchiveEntry(name);
        header.setTime(TIME);
        if (entry.link()) {
          header.setUnixMode(SYMBOLIC_LINK);
        }
        out.putArchiveEntry(header);
        out.write(entry.content());
        out.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Damages what the entries hold, their names and order, or the zip around them. */
  public static byte[] mutate(List<Entry> entries, Mutator mutator) {
    List<Entry> changed = mutator.shuffled(entries);
    if (!changed.isEmpty() && !mutator.once(8)) {
      int at = mutator.below(changed.size());
      Entry entry = changed.get(at);
      changed.set(
          at,
          switch (mutator.below(12)) {
            case 0 -> new Entry(mutator.word() + entry.name(), entry.content());
            case 1 -> new Entry(entry.name() + mutator.word(), entry.content());
            case 2 -> new Entry(entry.name(), "/etc/passwd".getBytes(StandardCharsets.UTF_8), true);
            case 3 -> new Entry(mutator.any(entries).name(), entry.content());
            default -> new Entry(entry.name(), mutator.mutate(entry.content()));
          });
    }
    byte[] zip = write(changed);
    return mutator.once(4) ? mutator.mutate(zip) : zip;
  }
}
