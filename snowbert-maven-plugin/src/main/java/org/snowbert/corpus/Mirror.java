package org.snowbert.corpus;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.snowbert.InvalidInputException;

/**
 * A directory or base URL that stands in for the sources' own; the names of the files stay.
 *
 * @param base an absolute URL, of which the file names are children
 */
public record Mirror(URI base) {

  /**
   * Reads what the user wrote.
   *
   * @param text a URL, or the path of a directory
   * @param directory what a relative path is relative to
   * @throws InvalidInputException when the text is neither
   */
  public static Mirror parse(String text, Path directory) {
    // A scheme of one letter is a drive of Windows.
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

  /** Where the mirror has the source's file. */
  public URI locate(Source source) {
    String text = base.toString();
    String name = Source.lastSegment(source.url().getRawPath());
    return URI.create(text.endsWith("/") ? text + name : text + "/" + name);
  }
}
