package org.snowbert.corpus.workbook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.io.input.ProxyInputStream;
import org.apache.poi.openxml4j.util.ZipFileZipEntrySource;
import org.apache.poi.openxml4j.util.ZipSecureFile;

/**
 * The zip of a workbook. It unpacks no more bytes than it was allowed to: a few bytes can unpack to
 * gigabytes, and POI holds some parts as a tree.
 */
final class BoundedZip extends ZipFileZipEntrySource {
  /** The number of bytes that may still be unpacked. */
  private long left;

  /** Opens a zip by the directory at its end, which a zip that was cut off lacks. */
  BoundedZip(Path file) throws IOException {
    super(new ZipSecureFile(file.toFile()));
  }

  /** Allows this number of bytes to be unpacked from now on. */
  void allow(long bytes) {
    left = bytes;
  }

  @Override
  public InputStream getInputStream(ZipArchiveEntry entry) throws IOException {
    return new ProxyInputStream(super.getInputStream(entry)) {
      @Override
      protected void afterRead(int bytes) throws IOException {
        left -= Math.max(bytes, 0); // -1 is the end
        if (left < 0) {
          throw new IOException(
              "its part " + entry.getName() + " is larger than in any real workbook");
        }
      }
    };
  }
}
