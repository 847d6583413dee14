package org.snowbert.corpus;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** How a file comes over the network. */
public interface Transport {
  /**
   * Downloads a file; one attempt.
   *
   * @param source on whose behalf: its id finds the credentials
   * @param url where the file is
   * @param destination where it is written; what an earlier attempt left there is replaced
   * @throws NotFoundException when there is no such file, so that another attempt is of no use
   * @throws org.snowbert.InvalidInputException when the settings must change first
   * @throws IOException when it did not come whole; the message names the URL
   */
  void get(Source source, URI url, Path destination) throws IOException;

  /** Tells the user what came, or why there is another attempt. */
  default void tell(String line) {}
}
