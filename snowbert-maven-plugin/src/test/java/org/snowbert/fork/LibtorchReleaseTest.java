package org.snowbert.fork;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Holds what the tests of a line claim: that they run on its libtorch and its DJL. */
@Tag("engine")
class LibtorchReleaseTest {
  @Test
  @EnabledIfSystemProperty(named = "test.libtorch", matches = ".+", disabledReason = "no Maven")
  void aLineRunsOnItsOwnVersions() {
    String libtorch = System.getProperty("test.libtorch");
    assertThat(Engine.getEngine("PyTorch").getVersion()).isEqualTo(libtorch);
    assertThat(LibtorchRelease.ofLibtorch(libtorch))
        .hasValueSatisfying(line -> assertThat(line.djl()).isEqualTo(Engine.getDjlVersion()));
  }
}
