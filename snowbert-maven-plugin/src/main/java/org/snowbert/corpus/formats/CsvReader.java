package org.snowbert.corpus.formats;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.internal.Excerpt;

/** Reads columns of a file of comma-separated or tab-separated values, record by record. */
public final class CsvReader {
  // The messages of the library.
  private static final Pattern NEVER_CLOSED =
      Pattern.compile("startline (\\d+)\\) EOF reached before encapsulated");
  private static final Pattern TEXT_AFTER_QUOTE =
      Pattern.compile("Invalid character between encapsulated token and delimiter at line: (\\d+)");

  private final Path file;
  private final Utf8Reader text;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final Quote quote;
  private int shortRows;
  private int quotedValues;

  private CsvReader(Path file, Utf8Reader text, CSVParser parser, Quote quote) {
    this.quote = quote;
    this.file = file;
    this.text = text;
    this.parser = parser;
    this.records = parser.iterator();
  }

  /**
   * Gives the cells of the columns to {@code texts}, row by row, in the order of the columns.
   *
   * @param delimiter the character between two values
   * @param headerLine the line of the headers, counted from 1; null for the first line that is not
   *     empty
   * @return the number of rows under the headers, without the empty lines
   * @throws InvalidInputException if a row has more values than there are headers, so that a value
   *     may have been cut at a delimiter
   */
  public static Extent read(
      Path file,
      char delimiter,
      Quote quote,
      @Nullable Integer headerLine,
      List<String> columns,
      Consumer<String> texts)
      throws IOException {
    CSVFormat format =
        CSVFormat.DEFAULT.builder().setDelimiter(delimiter).setQuote(quote.character()).get();
    try (Utf8Reader text = Utf8Reader.open(file);
        CSVParser parser = CSVParser.parse(new BufferedReader(text), format)) {
      return new CsvReader(file, text, parser, quote)
          .read(headerLine == null ? 1 : headerLine, new Headers(file.toString(), columns), texts);
    }
  }

  private Extent read(int headerLine, Headers headers, Consumer<String> texts) throws IOException {
    CSVRecord record = nextRecord();
    while (record != null && parser.getCurrentLineNumber() < headerLine) {
      record = nextRecord();
    }
    int width = 0;
    for (; record != null && width < record.size(); width++) {
      headers.add(width, record.get(width));
    }
    List<Integer> places = headers.requirePlaces();
    int rows = 0;
    while ((record = nextRecord()) != null) {
      rows++;
      requireWidth(width, record);
      for (int place : places) {
        if (place < record.size()) {
          String value = record.get(place);
          quotedValues += quote.isMissingFrom(value) ? 1 : 0;
          texts.accept(value);
        }
      }
      shortRows += record.size() <= Collections.max(places) ? 1 : 0;
    }
    return new Extent(null, rows, new Damage(0, 0, 0, shortRows, quotedValues));
  }

  /** Some programs write delimiters after the last value. They may stand before nothing. */
  private void requireWidth(int width, CSVRecord record) {
    for (int i = width; i < record.size(); i++) {
      if (!record.get(i).isBlank()) {
        throw new InvalidInputException(
            "line %d of %s has %d values, but there are %d headers: put a value that holds the delimiter into quotes, and name the quote in the source's quote"
                .formatted(parser.getCurrentLineNumber(), file, record.size(), width));
      }
    }
  }

  private @Nullable CSVRecord nextRecord() throws IOException {
    text.beginRecord();
    try {
      return records.hasNext() ? records.next() : null;
    } catch (UncheckedIOException e) { // the parser's; texts.accept throws elsewhere
      refuse(
          e,
          NEVER_CLOSED,
          "the quote that opens in line %s of %s is never closed: close it, or set the source's quote to none");
      refuse(
          e,
          TEXT_AFTER_QUOTE,
          "line %s of %s has text after a closing quote: write a quote within quotes twice, or set the source's quote to none");
      throw e.getCause();
    }
  }

  /** Refuses the file if the parser found a fault, whose line is the pattern's group. */
  private void refuse(UncheckedIOException e, Pattern fault, String message) {
    Matcher line = fault.matcher(Excerpt.reason(e));
    if (line.find()) {
      throw new InvalidInputException(message.formatted(line.group(1), file), e);
    }
  }
}
