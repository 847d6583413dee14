package org.snowbert.fork;

import java.util.Arrays;
import java.util.Locale;
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
  static Platform of(String osName, String osArch) {
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
        "there is no engine for %s on %s: build on one of %s"
            .formatted(
                osName,
                osArch,
                Arrays.stream(values())
                    .map(Platform::classifier)
                    .collect(Collectors.joining(", "))));
  }

  public static Platform current() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  /** DJL's name for the platform, such as {@code linux-x86_64}. */
  public String classifier() {
    return name().toLowerCase(Locale.ROOT).replaceFirst("_", "-");
  }

  /** The file name of a native library, such as {@code libtorch.so}. */
  String library(String name) {
    return switch (this) {
      case LINUX_X86_64, LINUX_AARCH64 -> "lib" + name + ".so";
      case OSX_AARCH64 -> "lib" + name + ".dylib";
      case WIN_X86_64 -> name + ".dll";
    };
  }

  /** Whether DJL can compute on CUDA on this platform. */
  boolean hasCuda() {
    return this == LINUX_X86_64 || this == WIN_X86_64;
  }

  public boolean isLinux() {
    return this == LINUX_X86_64 || this == LINUX_AARCH64;
  }

  public boolean isWindows() {
    return this == WIN_X86_64;
  }
}
