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
 * Keeps the downloaded files for all builds of the machine.
 *
 * <p>A file is {@code <directory>/corpus/<key>/<file name>}. The key is the declared sha256, or
 * else the SHA-256 of the URL. Beside the file, {@code <file name>.sha256} has the digest of the
 * downloaded file. A file is used only if it has the declared digest or, if none was declared, that
 * digest. A {@code file:} source is read where it is.
 */
public final class SourceCache {
  private final Path directory;
  private final boolean offline;
  private final @Nullable Mirror mirror;
  private final Download download;

  /**
   * A cache.
   *
   * @param directory the folder of the cache, which all builds share; it is made if need be
   * @param offline whether nothing may be downloaded
   * @param mirror has copies of the sources' files; null to use the sources' own addresses
   * @param transport downloads the files that are not in the cache
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
   * The source's file on this machine, downloaded if need be.
   *
   * @throws InvalidInputException if the file has another sha256 than the declared one, a {@code
   *     file:} source does not exist, or the build is offline and the cache has no sound copy
   * @throws IOException if the download fails
   */
  public Path obtain(Source source) throws IOException {
    URI url = address(source);
    if (isLocal(source)) {
      return localFile(source, url);
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
                  Source.shown(url)));
    }
    Files.createDirectories(file.getParent());
    return download.withLock(source, file, () -> fill(source, url, file));
  }

  /** Whether the source is a file of this machine, which is read where it is. */
  public boolean isLocal(Source source) {
    return Source.isFile(address(source));
  }

  private URI address(Source source) {
    return mirror == null ? source.url() : mirror.locate(source);
  }

  private Path fill(Source source, URI url, Path file) throws IOException {
    if (isSound(file, source)) {
      return file; // another build has downloaded it meanwhile
    }
    Files.deleteIfExists(file);
    AtomicFiles.write(
        file,
        part -> {
          download.fetch(source, url, part, downloaded -> check(source, url, downloaded));
          String actual = Sha256.of(part);
          requireDeclared(source, url, actual);
          // In the format of sha256sum. It is written first: a file without it would not be sound.
          AtomicFiles.write(sidecar(file), actual + "  " + file.getFileName() + "\n");
        });
    return file;
  }

  /** Without a declared digest, a proxy's page or half of the file would pass for the file. */
  private static void check(Source source, URI url, Path part) throws IOException {
    if (source.sha256() == null) {
      try {
        SourceReader.check(source, url, part);
      } catch (IOException e) {
        throw new IOException(
            "%s gave %,d bytes that are not a %s (%s)"
                .formatted(
                    Source.shown(url),
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
          "source %s: %s has the sha256 %s, but the sha256 %s was declared: if this is the file that you want, set the source's sha256 to the first of them, or remove it"
              .formatted(source.id(), Source.shown(url), actual, source.sha256()));
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

  private static Path localFile(Source source, URI url) throws IOException {
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

  /** The file with the digest of the downloaded file. */
  private static Path sidecar(Path file) {
    return file.resolveSibling(file.getFileName() + ".sha256");
  }
}
