package org.snowbert.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snowbert.InvalidInputException;

/** The platforms for which Maven Central has the engine's native libraries. */
public enum Platform {
  LINUX_X86_64,
  LINUX_AARCH64,
  OSX_AARCH64,
  WIN_X86_64;

  /**
   * Finds the platform of a JVM.
   *
   * @param osName its system property {@code os.name}
   * @param osArch its system property {@code os.arch}
   */
  public static Platform of(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    boolean arm = osArch.equals("aarch64");
    boolean intel = osArch.equals("amd64") || osArch.equals("x86_64");
    if (os.startsWith("linux") && (arm || intel)) {
      return arm ? LINUX_AARCH64 : LINUX_X86_64;
    }
    if (os.startsWith("mac") && arm) {
      return OSX_AARCH64;
    }
    if (os.startsWith("windows") && intel) {
      return WIN_X86_64;
    }
    throw new InvalidInputException(
        "there is no engine for %s on %s: take a machine with one of %s"
            .formatted(osName, osArch, classifiers()));
  }

  /** The platform that DJL calls so. */
  public static Optional<Platform> ofClassifier(String classifier) {
    return Arrays.stream(values())
        .filter(platform -> platform.classifier().equals(classifier))
        .findFirst();
  }

  /** DJL's names for all platforms, for messages. */
  public static String classifiers() {
    return Arrays.stream(values()).map(Platform::classifier).collect(Collectors.joining(", "));
  }

  /** The platform of this JVM. */
  public static Platform current() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  /** DJL's name for the platform, such as {@code linux-x86_64}. */
  public String classifier() {
    return name().toLowerCase(Locale.ROOT).replaceFirst("_", "-");
  }

  /** The file name of a native library, such as {@code libtorch.so}. */
  public String library(String name) {
    return switch (this) {
      case LINUX_X86_64, LINUX_AARCH64 -> "lib" + name + ".so";
      case OSX_AARCH64 -> "lib" + name + ".dylib";
      case WIN_X86_64 -> name + ".dll";
    };
  }

  /** Whether DJL can compute on CUDA on this platform. */
  public boolean hasCuda() {
    return this == LINUX_X86_64 || this == WIN_X86_64;
  }

  public boolean isWindows() {
    return this == WIN_X86_64;
  }
}
