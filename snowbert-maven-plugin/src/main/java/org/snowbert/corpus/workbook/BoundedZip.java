package org.snowbert.corpus.workbook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.io.input.ProxyInputStream;
import org.apache.poi.openxml4j.util.ZipFileZipEntrySource;
import org.apache.poi.openxml4j.util.ZipSecureFile;

/**
 * The zip of a workbook. It unpacks few bytes at first: a few bytes can unpack to gigabytes, and
 * POI holds the parts that list other parts as a tree.
 */
final class BoundedZip extends ZipFileZipEntrySource {
  /** The parts that list other parts. */
  private static final Pattern STRUCTURE = Pattern.compile("(.*\\.rels|xl/workbook[^/]*\\.xml)");

  /** The bytes allowed for the parts that list the other parts; no workbook has as many. */
  private static final long MOST_STRUCTURE = 4 << 20;

  /** The number of bytes that may still be unpacked. */
  private long left = MOST_STRUCTURE;

  /** Whether the parts that list other parts are still being read. */
  private boolean inStructure = true;

  /** Opens a zip by the directory at its end, which a zip that was cut off lacks. */
  BoundedZip(Path file) throws IOException {
    super(new ZipSecureFile(file.toFile()));
  }

  /** Ends the limit: from now on, parts of any size may be unpacked, as they stand. */
  void allowAll() {
    left = Long.MAX_VALUE;
    inStructure = false;
  }

  @Override
  public InputStream getInputStream(ZipArchiveEntry entry) throws IOException {
    InputStream bounded = bounded(entry);
    return inStructure && STRUCTURE.matcher(entry.getName()).matches()
        ? transitional(bounded)
        : bounded;
  }

  private InputStream bounded(ZipArchiveEntry entry) throws IOException {
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

  /**
   * Gives a part of a strict workbook the names of a transitional one, which alone POI knows (ISO
   * 29500 parts 1 and 4). The names are ASCII, so every other byte stays, whatever the encoding.
   */
  private static InputStream transitional(InputStream part) throws IOException {
    try (part) {
      String text = new String(part.readAllBytes(), StandardCharsets.ISO_8859_1);
      return new ByteArrayInputStream(
          text.replace(
                  "http://purl.oclc.org/ooxml/officeDocument/relationships",
                  "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
              .replace(
                  "http://purl.oclc.org/ooxml/spreadsheetml/main",
                  "http://schemas.openxmlformats.org/spreadsheetml/2006/main")
              .getBytes(StandardCharsets.ISO_8859_1));
    }
  }
}
