package org.snowbert.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.apache.spark.SparkException;
import org.apache.spark.package$;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowbert.InvalidInputException;

/** The messages are those of Spark 4.2.0. */
final class ClusterFailureTest {
  private static final String MASTER = "spark://host:7077";
  private static final String ABORTED =
      "Job aborted due to stage failure: Task 0 in stage 1.0 failed 4 times, most recent failure: Lost task 0.3 in stage 1.0 (TID 7) (127.0.0.1 executor 3): ";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ExecutorLostFailure (executor 3 exited caused by one of the running tasks) Reason: Command exited with code 137",
        "ExecutorLostFailure (executor 3 exited caused by one of the running tasks) Reason: Command exited with code 52",
        "java.lang.OutOfMemoryError: Java heap space",
        "ai.djl.engine.EngineException: [enforce fail at alloc_cpu.cpp:124] DefaultCPUAllocator: can't allocate memory",
      })
  void anExecutorWithoutMemoryIsExplained(String reason) throws IOException {
    assertThat(explain(ABORTED + reason + "\n\tat stack.Trace"))
        .hasMessageContainingAll(
            "the workers of " + MASTER,
            "run out of memory (" + reason + ")",
            "spark.executor.memory");
  }

  @ParameterizedTest
  @CsvSource({
    "java.lang.UnsatisfiedLinkError: libgomp.so.1, cannot load the native libraries",
    "java.lang.IllegalStateException: some reason, cannot compute: java.lang.IllegalStateException: some reason",
  })
  void theReasonOfTheLastTaskIsGiven(String reason, String sentence) throws IOException {
    assertThat(explain(ABORTED + reason + "\n\tat stack.Trace"))
        .hasMessageContainingAll(sentence, reason)
        .hasMessageNotContaining("stack.Trace");
  }

  @Test
  void anotherVersionOnTheWorkersIsRefused() {
    assertThatThrownBy(
            () ->
                explain(
                    ABORTED
                        + "java.io.InvalidClassException: org.apache.spark.rdd.RDD; local class incompatible"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(
            "snowbert.sparkVersion is " + package$.MODULE$.SPARK_VERSION(), "another version");
  }

  private static IOException explain(String message) throws IOException {
    return ClusterFailure.explain(new SparkException(message), MASTER);
  }
}
