package org.snowbert.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowbert.settings.SmallTrainSettings;

class FailureMessageTest {
  private static Throwable endOfMemory() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      return catchThrowable(() -> manager.zeros(new Shape(1L << 50)));
    }
  }

  @Test
  void theEndOfMemoryNamesTheBatchToTry() {
    assertThat(FailureMessage.sentence(endOfMemory(), new SmallTrainSettings().build()))
        .isEqualTo(
            "memory ran out: try snowbert.batchSize 8 instead of 16, and snowbert.gradientAccumulation 2 instead of 1 for the same steps");
  }

  @Test
  void aBatchOfTokensIsHalvedAsOne() {
    SmallTrainSettings settings = new SmallTrainSettings();
    settings.batchTokens = 4096;
    settings.gradientAccumulation = 3;
    assertThat(FailureMessage.sentence(endOfMemory(), settings.build()))
        .contains(
            "snowbert.batchTokens 2048 instead of 4096", "gradientAccumulation 6 instead of 3");
  }

  @Test
  void aBatchOfOneCannotBeHalved() {
    SmallTrainSettings settings = new SmallTrainSettings();
    settings.batchSize = 1;
    assertThat(FailureMessage.sentence(endOfMemory(), settings.build()))
        .contains("snowbert.batchSize is 1", "snowbert.model", "snowbert.maxLength");
  }

  @Test
  void withoutATrainingThereIsNoBatchToName() {
    assertThat(FailureMessage.sentence(endOfMemory(), null)).isEqualTo("memory ran out: free some");
  }

  /** The messages of libtorch on Windows and on a GPU. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[enforce fail at alloc_cpu.cpp:115] data. DefaultCPUAllocator: not enough memory: you tried to allocate 16 bytes.",
        "CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 7.79 GiB",
        "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`",
        "std::bad_alloc"
      })
  void theEndOfMemoryIsKnownByTheMessagesOfOtherPlatforms(String words) {
    EngineException thrown = new EngineException("The following operation failed\n" + words);
    assertThat(FailureMessage.sentence(new IllegalStateException("wrapped", thrown), null))
        .isEqualTo("memory ran out: free some");
  }

  @Test
  void anErrorOfTheJvmIsNamed() {
    assertThat(FailureMessage.sentence(new ArithmeticException("integer overflow"), null))
        .isEqualTo("java.lang.ArithmeticException: integer overflow");
  }

  @Test
  void aLibraryThatDoesNotLoadIsNamed() {
    Throwable cause = catchThrowable(() -> System.loadLibrary("no-such-torch"));
    assertThat(FailureMessage.sentence(new EngineException("Failed to load", cause), null))
        .contains("cannot be loaded", "no-such-torch", "snowbert.libtorch");
  }

  @Test
  void theEnginesOwnMessageIsItsLastLine() {
    assertThat(
            FailureMessage.sentence(
                new EngineException("In the interpreter\n  at line\nwrong shape\n"), null))
        .isEqualTo("wrong shape");
  }
}
