package org.snowbert.it;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.snowbert.internal.Sha256;

/**
 * Serves {@code /<fault>/small.xlsx} on a loopback port, with the fault that the path names. After
 * a request for {@code /well/small.xlsx}, it serves every path without a fault.
 */
public final class FaultyServer implements AutoCloseable {
  /** A time that is longer than the builds wait. */
  private static final int SILENCE_SECONDS = 20;

  private final byte[] workbook;
  private final ServerSocket socket;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Integer> requests = new ConcurrentHashMap<>();
  private final List<Runnable> others = new ArrayList<>();
  private volatile boolean well;

  private FaultyServer(byte[] workbook) throws IOException {
    this.workbook = workbook;
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  /**
   * Starts a server for a project. The property {@code corpus} of the project's builds is its
   * address.
   */
  public static FaultyServer start(Path project) throws IOException {
    Path workbook = project.resolve("served/small.xlsx");
    SmallWorkbook.write(workbook);
    FaultyServer started = new FaultyServer(Files.readAllBytes(workbook));
    Path configuration = project.resolve(".mvn/maven.config");
    Files.createDirectories(configuration.getParent());
    Files.writeString(
        configuration, "-Dcorpus=http://localhost:" + started.socket.getLocalPort() + "\n");
    return started;
  }

  /**
   * Also serves https on another port, where every path redirects to the same path of http. The
   * property {@code secure} of the builds is its address, and the builds trust it.
   *
   * @param keystore the file of the server's key, which is written
   */
  public void secure(Path project, Path keystore) throws IOException, InterruptedException {
    String password = "changeit";
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    new ProcessBuilder(
            List.of(
                keytool.toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "a",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storepass",
                password,
                "-keystore",
                keystore.toString()))
        .inheritIO()
        .start()
        .waitFor();
    try (InputStream in = Files.newInputStream(keystore)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, password.toCharArray());
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, password.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      HttpsServer secure =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      secure.setHttpsConfigurator(new HttpsConfigurator(context));
      secure.createContext(
          "/",
          exchange -> {
            String path = "http://localhost:" + port() + exchange.getRequestURI();
            exchange.getResponseHeaders().add("Location", path);
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
          });
      secure.start();
      others.add(() -> secure.stop(0));
      Files.writeString(
          project.resolve(".mvn/maven.config"),
          "-Dsecure=https://localhost:%d\n-Dsha256=%s\n"
              .formatted(
                  secure.getAddress().getPort(), Sha256.of(project.resolve("served/small.xlsx"))),
          StandardOpenOption.APPEND);
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("a", keys.getCertificate("a"));
      Path store = keystore.resolveSibling("trusted.p12");
      try (OutputStream out = Files.newOutputStream(store)) {
        trusted.store(out, password.toCharArray());
      }
      Files.writeString(
          project.resolve(".mvn/jvm.config"),
          "-Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s"
              .formatted(store, password));
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  public int port() {
    return socket.getLocalPort();
  }

  /** The number of requests for a path. */
  public int requests(String path) {
    return requests.getOrDefault(path, 0);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        threads.execute(() -> answer(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void answer(Socket client) {
    try (client;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        OutputStream out = client.getOutputStream()) {
      String request = in.readLine();
      if (request == null) {
        return;
      }
      String line = in.readLine();
      while (line != null && !line.isEmpty()) {
        line = in.readLine();
      }
      String path = request.split(" ", -1)[1];
      int before = requests.merge(path, 1, Integer::sum) - 1;
      answer(path.split("/", -1)[1], path, before, out);
      out.flush();
    } catch (IOException e) {
      // The client closed the connection, which it may do.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(String fault, String path, int before, OutputStream out)
      throws IOException, InterruptedException {
    if (fault.equals("well")) {
      well = true;
    }
    switch (well ? "well" : fault) {
      case "busy" -> {
        if (before == 0) {
          head(out, "500 Internal Server Error", 0);
        } else {
          whole(out);
        }
      }
      case "gone" -> head(out, "404 Not Found", 0);
      case "loop" -> head(out, "302 Found\r\nLocation: " + path, 0);
      case "cut" -> {
        head(out, "200 OK", workbook.length);
        out.write(workbook, 0, workbook.length / 2);
      }
      case "silent" -> {
        head(out, "200 OK", workbook.length);
        out.write(workbook, 0, workbook.length / 2);
        out.flush();
        TimeUnit.SECONDS.sleep(SILENCE_SECONDS);
      }
      case "drip" -> {
        head(out, "200 OK", workbook.length);
        for (int at = 0; at < workbook.length; at += 100) {
          out.write(workbook, at, Math.min(100, workbook.length - at));
          out.flush();
          TimeUnit.MILLISECONDS.sleep(20);
        }
      }
      case "short" -> {
        head(out, "200 OK", workbook.length - 100);
        out.write(workbook);
      }
      case "wrong" -> {
        byte[] wrong = workbook.clone();
        Arrays.fill(wrong, 60, 68, (byte) 0x55); // in the first file's content
        head(out, "200 OK", wrong.length);
        out.write(wrong);
      }
      case "page" -> {
        byte[] page = "<html>Log in</html>".getBytes(StandardCharsets.US_ASCII);
        head(out, "200 OK", page.length);
        out.write(page);
      }
      default -> whole(out);
    }
  }

  private void whole(OutputStream out) throws IOException {
    head(out, "200 OK", workbook.length);
    out.write(workbook);
  }

  private static void head(OutputStream out, String status, int length) throws IOException {
    String head = "HTTP/1.1 %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n";
    out.write(head.formatted(status, length).getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() {
    others.forEach(Runnable::run);
    threads.shutdownNow();
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
