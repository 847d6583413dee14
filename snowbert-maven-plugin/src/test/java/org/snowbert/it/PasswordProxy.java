package org.snowbert.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** A proxy that asks for a password, and then serves {@code small.xlsx} for every address. */
public final class PasswordProxy implements AutoCloseable {
  private static final String NAME = "proxy-user";

  private final String credentials;
  private final byte[] workbook;
  private final ServerSocket socket;

  private PasswordProxy(String password, byte[] workbook) throws IOException {
    this.credentials =
        Base64.getEncoder()
            .encodeToString((NAME + ":" + password).getBytes(StandardCharsets.UTF_8));
    this.workbook = workbook;
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Starts a proxy, and writes two files of global settings that name it: one with the password,
   * one without.
   */
  public static PasswordProxy start(Path project, String password, Path with, Path without)
      throws IOException {
    Path workbook = project.resolve("served/small.xlsx");
    SmallWorkbook.write(workbook);
    PasswordProxy started = new PasswordProxy(password, Files.readAllBytes(workbook));
    String login = "<username>" + NAME + "</username><password>" + password + "</password>";
    Files.writeString(with, started.settings(login));
    Files.writeString(without, started.settings(""));
    return started;
  }

  private String settings(String login) {
    return """
    <settings>
      <proxies>
        <proxy>
          <id>it</id>
          <protocol>http</protocol>
          <host>localhost</host>
          <port>%d</port>
          %s
        </proxy>
      </proxies>
    </settings>
    """
        .formatted(socket.getLocalPort(), login);
  }

  /** The name and the password as a header has them; no log may show them. */
  public String credentials() {
    return credentials;
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept();
          BufferedReader in =
              new BufferedReader(
                  new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
          OutputStream out = client.getOutputStream()) {
        boolean known = false;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
          known |= line.equalsIgnoreCase("Proxy-Authorization: Basic " + credentials);
        }
        byte[] body = known ? workbook : new byte[0];
        String head =
            known
                ? "HTTP/1.1 200 OK"
                : "HTTP/1.1 407 Proxy Authentication Required\r\n"
                    + "Proxy-Authenticate: Basic realm=\"it\"";
        head += "\r\nContent-Length: " + body.length + "\r\nConnection: close\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
      } catch (IOException e) {
        // The client closed the connection, or the proxy was closed.
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
