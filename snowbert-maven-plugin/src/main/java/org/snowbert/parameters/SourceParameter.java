package org.snowbert.parameters;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.corpus.Format;
import org.snowbert.corpus.Source;

/** One {@code <source>} of {@code <sources>}: a file and the columns of its sentences. */
public final class SourceParameter {
  /** An address with a scheme. A scheme of one letter would be a drive of Windows. */
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  /**
   * The name of the source in messages, in the manifest, and as a {@code <server>} of settings.xml.
   */
  @Nullable String id;

  /** An {@code https:} or {@code file:} address, or a path relative to the project. */
  @Nullable String url;

  /** The SHA-256 that the file must have. When it is left out, the file is not checked. */
  @Nullable String sha256;

  /**
   * The format of the file: the ending of a file name, without the dot. When it is left out, the
   * file's own name decides.
   */
  @Nullable String format;

  /** The name of the sheet in a workbook. When it is left out, the first sheet is read. */
  @Nullable String sheet;

  /**
   * The row of the headers in a workbook, or their line in a CSV or TSV file, counted from 1. When
   * it is left out, it is the first row that is not empty.
   */
  @Nullable Integer headerRow;

  /**
   * The character around a value that holds a delimiter or a line break, in a CSV or TSV file;
   * {@code none} if every character stands for itself. When it is left out, it is {@code "} in CSV
   * and {@code none} in TSV.
   */
  @Nullable String quote;

  /**
   * The header of the column of sentences, or the key in JSON Lines. A workbook without it uses the
   * column of SNOW's easy sentences. A text file has no column.
   */
  @Nullable String column;

  /**
   * The headers of several columns, instead of {@code column}: each row gives one sentence from
   * each column.
   */
  @Nullable List<String> columns;

  /** The licence of the sentences, for the model card; preferably an SPDX identifier. */
  @Nullable String license;

  /**
   * Checks the parameter and makes a source of it.
   *
   * @param base the folder that relative paths start from
   * @throws InvalidInputException if an element is wrong
   */
  Source toSource(Path base) {
    if (url == null) {
      throw new InvalidInputException(
          "a source of snowbert.sources has no url: give it an address or a path");
    }
    return new Source(
        id == null ? "" : id,
        address(url, base),
        sha256,
        format == null ? null : ParameterChecks.constant("sources (format)", format, Format.class),
        sheet,
        headerRow,
        quote,
        columns(),
        license);
  }

  private List<String> columns() {
    List<String> several = columns == null ? List.of() : columns;
    if (column == null) {
      return several;
    }
    if (!several.isEmpty()) {
      throw new InvalidInputException(
          "source %s has both column '%s' and columns %s: give only one of them"
              .formatted(id, column, several));
    }
    return List.of(column);
  }

  /**
   * Reads an address, or a path relative to the base. A path may also follow {@code file:} and
   * contain spaces, as in {@code file:${project.basedir}}.
   */
  private static URI address(String text, Path base) {
    try {
      URI address = ADDRESS.matcher(text).matches() ? new URI(text) : null;
      if (address != null && !isPath(address)) {
        return address;
      }
    } catch (URISyntaxException e) {
      if (!text.startsWith("file:")) {
        throw notAnAddress(text, e);
      }
    }
    try {
      return base.resolve(text.replaceFirst("^file:", "")).normalize().toUri();
    } catch (InvalidPathException e) {
      String locale = System.getProperty("sun.jnu.encoding", "UTF-8");
      if (!Charset.forName(locale).newEncoder().canEncode(text)) {
        throw new InvalidInputException(
            "the url of a source is '%s', which has letters that the locale of this build cannot write (%s): use a UTF-8 locale, such as LC_ALL=C.UTF-8"
                .formatted(text, locale),
            e);
      }
      throw notAnAddress(text, e);
    }
  }

  /** Whether the address is {@code file:} and a relative path. */
  private static boolean isPath(URI address) {
    return "file".equals(address.getScheme()) && address.isOpaque();
  }

  private static InvalidInputException notAnAddress(String text, Exception cause) {
    return new InvalidInputException(
        "the url of a source is '%s': give an https: or file: address, or a path".formatted(text),
        cause);
  }
}
