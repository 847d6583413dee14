package org.snowbert.corpus;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** Downloads files. */
public interface Transport {
  /**
   * Downloads a file, in one attempt.
   *
   * @param source the source of the file; its id finds the credentials
   * @param url the address of the file
   * @param destination the file to write; it replaces one that an earlier attempt left
   * @throws NotFoundException if the server has no such file, so that another attempt is of no use
   * @throws org.snowbert.InvalidInputException if the user must change the settings first
   * @throws IOException if the file did not come whole; the message names the URL
   */
  void get(Source source, URI url, Path destination) throws IOException;

  /** Tells the user that a file was downloaded, or why there is another attempt. */
  default void tell(String line) {}
}
