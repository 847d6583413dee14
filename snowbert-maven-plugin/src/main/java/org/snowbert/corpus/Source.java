package org.snowbert.corpus;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;

/**
 * One workbook of the corpus, and where its sentences stand.
 *
 * @param id names the source in messages, in the manifest and as a {@code <server>} of settings.xml
 * @param url where the workbook is: absolute, {@code http:}, {@code https:} or {@code file:}
 * @param sha256 the workbook's digest as 64 hexadecimal digits, or null to take what comes
 * @param sheet the sheet's name, or null for the first
 * @param column the header of the column that holds the sentences
 * @param license under which the sentences are published, as an SPDX identifier or in words; null
 *     where nothing is known
 */
public record Source(
    String id,
    URI url,
    @Nullable String sha256,
    @Nullable String sheet,
    String column,
    @Nullable String license) {

  // The patterns come first: DEFAULTS is checked with them.
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** What some file system or other does not take in a file's name. */
  private static final Pattern UNFIT_FOR_A_FILE = Pattern.compile("[\\\\/:*?\"<>|\\p{Cntrl}]");

  /** The header of the easy sentences in SNOW's workbooks. */
  public static final String EASY_JAPANESE = "#やさしい日本語";

  /** SNOW T15 and T23, of the Natural Language Processing Laboratory, Nagaoka University. */
  public static final List<Source> DEFAULTS =
      List.of(
          snow("T15", "46f6e788e744876b08ca432c585e2942ac6a8a35c8c9ab6687ed7e371a0bc0ac"),
          snow("T23", null));

  /**
   * Checks every part.
   *
   * @throws InvalidInputException naming the part that is wrong
   */
  public Source {
    if (id.isBlank()) {
      throw new InvalidInputException(
          "the source of " + url + " has no id: give it one, such as T15");
    }
    if (column.isBlank()) {
      throw new InvalidInputException(
          "source " + id + " has no column: give the header of its sentences");
    }
    if (!url.isAbsolute() || url.getPath() == null) {
      throw new InvalidInputException(
          "the url of source "
              + id
              + " is '"
              + url
              + "': give an absolute https: or file: address");
    }
    if ("file".equalsIgnoreCase(url.getScheme()) && url.getAuthority() != null) {
      throw new InvalidInputException(
          "the url of source " + id + " is '" + url + "': give a file: address with three slashes");
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
          "the url of source " + id + " is '" + url + "': it must end in the name of a file");
    }
    url = ascii(url);
    if (sha256 != null) {
      sha256 = sha256.toLowerCase(Locale.ROOT);
      if (!SHA256.matcher(sha256).matches()) {
        throw new InvalidInputException(
            "the sha256 of source " + id + " is '" + sha256 + "': give 64 hexadecimal digits");
      }
    }
  }

  /** The name of the workbook's file, decoded. */
  public String fileName() {
    return lastSegment(url.getPath());
  }

  /** The same address with every character beyond ASCII escaped, as files and servers need it. */
  static URI ascii(URI url) {
    return URI.create(url.toASCIIString());
  }

  static String lastSegment(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static Source snow(String id, @Nullable String sha256) {
    URI url =
        URI.create("https://filedn.com/lit4DCIlHwxfS1gj9zcYuDJ/SNOW/" + id + "-2020.1.7.xlsx");
    return new Source(id, url, sha256, null, EASY_JAPANESE, "CC-BY-4.0");
  }
}
