package org.snowbert.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowbert.InvalidInputException;

final class PlatformTest {
  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-x86_64",
    "Linux, aarch64, linux-aarch64",
    "Mac OS X, aarch64, osx-aarch64",
    "Windows 11, amd64, win-x86_64"
  })
  void everyPlatformHasDjlsClassifier(String os, String arch, String classifier) {
    assertThat(Platform.of(os, arch).classifier()).isEqualTo(classifier);
  }

  @ParameterizedTest
  @CsvSource({"Mac OS X, x86_64", "Linux, s390x", "Windows 11, aarch64", "FreeBSD, amd64"})
  void aPlatformWithoutNativesIsRefusedByName(String os, String arch) {
    assertThatThrownBy(() -> Platform.of(os, arch))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(os, arch, "linux-x86_64, linux-aarch64, osx-aarch64, win-x86_64");
  }

  @Test
  void theMachineOfTheTestsIsSupported() {
    assertThat(Platform.current()).isNotNull();
  }
}
