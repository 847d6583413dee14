package org.snowbert.corpus.formats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.snowbert.InvalidInputException;
import org.snowbert.internal.Excerpt;

/** Finds the columns that are asked for among the headers of a table. */
public final class Headers {
  private static final int UNKNOWN = -1;

  /** How many headers a message names. */
  private static final int SHOWN = 10;

  private final String title;
  private final List<String> columns;
  private final int[] places;

  /** The first headers, for messages; a row may have many, and each may be a book. */
  private final List<String> first = new ArrayList<>();

  private int count;

  /**
   * Headers that are still to be seen.
   *
   * @param title names the table in messages
   * @param columns that are asked for
   */
  public Headers(String title, List<String> columns) {
    this.title = title;
    this.columns = columns.stream().map(String::strip).toList();
    this.places = new int[columns.size()];
    Arrays.fill(places, UNKNOWN);
  }

  /** Takes a header; of equal ones the first counts, and a blank one is none. */
  public void add(int place, String header) {
    if (header.isBlank()) {
      return;
    }
    count++;
    if (first.size() < SHOWN) {
      first.add(Excerpt.of(header));
    }
    int column = columns.indexOf(header.strip());
    if (column >= 0 && places[column] == UNKNOWN) {
      places[column] = place;
    }
  }

  public boolean isEmpty() {
    return count == 0;
  }

  /**
   * The place of each column that is asked for.
   *
   * @throws InvalidInputException if none is, or one is not there, naming those that are
   */
  public List<Integer> require() {
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
