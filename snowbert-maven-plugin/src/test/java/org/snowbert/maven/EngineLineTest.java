package org.snowbert.maven;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The engine that the tests run on is the line that the build says, which is one of the table. */
@Tag("engine")
final class EngineLineTest {
  @Test
  void theTestsRunOnTheLineThatTheBuildNames() {
    EngineLine line = EngineLine.valueOf(System.getProperty("snowbert.engineLine"));
    assertThat(Engine.getEngine("PyTorch").getVersion()).isEqualTo(line.libtorch());
    assertThat(Engine.getDjlVersion()).isEqualTo(line.djl());
  }
}
