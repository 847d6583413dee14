package org.snowbert.corpus.formats;

import org.jspecify.annotations.Nullable;

/**
 * How much of a source's file a reader has read.
 *
 * @param sheet the name of the workbook's sheet; null for a text, which has no sheets
 * @param rows the number of rows or lines under the headers, empty rows included
 */
public record Extent(@Nullable String sheet, int rows, Damage damage) {
  /** The extent of a text. */
  static Extent ofText(int rows) {
    return new Extent(null, rows, Damage.NONE);
  }
}
