package org.snowbert.fork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snowbert.InvalidInputException;

/** The release of a JDK, as its file {@code release} names it. */
public final class JavaRelease {
  /** The complaints of a JVM that is older than our classes and arguments. */
  private static final List<String> COMPLAINTS =
      List.of(
          "UnsupportedClassVersionError",
          "Unrecognized option: --enable-native-access",
          "Could not find or load main class @"); // Java 8 knows no argument files

  private static final int LEAST = 17;

  /** Java 24 warns, and 23 knows the argument too. */
  private static final int FIRST_THAT_WARNS_OF_UNSAFE = 24;

  /** Matches {@code 11.0.2}, and {@code 1.8.0_392} of Java 8. */
  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(?:1\\.)?(\\d+)[^\"]*\"");

  private JavaRelease() {}

  /**
   * Requires that a JDK is new enough. A JDK without the file {@code release} is not checked.
   *
   * @param java the JDK's {@code java}
   * @param name the name of the JDK in the message
   * @throws InvalidInputException if the JDK is too old
   */
  public static void require(Path java, String name) {
    int version = of(java);
    if (version > 0 && version < LEAST) {
      throw new InvalidInputException(tooOld("the toolchain " + name, Integer.toString(version)));
    }
  }

  /** Whether a JDK warns of the memory access of protobuf unless an argument allows it. */
  static boolean warnsOfUnsafe(Path java) {
    return of(java) >= FIRST_THAT_WARNS_OF_UNSAFE;
  }

  /** The release of a JDK; 0 if it does not say. */
  private static int of(Path java) {
    try {
      Path release = java.toAbsolutePath().resolve("../../release").normalize();
      Matcher version = VERSION.matcher(Files.readString(release));
      return version.find() ? Integer.parseInt(version.group(1)) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  /** Whether a JVM complains because it is too old. */
  static boolean isTooOld(String complaint) {
    return COMPLAINTS.stream().anyMatch(complaint::contains);
  }

  static String tooOld(String jdk, String version) {
    return "the training needs Java %d or later, and %s is %s: give Maven a newer JDK, or name one in toolchains.xml"
        .formatted(LEAST, jdk, version);
  }
}
