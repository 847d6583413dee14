package org.snowbert.corpus;

import java.io.File;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.incremental.AddedByStep;

/**
 * One file of the corpus, and the place of the sentences in it.
 *
 * @param id the source's name in messages and in the manifest, and the id of its {@code <server>}
 *     in settings.xml
 * @param url the file's absolute address: {@code http:}, {@code https:} or {@code file:}
 * @param sha256 the file's SHA-256 as 64 hexadecimal digits, or null to accept any file
 * @param format the file's format, or null for the format that its name tells
 * @param sheet the name of a workbook's sheet, or null for the first sheet
 * @param headerRow the row, or line, of the headers, counted from 1; null for the first row that is
 *     not empty
 * @param quote the character around values of a CSV or TSV file, or {@code none}; null for {@code
 *     "} in CSV and none in TSV
 * @param columns the headers of the columns that hold the sentences; empty for a text without
 *     columns
 * @param license the licence of the sentences, as an SPDX identifier or in words; null if it is not
 *     known
 */
public record Source(
    @AddedByStep String id,
    @AddedByStep URI url,
    @Nullable String sha256,
    @Nullable Format format,
    @Nullable String sheet,
    @Nullable Integer headerRow,
    @Nullable String quote,
    List<String> columns,
    @Nullable String license) {

  // The patterns come before DEFAULTS, whose constructors check with them.
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** Characters that some file system does not accept in a file's name. */
  private static final Pattern UNFIT_FOR_A_FILE = Pattern.compile("[\\\\/:*?\"<>|\\p{Cntrl}]");

  /** The value of {@code quote} for a file in which every character stands for itself. */
  static final String NO_QUOTE = "none";

  /** The header of the easy sentences in SNOW's workbooks. */
  public static final String EASY_JAPANESE = "#やさしい日本語";

  /**
   * SNOW T15 and T23, of the Natural Language Processing Laboratory, Nagaoka University of
   * Technology.
   */
  public static final List<Source> DEFAULTS =
      List.of(
          snow("T15", "46f6e788e744876b08ca432c585e2942ac6a8a35c8c9ab6687ed7e371a0bc0ac"),
          snow("T23", null));

  /**
   * Checks every component, and fills in the format and the default column of a workbook.
   *
   * @throws InvalidInputException if a component is wrong; the message names it
   */
  public Source {
    if (id.isBlank()) {
      throw new InvalidInputException(
          "the source of " + shown(url) + " has no id: give it one, such as T15");
    }
    if (!url.isAbsolute() || url.getPath() == null) {
      throw new InvalidInputException(
          "the url of source "
              + id
              + " is '"
              + shown(url)
              + "': give an absolute https: or file: address");
    }
    if (isFile(url)
        && url.getAuthority() != null
        && File.separatorChar == '/') { // on Windows it is the server of a network share
      throw new InvalidInputException(
          "the url of source "
              + id
              + " is '"
              + shown(url)
              + "': give a file: address with three slashes");
    }
    if (url.getUserInfo() != null) {
      throw new InvalidInputException(
          "the url of source "
              + id
              + " holds credentials: move them to a <server> with the id "
              + id
              + " in settings.xml");
    }
    String name = lastSegment(url.getPath());
    if (name.isBlank() || name.startsWith(".") || UNFIT_FOR_A_FILE.matcher(name).find()) {
      throw new InvalidInputException(
          "the url of source "
              + id
              + " is '"
              + shown(url)
              + "': it must end in the name of a file");
    }
    url = ascii(url);
    format = format == null ? Format.ofFileName(name) : format;
    if (format == null) {
      throw new InvalidInputException(
          "source %s has a file whose name, '%s', does not tell its format: set its format to %s"
              .formatted(id, name, Format.alternatives()));
    }
    if (sheet != null && !format.isWorkbook()) {
      throw new InvalidInputException(
          "source %s has the sheet '%s', but is not a workbook: remove its sheet"
              .formatted(id, sheet));
    }
    requireHeaderRow(id, format, headerRow);
    requireQuote(id, format, quote);
    columns = checkedColumns(id, format, columns);
    if (sha256 != null) {
      sha256 = sha256.toLowerCase(Locale.ROOT);
      if (!SHA256.matcher(sha256).matches()) {
        throw new InvalidInputException(
            "the sha256 of source " + id + " is '" + sha256 + "': give 64 hexadecimal digits");
      }
    }
  }

  /** A source whose headers stand in the first row, with the usual quotes of its format. */
  public Source(
      String id,
      URI url,
      @Nullable String sha256,
      @Nullable Format format,
      @Nullable String sheet,
      List<String> columns,
      @Nullable String license) {
    this(id, url, sha256, format, sheet, null, null, columns, license);
  }

  @Override
  public Format format() {
    return Objects.requireNonNull(format);
  }

  private static void requireHeaderRow(String id, Format format, @Nullable Integer headerRow) {
    if (headerRow == null) {
      return;
    }
    if (!format.hasHeaders()) {
      throw new InvalidInputException(
          "source %s has the headerRow %d, but its format, %s, has no row of headers: remove its headerRow"
              .formatted(id, headerRow, format.label()));
    }
    if (headerRow < 1) {
      throw new InvalidInputException(
          "the headerRow of source %s is %d: rows are counted from 1".formatted(id, headerRow));
    }
  }

  private static void requireQuote(String id, Format format, @Nullable String quote) {
    if (quote == null) {
      return;
    }
    if (!format.hasQuotes()) {
      throw new InvalidInputException(
          "source %s has the quote %s, but its format, %s, has no quotes: remove its quote"
              .formatted(id, quote, format.label()));
    }
    if (!quote.equals(NO_QUOTE) && (quote.length() != 1 || quote.isBlank())) {
      throw new InvalidInputException(
          "the quote of source %s is '%s': give one character, or %s"
              .formatted(id, quote, NO_QUOTE));
    }
    if (quote.charAt(0) == format.delimiter()) {
      throw new InvalidInputException(
          "the quote of source %s is '%s', the character between two values in %s: give another character, or %s"
              .formatted(id, quote, format.label(), NO_QUOTE));
    }
  }

  private static List<String> checkedColumns(String id, Format format, List<String> columns) {
    if (columns.isEmpty() && format.isWorkbook()) {
      return List.of(EASY_JAPANESE);
    }
    if (!columns.isEmpty() && !format.hasColumns()) {
      throw new InvalidInputException(
          "source %s has the column '%s', but is a text without columns: remove its column, or set its format"
              .formatted(id, columns.get(0)));
    }
    Set<String> distinct = new HashSet<>();
    for (String column : columns) {
      if (column.isBlank() || !distinct.add(column.strip())) {
        throw new InvalidInputException(
            "source %s has the column '%s', which is %s: give the header of its sentences"
                .formatted(id, column, column.isBlank() ? "blank" : "named twice"));
      }
    }
    return List.copyOf(columns);
  }

  /** The name of the file, without the escapes of the address. */
  public String fileName() {
    return lastSegment(url.getPath());
  }

  /** Whether an address is that of a file of this machine. */
  public static boolean isFile(URI url) {
    return "file".equalsIgnoreCase(url.getScheme());
  }

  /**
   * An address as messages and files show it: without its query, which may hold a secret, such as
   * the signature of a presigned address.
   */
  public static String shown(URI url) {
    String text = url.toString();
    int query = text.indexOf('?');
    return query < 0 ? text : text.substring(0, query) + "?…";
  }

  /** The same address with every character beyond ASCII escaped, as servers need it. */
  static URI ascii(URI url) {
    return URI.create(url.toASCIIString());
  }

  /** The part of a path after its last slash. */
  static String lastSegment(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static Source snow(String id, @Nullable String sha256) {
    URI url =
        URI.create("https://filedn.com/lit4DCIlHwxfS1gj9zcYuDJ/SNOW/" + id + "-2020.1.7.xlsx");
    return new Source(id, url, sha256, Format.XLSX, null, List.of(EASY_JAPANESE), "CC-BY-4.0");
  }
}
