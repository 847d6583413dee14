package org.snowbert.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowbert.InvalidInputException;

final class JavaReleaseTest {
  private Path jdk;

  @BeforeEach
  void prepare(@TempDir Path folder) {
    jdk = folder;
  }

  private void require() {
    JavaRelease.require(jdk.resolve("bin/java"), "JDK[old]");
  }

  private void version(String version) throws IOException {
    Files.writeString(
        jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
  }

  @ParameterizedTest
  @CsvSource({"17.0.12,false", "23.0.1,false", "24,true", "25.0.3,true"})
  void newJdksWarnOfTheAccessToMemory(String version, boolean warns) throws IOException {
    version(version);
    assertThat(JavaRelease.warnsOfUnsafe(jdk.resolve("bin/java"))).isEqualTo(warns);
  }

  @ParameterizedTest
  @CsvSource({"11.0.2,11", "1.8.0_392,8", "16,16"})
  void anOldToolchainIsRefused(String version, String release) throws IOException {
    version(version);
    assertThatThrownBy(this::require)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(
            "the training needs Java 17 or later, and the toolchain JDK[old] is " + release + ": ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "17.0.9", "21-ea", "25.0.1"})
  void aNewToolchainIsUsed(String version) throws IOException {
    version(version);
    assertThatCode(this::require).doesNotThrowAnyException();
  }

  /** What java of Java 8, 11 and 16 print when they are to run a fork. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Error: Could not find or load main class @/tmp/arguments",
        "Unrecognized option: --enable-native-access=ALL-UNNAMED",
        "java.lang.UnsupportedClassVersionError: org/snowbert/worker/Worker has been compiled by"
      })
  void theComplaintOfAnOldJvmIsKnown(String complaint) {
    assertThat(JavaRelease.isTooOld(complaint)).isTrue();
  }

  @Test
  void aToolchainThatDoesNotSayItsVersionIsUsed() throws IOException {
    assertThatCode(this::require).doesNotThrowAnyException();
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"unknown\"");
    assertThatCode(this::require).doesNotThrowAnyException();
  }
}
