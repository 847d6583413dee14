package org.snowbert.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class FailureTest {
  private static Throwable endOfMemory() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      return catchThrowable(() -> manager.zeros(new Shape(1L << 50)));
    }
  }

  @Test
  void theEndOfMemoryNamesTheBatchToTry() {
    assertThat(Failure.sentence(endOfMemory(), new SettingsBuilder().build()))
        .isEqualTo(
            "memory ended: try snowbert.batchSize 8 instead of 16, and snowbert.gradientAccumulation 2 instead of 1 for the same steps");
  }

  @Test
  void aBatchOfTokensIsHalvedAsOne() {
    SettingsBuilder settings = new SettingsBuilder();
    settings.batchTokens = 4096;
    settings.gradientAccumulation = 3;
    assertThat(Failure.sentence(endOfMemory(), settings.build()))
        .contains(
            "snowbert.batchTokens 2048 instead of 4096", "gradientAccumulation 6 instead of 3");
  }

  @Test
  void withoutATrainingThereIsNoBatchToName() {
    assertThat(Failure.sentence(endOfMemory(), null)).isEqualTo("memory ended: free some");
  }

  @Test
  void aLibraryThatDoesNotLoadIsNamed() {
    Throwable cause = catchThrowable(() -> System.loadLibrary("no-such-torch"));
    assertThat(Failure.sentence(new EngineException("Failed to load", cause), null))
        .contains("libtorch cannot be loaded", "no-such-torch", "snowbert.libtorch");
  }

  @Test
  void theEnginesOwnMessageIsItsLastLine() {
    assertThat(
            Failure.sentence(
                new EngineException("In the interpreter\n  at line\nwrong shape\n"), null))
        .isEqualTo("wrong shape");
  }
}
