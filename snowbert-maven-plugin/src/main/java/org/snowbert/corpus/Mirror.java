package org.snowbert.corpus;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.snowbert.InvalidInputException;

/**
 * A directory or a base URL that has copies of the sources' files, under the same names.
 *
 * @param base an absolute URL; the file names are appended to it
 */
public record Mirror(URI base) {

  /**
   * Reads the parameter.
   *
   * @param text a URL, or the path of a directory
   * @param directory the directory of a relative path
   * @throws InvalidInputException if the text is neither
   */
  public static Mirror parse(String text, Path directory) {
    // One letter before the colon is a drive of Windows, not the scheme of a URL.
    if (!text.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
      return new Mirror(directory.resolve(text).toAbsolutePath().normalize().toUri());
    }
    try {
      return new Mirror(Source.ascii(new URI(text)));
    } catch (URISyntaxException e) {
      throw new InvalidInputException(
          "snowbert.mirror is '" + text + "': give a directory or a URL (" + e.getMessage() + ")",
          e);
    }
  }

  /** The mirror's address of the source's file. */
  public URI locate(Source source) {
    String text = base.toString();
    String name = Source.lastSegment(source.url().getRawPath());
    return URI.create(text.endsWith("/") ? text + name : text + "/" + name);
  }
}
