package org.snowbert.spark;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;

/** The address of a standalone master. */
final class MasterAddress {
  private static final Pattern STANDALONE = Pattern.compile("spark://(.+)");
  private static final Pattern HOST = Pattern.compile("\\[?([^\\[\\]]+?)\\]?:(\\d{1,5})");
  private static final int TIMEOUT_MILLISECONDS = 10_000;

  private MasterAddress() {}

  /** An address as Spark wants it: one of IPv6 in brackets, without the name of an interface. */
  static String text(InetAddress address) {
    String text = address.getHostAddress();
    return address instanceof Inet6Address ? "[" + text.replaceFirst("%.*", "") + "]" : text;
  }

  /**
   * Looks whether a standalone master answers: Spark itself would try for a minute.
   *
   * @param master the user's address; several masters are separated by commas
   * @return this machine's address as the master sees it, or the loopback address for a cluster on
   *     this machine alone; null if Spark shall choose
   * @throws InvalidInputException if the address is malformed
   * @throws IOException if no master answers
   */
  static @Nullable InetAddress reach(String master) throws IOException {
    Matcher standalone = STANDALONE.matcher(master);
    if (!standalone.matches()) {
      return master.startsWith("local") ? InetAddress.getLoopbackAddress() : null;
    }
    IOException refused = null;
    for (String address : standalone.group(1).split(",", -1)) {
      Matcher host = HOST.matcher(address);
      if (!host.matches() || Integer.parseInt(host.group(2)) > 0xffff) {
        throw new InvalidInputException(
            "snowbert.cluster is %s, which is no address of a Spark master: write it as spark://host:7077"
                .formatted(master));
      }
      try (Socket socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(host.group(1), Integer.parseInt(host.group(2))),
            TIMEOUT_MILLISECONDS);
        return socket.getLocalAddress();
      } catch (IOException e) {
        refused = e;
      }
    }
    throw new IOException(
        "no Spark master answers at %s (%s): start it, or correct snowbert.cluster"
            .formatted(master, refused == null ? "" : refused.getMessage()),
        refused);
  }
}
