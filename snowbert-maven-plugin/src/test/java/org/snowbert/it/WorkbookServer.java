package org.snowbert.it;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Serves {@code small.xlsx} on a loopback port and counts the requests. */
public final class WorkbookServer {
  private final HttpServer server;
  private final AtomicInteger requests = new AtomicInteger();

  private WorkbookServer(Path workbook) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/small.xlsx",
        exchange -> {
          requests.incrementAndGet();
          exchange.sendResponseHeaders(200, Files.size(workbook));
          try (OutputStream body = exchange.getResponseBody()) {
            Files.copy(workbook, body);
          }
        });
    server.start();
  }

  /**
   * Starts a server for a project. The property {@code corpus} of the project's builds is its
   * address.
   */
  public static WorkbookServer start(Path project) throws IOException {
    Path workbook = project.resolve("served/small.xlsx");
    SmallWorkbook.write(workbook);
    WorkbookServer started = new WorkbookServer(workbook);
    Path configuration = project.resolve(".mvn/maven.config");
    Files.createDirectories(configuration.getParent());
    Files.writeString(
        configuration, "-Dcorpus=http://localhost:" + started.server.getAddress().getPort() + "\n");
    return started;
  }

  /** Stops the server and returns the number of requests for the workbook. */
  public int stop() {
    server.stop(0);
    return requests.get();
  }
}
