package org.snowbert.fork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snowbert.internal.Folders;
import org.snowbert.settings.Cluster;

/**
 * What a JVM needs to be Spark's driver.
 *
 * @param jars the jars of Spark
 */
public record SparkDriver(Cluster cluster, Jars jars) {
  /** Finds the jars of Spark. They may have to be downloaded. */
  @FunctionalInterface
  public interface Jars {
    List<Path> find() throws IOException;
  }

  /** The packages that Spark opens on Java 17, as its JavaModuleOptions names them. */
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.reflect",
          "java.io",
          "java.net",
          "java.nio",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "jdk.internal.ref",
          "sun.nio.ch",
          "sun.nio.cs",
          "sun.security.action",
          "sun.util.calendar");

  /** The arguments of the JVM. */
  List<String> arguments() {
    return Stream.concat(
            Stream.of(
                // Spark needs Log4j itself. The plugin's own setting chooses a simple logger.
                "-Dlog4j.provider=org.apache.logging.log4j.core.impl.Log4jProvider"),
            OPENED.stream().map("--add-opens=java.base/%s=ALL-UNNAMED"::formatted))
        .toList();
  }

  /**
   * The environment variables of the JVM. A cluster on this machine needs an installation of Spark,
   * which is made here.
   *
   * @param folder a folder for the installation, which need not exist
   */
  Map<String, String> environment(Path folder) throws IOException {
    if (!cluster.isLocal()) {
      return Map.of();
    }
    Path installed = Files.createDirectories(folder.resolve("jars"));
    for (Path jar : jars.find()) {
      Folders.linkOrCopy(jar, installed.resolve(jar.getFileName()));
    }
    return Map.of(
        "SPARK_HOME",
        folder.toString(),
        "SPARK_SCALA_VERSION",
        "2.13",
        "SPARK_LOCAL_IP", // otherwise its ports are open on the network
        "127.0.0.1");
  }
}
