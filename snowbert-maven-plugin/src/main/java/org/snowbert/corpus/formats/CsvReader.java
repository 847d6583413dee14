package org.snowbert.corpus.formats;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Reads columns of a file of comma-separated or tab-separated values, record by record. */
public final class CsvReader {
  private final Utf8Reader text;
  private final Iterator<CSVRecord> records;

  private CsvReader(Utf8Reader text, CSVParser parser) {
    this.text = text;
    this.records = parser.iterator();
  }

  /**
   * Gives the cells of the columns to {@code texts}, row by row, in the order of the columns.
   *
   * @param delimiter the character between two values
   * @return the number of rows under the headers, without the empty lines
   */
  public static Extent read(Path file, char delimiter, List<String> columns, Consumer<String> texts)
      throws IOException {
    CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(delimiter).get();
    try (Utf8Reader text = Utf8Reader.open(file);
        CSVParser parser = CSVParser.parse(new BufferedReader(text), format)) {
      return new CsvReader(text, parser).read(new Headers(file.toString(), columns), texts);
    }
  }

  private Extent read(Headers headers, Consumer<String> texts) throws IOException {
    CSVRecord record = nextRecord();
    for (int i = 0; record != null && i < record.size(); i++) {
      headers.add(i, record.get(i));
    }
    List<Integer> places = headers.requirePlaces();
    int rows = 0;
    while ((record = nextRecord()) != null) {
      rows++;
      for (int place : places) {
        if (place < record.size()) { // some programs leave out the last values of a row
          texts.accept(record.get(place));
        }
      }
    }
    return Extent.ofText(rows);
  }

  private @Nullable CSVRecord nextRecord() throws IOException {
    text.beginRecord();
    try {
      return records.hasNext() ? records.next() : null;
    } catch (UncheckedIOException e) { // the parser's; texts.accept throws elsewhere
      throw e.getCause();
    }
  }
}
