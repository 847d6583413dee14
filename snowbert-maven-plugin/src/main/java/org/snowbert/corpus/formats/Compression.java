package org.snowbert.corpus.formats;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdUtils;
import org.apache.commons.io.input.ProxyInputStream;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;

/**
 * Opens files that may be compressed with gzip, bzip2 or xz. The first bytes tell, not the file's
 * name: some servers unpack a file before they send it.
 */
public final class Compression {
  /** The number of first bytes that tell every kind of compression. */
  private static final int SIGNATURE = 12;

  /** The bytes to which any file may unpack. */
  private static final long ALWAYS_ALLOWED = 64 << 20;

  /** How many times its size a file may unpack to; texts unpack to 3 to 10 times their size. */
  private static final int MOST_TIMES = 100;

  private Compression() {}

  /**
   * The unpacked content of a file.
   *
   * @throws InvalidInputException if the file is compressed with Zstandard; the stream throws it
   *     when the file unpacks to too many bytes
   * @throws IOException if the file is damaged; the stream throws it too
   */
  public static InputStream open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    try {
      String packing = packing(in, file);
      if (packing == null) {
        return in;
      }
      long most = Math.max(ALWAYS_ALLOWED, MOST_TIMES * Files.size(file));
      // The dictionary of xz may take gigabytes: half of the heap is allowed. "true" reads files
      // that were joined as one, as gunzip does.
      int kilobytes = Math.toIntExact(Runtime.getRuntime().maxMemory() >> 11);
      CompressorStreamFactory factory = new CompressorStreamFactory(true, kilobytes);
      return new Bounded(factory.createCompressorInputStream(packing, in), file, most);
    } catch (CompressorException e) {
      in.close();
      throw new IOException(e.getMessage(), e);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private static @Nullable String packing(InputStream in, Path file) throws IOException {
    in.mark(SIGNATURE);
    byte[] begin = in.readNBytes(SIGNATURE);
    in.reset();
    if (ZstdUtils.matches(begin, begin.length)) {
      throw new InvalidInputException(
          "%s is compressed with Zstandard, which is not supported: compress it with gzip, bzip2 or xz instead"
              .formatted(file));
    }
    if (GzipCompressorInputStream.matches(begin, begin.length)) {
      return CompressorStreamFactory.GZIP;
    }
    if (XZCompressorInputStream.matches(begin, begin.length)) {
      return CompressorStreamFactory.XZ;
    }
    return BZip2CompressorInputStream.matches(begin, begin.length)
        ? CompressorStreamFactory.BZIP2
        : null;
  }

  /** A stream that ends with an exception after too many bytes: a few bytes can unpack to GBs. */
  private static final class Bounded extends ProxyInputStream {
    private final Path file;
    private final long most;
    private long left;

    Bounded(InputStream in, Path file, long most) {
      super(in);
      this.file = file;
      this.most = most;
      this.left = most;
    }

    @Override
    protected void afterRead(int bytes) {
      left -= Math.max(bytes, 0); // -1 is the end
      if (left < 0) {
        throw new InvalidInputException(
            "%s unpacks to more than %d MB, more than %d times its size: unpack it yourself if it is what you want"
                .formatted(file, most >> 20, MOST_TIMES));
      }
    }
  }
}
