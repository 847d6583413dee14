package org.snowbert.corpus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.corpus.formats.Compression;
import org.snowbert.corpus.formats.CsvReader;
import org.snowbert.corpus.formats.JsonLinesReader;
import org.snowbert.corpus.formats.Utf8Reader;
import org.snowbert.corpus.workbook.WorkbookReader;
import org.snowbert.internal.CheckedZip;
import org.snowbert.internal.Excerpt;

/** Reads the sentences of a source's file, of which little is held at a time. */
public final class SourceReader {
  /**
   * What was read.
   *
   * @param sheet the sheet's name; null where there are none
   * @param rows how many rows there are, empty ones too
   */
  public record Extent(@Nullable String sheet, int rows) {}

  private static final Pattern PAGE =
      Pattern.compile("\\s*<(!doctype )?html\\b", Pattern.CASE_INSENSITIVE);

  private SourceReader() {}

  /**
   * Reads the cells of the source's columns, or the lines of a text.
   *
   * @param texts takes each, row by row; may throw UncheckedIOException
   * @throws InvalidInputException when the file is not what the source says
   */
  static Extent read(Source source, Path file, Consumer<String> texts) {
    try {
      return switch (source.format()) {
        case XLSX -> WorkbookReader.read(file, source.sheet(), source.columns(), texts);
        case CSV -> new Extent(null, CsvReader.read(file, ',', source.columns(), texts));
        case TSV -> new Extent(null, CsvReader.read(file, '\t', source.columns(), texts));
        case JSONL -> new Extent(null, JsonLinesReader.read(file, source.columns(), texts));
        case TXT -> new Extent(null, lines(file, texts));
      };
    } catch (InvalidInputException | UncheckedIOException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // a damaged file's are many
      throw new InvalidInputException(
          "%s is not sound as %s (%s): correct it or, if it was downloaded, delete it and run again"
              .formatted(file, source.format().name().toLowerCase(Locale.ROOT), Excerpt.reason(e)),
          e);
    }
  }

  /**
   * Looks whether a file that came over a network can be what it should be, and is whole.
   *
   * @throws IOException saying why not
   */
  static void check(Format format, Path file) throws IOException {
    if (format == Format.XLSX) {
      CheckedZip.check(file);
      return;
    }
    try (InputStream in = Compression.open(file)) {
      byte[] begin = in.readNBytes(1 << 10);
      if (PAGE.matcher(new String(begin, StandardCharsets.ISO_8859_1)).lookingAt()) {
        throw new IOException("it is a page for a browser");
      }
      in.transferTo(OutputStream.nullOutputStream()); // half of it does not unpack
    }
  }

  private static int lines(Path file, Consumer<String> texts) throws IOException {
    int rows = 0;
    try (Utf8Reader text = Utf8Reader.open(file);
        BufferedReader lines = new BufferedReader(text)) {
      for (String line; (line = lines.readLine()) != null; text.next()) {
        texts.accept(line);
        rows++;
      }
    }
    return rows;
  }
}
