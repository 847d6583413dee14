package org.snowbert.corpus.formats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.snowbert.InvalidInputException;
import org.snowbert.internal.Excerpt;

/** Finds the wanted columns among the headers of a table. */
public final class Headers {
  private static final int UNKNOWN = -1;

  /** The most headers that a message names. */
  private static final int SHOWN = 10;

  private final String title;
  private final List<String> columns;

  /** The place of each wanted column, or {@link #UNKNOWN}. */
  private final int[] places;

  /** The first headers, for messages: a row may have very many, and each may be very long. */
  private final List<String> first = new ArrayList<>();

  private int count;

  /**
   * No headers yet.
   *
   * @param title names the table in messages
   * @param columns the headers of the wanted columns
   */
  public Headers(String title, List<String> columns) {
    this.title = title;
    this.columns = columns.stream().map(Headers::onOneLine).toList();
    this.places = new int[columns.size()];
    Arrays.fill(places, UNKNOWN);
  }

  /** Adds a header. A blank header is ignored, as is one that equals an earlier header. */
  public void add(int place, String header) {
    if (header.isBlank()) {
      return;
    }
    count++;
    if (first.size() < SHOWN) {
      first.add(Excerpt.of(header));
    }
    int column = columns.indexOf(onOneLine(header));
    if (column >= 0 && places[column] == UNKNOWN) {
      places[column] = place;
    }
  }

  /** A header as messages show it: a line break within it is a blank. */
  private static String onOneLine(String header) {
    return header.strip().replaceAll("\\s+", " ");
  }

  /** Whether there is no header yet; blank headers do not count. */
  public boolean isEmpty() {
    return count == 0;
  }

  /**
   * The place of each wanted column, in the order of the columns.
   *
   * @throws InvalidInputException if no column is wanted, or a wanted column has no header; the
   *     message names the headers
   */
  public List<Integer> requirePlaces() {
    if (isEmpty()) {
      throw new InvalidInputException(
          "%s is empty: it needs a row of headers%s"
              .formatted(
                  title,
                  columns.isEmpty()
                      ? ""
                      : ", '%s' among them".formatted(String.join("' and '", columns))));
    }
    if (columns.isEmpty()) {
      throw new InvalidInputException(
          "%s has columns, and the source names none: %s".formatted(title, remedy()));
    }
    for (int i = 0; i < places.length; i++) {
      if (places[i] == UNKNOWN) {
        throw new InvalidInputException(
            "%s has no column '%s': %s".formatted(title, columns.get(i), remedy()));
      }
    }
    return Arrays.stream(places).boxed().toList();
  }

  private String remedy() {
    int more = count - first.size();
    return "set the source's column to one of its headers, '%s'%s"
        .formatted(String.join("', '", first), more == 0 ? "" : " and %d more".formatted(more));
  }
}
