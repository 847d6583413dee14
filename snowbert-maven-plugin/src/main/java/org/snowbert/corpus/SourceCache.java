package org.snowbert.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.internal.AtomicFiles;
import org.snowbert.internal.Excerpt;
import org.snowbert.internal.Sha256;

/**
 * The downloaded files, kept for all builds of the machine.
 *
 * <p>A file is {@code <directory>/corpus/<key>/<file name>}, where the key is its declared sha256,
 * or else the SHA-256 of its URL; beside it stands {@code <file name>.sha256} with the digest of
 * what came. Every hit is checked against the one or the other. A {@code file:} source is read
 * where it is.
 */
public final class SourceCache {
  private final Path directory;
  private final boolean offline;
  private final @Nullable Mirror mirror;
  private final Download download;

  /**
   * A cache that is filled as sources are asked for.
   *
   * @param directory the cache, shared by all builds; made when needed
   * @param offline whether the transport must not be used
   * @param mirror what stands in for the sources' own addresses, or null
   * @param transport brings what is not there yet
   */
  public SourceCache(
      Path directory, boolean offline, @Nullable Mirror mirror, Transport transport) {
    this(
        directory, offline, mirror, new Download(transport, time -> Thread.sleep(time.toMillis())));
  }

  SourceCache(Path directory, boolean offline, @Nullable Mirror mirror, Download download) {
    this.directory = directory;
    this.offline = offline;
    this.mirror = mirror;
    this.download = download;
  }

  /**
   * The source's file as a local one, downloaded if need be, its digest checked.
   *
   * @throws InvalidInputException when the sha256 is not the declared one, a {@code file:} source
   *     does not exist, or the build is offline and the cache has no sound copy
   * @throws IOException when the download fails
   */
  public Path obtain(Source source) throws IOException {
    URI url = mirror == null ? source.url() : mirror.locate(source);
    if ("file".equalsIgnoreCase(url.getScheme())) {
      return inPlace(source, url);
    }
    String key = source.sha256() == null ? Sha256.of(url.toString()) : source.sha256();
    Path file = directory.resolve("corpus").resolve(key).resolve(source.fileName());
    if (isSound(file, source)) {
      return file;
    }
    if (offline) {
      throw new InvalidInputException(
          "source %s: Maven works offline (-o) and %s %s: run once without -o to fetch %s"
              .formatted(
                  source.id(),
                  file,
                  Files.exists(file) ? "is damaged" : "is not in the cache",
                  url));
    }
    Files.createDirectories(file.getParent());
    return download.locked(source, file, () -> fill(source, url, file));
  }

  private Path fill(Source source, URI url, Path file) throws IOException {
    if (isSound(file, source)) {
      return file; // another build has fetched it meanwhile
    }
    Files.deleteIfExists(file);
    AtomicFiles.write(
        file,
        part -> {
          download.fetch(source, url, part, came -> check(source, url, came));
          String actual = Sha256.of(part);
          requireDeclared(source, url, actual);
          // As sha256sum writes and checks it. It comes first: without it the file is not sound.
          AtomicFiles.write(sidecar(file), actual + "  " + file.getFileName() + "\n");
        });
    return file;
  }

  /** Without a declared digest a page of a proxy, or half a file, would pass for the file. */
  private static void check(Source source, URI url, Path part) throws IOException {
    if (source.sha256() == null) {
      try {
        SourceReader.check(source.format(), part);
      } catch (IOException e) {
        throw new IOException(
            "%s gave %,d bytes that are no %s (%s)"
                .formatted(
                    url,
                    Files.size(part),
                    source.format().isWorkbook() ? "workbook" : "text",
                    Excerpt.reason(e)),
            e);
      }
    }
  }

  private static void requireDeclared(Source source, URI url, String actual) {
    if (source.sha256() != null && !actual.equals(source.sha256())) {
      throw new InvalidInputException(
          "source %s: %s has the sha256 %s but %s was declared: if the file is the one you want, set the source's sha256 to the former, or leave it out"
              .formatted(source.id(), url, actual, source.sha256()));
    }
  }

  private static boolean isSound(Path file, Source source) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    String actual = Sha256.of(file);
    if (source.sha256() != null) {
      return actual.equals(source.sha256());
    }
    Path digest = sidecar(file);
    if (!Files.isRegularFile(digest)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(digest)) {
      byte[] recorded = in.readNBytes(actual.length());
      return new String(recorded, StandardCharsets.US_ASCII).equals(actual);
    }
  }

  private static Path inPlace(Source source, URI url) throws IOException {
    Path file;
    try {
      file = Path.of(url);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "source %s: %s is not the address of a local file (%s): write file:/path/of/the/file"
              .formatted(source.id(), url, e.getMessage()),
          e);
    }
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(
          "source %s: there is no file %s: correct its url or snowbert.mirror"
              .formatted(source.id(), file));
    }
    if (source.sha256() != null) {
      requireDeclared(source, url, Sha256.of(file));
    }
    return file;
  }

  private static Path sidecar(Path file) {
    return file.resolveSibling(file.getFileName() + ".sha256");
  }
}
