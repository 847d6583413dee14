package org.snowbert.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowbert.corpus.formats.CsvReader;
import org.snowbert.corpus.formats.Extent;
import org.snowbert.corpus.formats.JsonLinesReader;
import org.snowbert.corpus.formats.LinesReader;
import org.snowbert.corpus.formats.Quote;
import org.snowbert.corpus.workbook.WorkbookReader;

/**
 * The format of a source's file. Every format but the workbook is a text in UTF-8, which may be
 * compressed.
 */
public enum Format {
  /** A workbook, with a row of headers in each sheet. */
  XLSX(
      Structure.WORKBOOK,
      (source, file, texts) ->
          WorkbookReader.read(file, source.sheet(), source.headerRow(), source.columns(), texts),
      "xlsx",
      "xlsm"),
  /** Values between commas, in quotes where they need them, under a line of headers (RFC 4180). */
  CSV(Structure.TABLE, (source, file, texts) -> readTable(source, file, '"', texts), "csv"),
  /**
   * Values between tabs, under a line of headers. A quote stands for itself, as in the registration
   * of the type {@code text/tab-separated-values}.
   */
  TSV(Structure.TABLE, (source, file, texts) -> readTable(source, file, null, texts), "tsv"),
  /** One JSON object a line; its keys are the columns. */
  JSONL(
      Structure.OBJECTS,
      (source, file, texts) -> JsonLinesReader.read(file, source.columns(), texts),
      "jsonl",
      "ndjson"),
  /** One sentence a line. */
  TXT(Structure.LINES, (source, file, texts) -> LinesReader.read(file, texts), "txt");

  private static final Pattern COMPRESSED = Pattern.compile("\\.(gz|bz2|xz|zst)$");

  /** Where the sentences stand in a file. */
  private enum Structure {
    /** In columns of one of several sheets, packed in a zip. */
    WORKBOOK,
    /** In columns of a text, under a line of headers. */
    TABLE,
    /** Under the keys of objects. */
    OBJECTS,
    /** In the lines of a text, which has no columns. */
    LINES
  }

  /** Reads the sentences of a file. */
  @FunctionalInterface
  private interface Reader {
    Extent read(Source source, Path file, Consumer<String> texts) throws IOException;
  }

  private final Structure structure;

  @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
  private final Reader reader;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> endings;

  /**
   * A format.
   *
   * @param endings of the names of its files, in small letters, without the dot
   */
  Format(Structure structure, Reader reader, String... endings) {
    this.structure = structure;
    this.reader = reader;
    this.endings = List.of(endings);
  }

  /** The format that a file's name tells; null if its ending belongs to no format. */
  static @Nullable Format ofFileName(String fileName) {
    String name = COMPRESSED.matcher(fileName.toLowerCase(Locale.ROOT)).replaceFirst("");
    String ending = name.substring(name.lastIndexOf('.') + 1);
    return Arrays.stream(values())
        .filter(format -> format.endings.contains(ending))
        .findFirst()
        .orElse(null);
  }

  /**
   * The labels of all formats, for messages: {@code xlsx, csv, …} and {@code or} before the last.
   */
  static String alternatives() {
    Format[] formats = values();
    int last = formats.length - 1;
    return Arrays.stream(formats, 0, last).map(Format::label).collect(Collectors.joining(", "))
        + " or "
        + formats[last].label();
  }

  /** The word that a user writes for this format, such as {@code xlsx}. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The endings of the names of its files, in small letters, without the dot. */
  List<String> endings() {
    return endings;
  }

  /** Whether the file is a workbook, which has sheets; any other file is a text. */
  boolean isWorkbook() {
    return structure == Structure.WORKBOOK;
  }

  boolean hasColumns() {
    return structure != Structure.LINES;
  }

  /** Whether the names of the columns stand in a row of headers. */
  boolean hasHeaders() {
    return structure == Structure.WORKBOOK || structure == Structure.TABLE;
  }

  /** Whether a value may stand in quotes. */
  boolean hasQuotes() {
    return structure == Structure.TABLE;
  }

  /** The character between two values of a table. */
  char delimiter() {
    return this == TSV ? '\t' : ',';
  }

  private static Extent readTable(
      Source source, Path file, @Nullable Character usualQuote, Consumer<String> texts)
      throws IOException {
    String named = source.quote();
    Character quote =
        named == null ? usualQuote : named.equals(Source.NO_QUOTE) ? null : named.charAt(0);
    return CsvReader.read(
        file,
        source.format().delimiter(),
        new Quote(quote, named != null),
        source.headerRow(),
        source.columns(),
        texts);
  }

  /**
   * Reads a source's file of this format, row by row; the texts of a row come in the order of the
   * columns.
   *
   * @param texts takes each text; may throw UncheckedIOException
   * @throws org.snowbert.InvalidInputException if the file lacks the sheet or a column, or has a
   *     line that cannot be read
   * @throws IOException if the file is damaged
   */
  Extent read(Source source, Path file, Consumer<String> texts) throws IOException {
    return reader.read(source, file, texts);
  }
}
