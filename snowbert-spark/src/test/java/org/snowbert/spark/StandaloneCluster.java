package org.snowbert.spark;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import org.snowbert.internal.Folders;

/**
 * A Spark cluster of one master and some workers, each a process of its own on the loopback
 * address.
 */
final class StandaloneCluster implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  private final Path home;
  private final int port;
  private final List<Process> processes = new ArrayList<>();
  private final List<Process> workers = new ArrayList<>();

  private StandaloneCluster(Path home, int port) {
    this.home = home;
    this.port = port;
  }

  /**
   * Starts a cluster.
   *
   * @param home an empty folder, which becomes its SPARK_HOME
   */
  static StandaloneCluster start(Path home, int workers, int cores, String memory)
      throws IOException, InterruptedException {
    home(home);
    StandaloneCluster cluster = startMaster(home);
    for (int worker = 0; worker < workers; worker++) {
      cluster.startWorker(cores, memory);
    }
    return cluster;
  }

  /** Starts a master of another version of Spark, without workers. */
  static StandaloneCluster startOtherVersion(Path home) throws IOException, InterruptedException {
    home(home, "djl|snowbert|spark-");
    for (Path jar : Folders.files(Path.of("target", "other-spark"))) {
      Folders.linkOrCopy(jar, home.resolve("jars").resolve(jar.getFileName()));
    }
    return startMaster(home);
  }

  private static StandaloneCluster startMaster(Path home) throws IOException, InterruptedException {
    StandaloneCluster cluster = new StandaloneCluster(home, freePort());
    cluster.start(
        "org.apache.spark.deploy.master.Master",
        "--host",
        LOOPBACK,
        "--port",
        Integer.toString(cluster.port),
        "--webui-port",
        "0");
    cluster.awaitMaster();
    return cluster;
  }

  /** Makes a folder that Spark takes for its installation: it has the jars of this class path. */
  static void home(Path home) throws IOException {
    home(home, "djl|snowbert");
  }

  /** Does the same without the jars in whose paths a pattern occurs. */
  private static void home(Path home, String left) throws IOException {
    Path jars = Files.createDirectories(home.resolve("jars"));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path jar = Path.of(entry);
      Path link = jars.resolve(jar.getFileName());
      if (Files.isRegularFile(jar)
          && !entry.matches(".*(%s).*".formatted(left))
          && !Files.exists(link)) {
        Folders.linkOrCopy(jar, link);
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  void startWorker(int cores, String memory) throws IOException {
    workers.add(
        start(
            "org.apache.spark.deploy.worker.Worker",
            "--host",
            LOOPBACK,
            "--webui-port",
            "0",
            "--cores",
            Integer.toString(cores),
            "--memory",
            memory,
            "--work-dir",
            home.resolve("work").toString(),
            master()));
  }

  private Process start(String main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
    command.add("-Xmx256m");
    command.add("-Dspark.master.rest.enabled=false");
    command.add("-cp");
    command.add(home.resolve("jars") + "/*");
    command.add(main);
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", LOOPBACK);
    Process process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(home.resolve(processes.size() + ".log").toFile())
            .start();
    processes.add(process);
    return process;
  }

  private void awaitMaster() throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (true) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (IOException e) {
        if (!processes.get(0).isAlive()
            || System.nanoTime() - start > TimeUnit.MINUTES.toNanos(1)) {
          throw new IOException("no master listens: " + Files.readString(home.resolve("0.log")), e);
        }
        Thread.sleep(50); // until the port is open
      }
    }
  }

  String master() {
    return "spark://" + LOOPBACK + ":" + port;
  }

  /** The processes of the executors, which are children of the workers. */
  List<ProcessHandle> executors() {
    return workers.stream().flatMap(Process::children).toList();
  }

  /** Kills a worker and its executors, as the loss of its machine does. */
  void killWorker(int worker) {
    Process killed = workers.remove(worker);
    List<ProcessHandle> executors = killed.children().toList();
    killed.destroyForcibly();
    executors.forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() {
    for (Process process : processes) {
      Stream.concat(process.descendants(), Stream.of(process.toHandle()))
          .forEach(ProcessHandle::destroyForcibly);
      process.onExit().join();
    }
  }
}
