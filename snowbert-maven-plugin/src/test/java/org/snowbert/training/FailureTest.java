package org.snowbert.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.djl.engine.EngineException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowbert.training.Failure.Kind;

final class FailureTest {
  /** What libtorch says on Windows and on a GPU, where these tests do not run. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[enforce fail at alloc_cpu.cpp:115] data. DefaultCPUAllocator: not enough memory: you tried to allocate 16 bytes.",
        "CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 7.79 GiB",
        "CUDA error: out of memory",
        "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`",
        "std::bad_alloc"
      })
  void memoryOfTheEngineEndsInWordsOfItsOwn(String words) {
    EngineException thrown =
        new EngineException("The following operation failed\nTraceback\n" + words + "\nat there");
    assertThat(Failure.of(new IllegalStateException("wrapped", thrown)))
        .isEqualTo(new Failure(Kind.OUT_OF_MEMORY, words));
  }

  @Test
  void aLibraryIsLoadedInAnInitializer() {
    Throwable thrown = catchThrowable(() -> System.load("/no/such/library.so"));
    assertThat(Failure.of(new ExceptionInInitializerError(thrown)).kind())
        .isEqualTo(Kind.NOT_LOADED);
  }

  @Test
  void otherFailuresAreTheirMessages() {
    assertThat(Failure.of(new IOException("disk full")))
        .isEqualTo(new Failure(Kind.OTHER, "disk full"));
    assertThat(Failure.of(new EngineException("Traceback\nRuntimeError: wrong shape\n")))
        .isEqualTo(new Failure(Kind.OTHER, "RuntimeError: wrong shape"));
    assertThat(Failure.of(new ArithmeticException("integer overflow")).words())
        .isEqualTo("java.lang.ArithmeticException: integer overflow");
  }
}
