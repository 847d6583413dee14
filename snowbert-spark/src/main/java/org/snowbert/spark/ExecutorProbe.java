package org.snowbert.spark;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.package$;
import org.snowbert.InvalidInputException;

/**
 * What an executor says about itself.
 *
 * @param spark the version of its Spark
 * @param platform its operating system and the architecture of its processor
 */
record ExecutorProbe(String spark, String platform) implements Serializable {
  private static ExecutorProbe here() {
    return new ExecutorProbe(
        package$.MODULE$.SPARK_VERSION(),
        System.getProperty("os.name") + " on " + System.getProperty("os.arch"));
  }

  /**
   * Requires that an executor has the same Spark and the same platform as this JVM.
   *
   * @throws InvalidInputException if it has not
   */
  static void require(JavaSparkContext spark, String master) {
    ExecutorProbe driver = here();
    ExecutorProbe executor = spark.parallelize(List.of(1), 1).map(one -> here()).first();
    if (!executor.spark().equals(driver.spark())) {
      throw new InvalidInputException(
          "snowbert.sparkVersion is %s, but the workers of %s run Spark %s: set snowbert.sparkVersion to %s"
              .formatted(driver.spark(), master, executor.spark(), executor.spark()));
    }
    if (!executor.platform().equals(driver.platform())) {
      throw new InvalidInputException(
          "the workers of %s (snowbert.cluster) run %s, and this machine runs %s, whose native libraries they cannot load: build on a machine like the workers"
              .formatted(master, executor.platform(), driver.platform()));
    }
  }
}
