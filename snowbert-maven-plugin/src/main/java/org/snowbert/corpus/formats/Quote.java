package org.snowbert.corpus.formats;

import org.jspecify.annotations.Nullable;

/**
 * The quote of a file of comma-separated or tab-separated values.
 *
 * @param character the character around a value that holds a delimiter or a line break; null if
 *     every character stands for itself
 * @param isNamed whether the source names it; else it is the usual one of the format
 */
public record Quote(@Nullable Character character, boolean isNamed) {
  /**
   * Whether a value looks as if another program had written it in quotes, although every character
   * stands for itself and the source does not say so.
   */
  boolean isMissingFrom(String value) {
    return character == null
        && !isNamed
        && (value.contains("\"\"")
            || (value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")));
  }
}
