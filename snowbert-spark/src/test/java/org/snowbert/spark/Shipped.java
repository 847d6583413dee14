package org.snowbert.spark;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;

/** The jars of this class path that Spark ships: our classes and the engine. */
final class Shipped {
  private Shipped() {}

  /**
   * Finds them.
   *
   * @param folder takes a jar for each folder of the class path, because Spark ships jars alone
   */
  static List<Path> jars(Path folder) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> entry.matches(".*(djl|snowbert|jna|jspecify).*"))
        .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("-tests.jar"))
        .map(Path::of)
        .map(path -> Files.isDirectory(path) ? jar(path, folder) : path)
        .toList();
  }

  private static Path jar(Path classes, Path folder) {
    Path jar = folder.resolve(classes.getName(classes.getNameCount() - 3) + ".jar");
    int status =
        ToolProvider.findFirst("jar")
            .orElseThrow()
            .run(System.out, System.err, "-cf", jar.toString(), "-C", classes.toString(), ".");
    if (status != 0) {
      throw new IllegalStateException(classes + " cannot be packed");
    }
    return jar;
  }
}
