package org.snowbert.fork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snowbert.InvalidInputException;
import org.snowbert.model.Platform;

/**
 * A libtorch that the user has installed.
 *
 * @param libraries the folder of its libraries
 * @param cuda whether it computes on CUDA
 */
record Libtorch(Path libraries, LibtorchRelease release, boolean cuda) {
  /** The versions of libtorch that fit, for messages. */
  static final String VERSIONS =
      Arrays.stream(LibtorchRelease.values())
          .map(LibtorchRelease::libtorch)
          .collect(Collectors.joining(", "));

  /** Matches a version such as {@code 2.7.1+cu128}. */
  private static final Pattern VERSION = Pattern.compile("(\\d+\\.\\d+\\.\\d+)[\\w.+]*");

  /**
   * Opens a folder: an unpacked libtorch, Python's {@code torch}, or the {@code lib} in one of
   * these.
   */
  static Libtorch open(Path folder, Platform platform) {
    Path lib = Files.isDirectory(folder.resolve("lib")) ? folder.resolve("lib") : folder;
    if (!Files.exists(lib.resolve(platform.library("torch")))) { // DJL looks for this file
      throw new InvalidInputException(
          "snowbert.libtorch is %s, where there is no libtorch for %s: name the folder of an unpacked one"
              .formatted(folder, platform.classifier()));
    }
    return new Libtorch(
        lib, release(folder, lib), Files.exists(lib.resolve(platform.library("torch_cuda"))));
  }

  /**
   * The release that libtorch's file {@code build-version} or Python's {@code version.py} names.
   */
  private static LibtorchRelease release(Path folder, Path lib) {
    Path root = folder.equals(lib) ? folder.toAbsolutePath().getParent() : folder;
    for (String name : List.of("build-version", "version.py")) {
      Matcher version = VERSION.matcher(root == null ? "" : read(root.resolve(name)));
      if (version.find()) {
        return LibtorchRelease.ofLibtorch(version.group(1))
            .orElseThrow(() -> refused(folder, "is libtorch " + version.group()));
      }
    }
    throw refused(folder, "has no build-version or version.py that names its version");
  }

  private static InvalidInputException refused(Path folder, String reason) {
    return new InvalidInputException(
        "snowbert.libtorch is %s, which %s: take one of %s".formatted(folder, reason, VERSIONS));
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new InvalidInputException(
          file + " (snowbert.libtorch) cannot be read: make it readable", e);
    }
  }
}
