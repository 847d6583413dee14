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
  /** An address; a scheme of one letter is a drive of Windows. */
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  /** A name for messages, for the manifest, and for a {@code <server>} of settings.xml. */
  @Nullable String id;

  /** An {@code https:} or {@code file:} address, or a path relative to the project. */
  @Nullable String url;

  /** The SHA-256 of the file; without one, what comes is taken. */
  @Nullable String sha256;

  /**
   * The format of the file, where its name does not tell it: see {@link
   * org.snowbert.corpus.Format}.
   */
  @Nullable String format;

  /** The sheet's name; the first sheet by default. */
  @Nullable String sheet;

  /**
   * The header of the column, in JSON Lines the key; that of SNOW's easy sentences by default in a
   * workbook. A text has none.
   */
  @Nullable String column;

  /** The headers of several columns, instead of one; each row gives a sentence of each. */
  @Nullable List<String> columns;

  /** The licence of its sentences, best as an SPDX identifier, for the model card. */
  @Nullable String license;

  /**
   * The source, checked.
   *
   * @param base the directory of relative paths
   * @throws InvalidInputException naming the part that is wrong
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
        format == null ? null : ParameterChecks.constant("sources: a format", format, Format.class),
        sheet,
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
          "source %s has a column, '%s', and columns, %s: give one of the two"
              .formatted(id, column, several));
    }
    return List.of(column);
  }

  /**
   * The address that a text names: an address, or a path from the base. A path may follow {@code
   * file:} too, with spaces, as {@code ${project.basedir}} gives it.
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

  /** Whether it is {@code file:} and a path that does not begin at the root. */
  private static boolean isPath(URI address) {
    return "file".equals(address.getScheme()) && address.isOpaque();
  }

  private static InvalidInputException notAnAddress(String text, Exception cause) {
    return new InvalidInputException(
        "the url of a source is '%s': give an https: or file: address, or a path".formatted(text),
        cause);
  }
}
