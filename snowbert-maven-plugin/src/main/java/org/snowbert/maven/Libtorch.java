package org.snowbert.maven;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snowbert.InvalidInputException;

/**
 * A libtorch of the user's.
 *
 * @param libraries the folder of its libraries
 * @param cuda whether it computes on CUDA
 */
record Libtorch(Path libraries, EngineLine line, boolean cuda) {
  /** Looks into a folder: an unpacked libtorch, or its {@code lib}. */
  static Libtorch open(Path folder) {
    Path lib = Files.isDirectory(folder.resolve("lib")) ? folder.resolve("lib") : folder;
    if (!holds(lib, "torch_cpu")) {
      throw new InvalidInputException(
          "snowbert.libtorch is %s, where there is no libtorch: name the folder of an unpacked one"
              .formatted(folder));
    }
    return new Libtorch(lib, line(folder, lib), holds(lib, "torch_cuda"));
  }

  private static boolean holds(Path folder, String library) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .anyMatch(
              name -> name.startsWith("lib" + library + ".") || name.equals(library + ".dll"));
    } catch (IOException e) {
      return false; // no folder
    }
  }

  /**
   * By the file {@code build-version}, such as {@code 2.7.1+cu128}; the default line without one.
   */
  private static EngineLine line(Path folder, Path lib) {
    Path file = folder.resolve("build-version");
    if (folder.equals(lib)) {
      file = folder.resolveSibling("build-version");
    }
    if (!Files.exists(file)) {
      return EngineLine.CPU_DEFAULT;
    }
    try {
      String version = Files.readString(file).strip();
      return EngineLine.ofLibtorch(version.replaceFirst("\\+.*", ""))
          .orElseThrow(
              () ->
                  new InvalidInputException(
                      "snowbert.libtorch is %s, which is libtorch %s: take one of %s"
                          .formatted(
                              folder,
                              version,
                              Arrays.stream(EngineLine.values())
                                  .map(EngineLine::libtorch)
                                  .collect(Collectors.joining(", ")))));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }
}
