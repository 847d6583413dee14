package org.snowbert.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.snowbert.InvalidInputException;
import org.snowbert.corpus.formats.Compression;
import org.snowbert.corpus.formats.Extent;
import org.snowbert.corpus.workbook.OtherFormats;
import org.snowbert.internal.CheckedZip;
import org.snowbert.internal.Excerpt;

/** Reads the sentences of a source's file as a stream, so that a file may be larger than memory. */
final class SourceReader {
  private static final Pattern HTML_PAGE =
      Pattern.compile("\\s*<(!doctype )?html\\b", Pattern.CASE_INSENSITIVE);

  private SourceReader() {}

  /**
   * Reads the cells of the source's columns, or the lines of a text without columns.
   *
   * @param texts takes each text, row by row; may throw UncheckedIOException
   * @throws InvalidInputException if the file is damaged, or does not have what the source names
   */
  static Extent read(Source source, Path file, Consumer<String> texts) {
    try {
      return source.format().read(source, file, texts);
    } catch (InvalidInputException | UncheckedIOException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // libraries throw many kinds for a damaged file
      throw new InvalidInputException(
          "%s is not sound as %s (%s): correct it or, if it was downloaded, delete it and run again"
              .formatted(file, source.format().label(), Excerpt.reason(e)),
          e);
    }
  }

  /**
   * Checks that a downloaded file can be of its source's format, and is whole.
   *
   * @param url the address from which the file came
   * @param file the file under a name for the time being
   * @throws InvalidInputException if it is another kind of spreadsheet
   * @throws IOException if it is not of the format; its message is the reason
   */
  static void check(Source source, URI url, Path file) throws IOException {
    if (source.format().isWorkbook()) {
      OtherFormats.refuse(
          file, "the file of source %s, %s,".formatted(source.id(), Source.shown(url)));
      CheckedZip.check(file);
      return;
    }
    try (InputStream in = Compression.open(file)) {
      byte[] beginning = in.readNBytes(1 << 10);
      if (HTML_PAGE.matcher(new String(beginning, StandardCharsets.ISO_8859_1)).lookingAt()) {
        throw new IOException("it is a page for a browser");
      }
      in.transferTo(OutputStream.nullOutputStream()); // fails if the compressed file is cut off
    }
  }
}
