package org.snowbert.corpus;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a source's file is; text is UTF-8, and may be compressed. */
public enum Format {
  /** A workbook: a sheet with a row of headers. */
  XLSX,
  /** Values between commas, quoted where need be, under a line of headers. */
  CSV,
  /** The same between tabs. */
  TSV,
  /** A JSON object a line. */
  JSONL,
  /** A sentence a line. */
  TXT;

  private static final Map<String, Format> ENDINGS =
      Map.of(
          "xlsx", XLSX, "xlsm", XLSX, "csv", CSV, "tsv", TSV, "jsonl", JSONL, "ndjson", JSONL,
          "txt", TXT);

  private static final Pattern COMPRESSED = Pattern.compile("\\.(gz|bz2|xz|zst)$");

  /** The format that a file's name tells, null if none. */
  static @Nullable Format of(String fileName) {
    String name = COMPRESSED.matcher(fileName.toLowerCase(Locale.ROOT)).replaceFirst("");
    return ENDINGS.get(name.substring(name.lastIndexOf('.') + 1));
  }
}
