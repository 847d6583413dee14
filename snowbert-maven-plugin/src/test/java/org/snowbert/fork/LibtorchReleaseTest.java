package org.snowbert.fork;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Checks that the tests of a release run on its libtorch and its DJL. */
@Tag("engine")
class LibtorchReleaseTest {
  @Test
  @EnabledIfSystemProperty(named = "test.libtorch", matches = ".+", disabledReason = "no Maven")
  void theTestsRunOnTheVersionsOfTheRelease() {
    String libtorch = System.getProperty("test.libtorch");
    assertThat(Engine.getEngine("PyTorch").getVersion()).isEqualTo(libtorch);
    assertThat(LibtorchRelease.ofLibtorch(libtorch))
        .hasValueSatisfying(release -> assertThat(release.djl()).isEqualTo(Engine.getDjlVersion()));
  }
}
