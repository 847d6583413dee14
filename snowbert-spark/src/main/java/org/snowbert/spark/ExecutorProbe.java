package org.snowbert.spark;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.package$;
import org.snowbert.InvalidInputException;
import org.snowbert.model.Platform;

/**
 * What an executor says about itself.
 *
 * @param spark the version of its Spark
 * @param osName its operating system
 * @param osArch the architecture of its processor
 */
record ExecutorProbe(String spark, String osName, String osArch) implements Serializable {
  private static ExecutorProbe here() {
    return new ExecutorProbe(
        package$.MODULE$.SPARK_VERSION(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"));
  }

  /**
   * Requires that an executor has the Spark of this JVM, and the platform that the jars are for.
   *
   * @throws InvalidInputException if it has not
   */
  static void require(JavaSparkContext spark, ClusterOptions options) {
    ExecutorProbe executor = spark.parallelize(List.of(1), 1).map(one -> here()).first();
    String version = here().spark();
    if (!executor.spark().equals(version)) {
      throw new InvalidInputException(
          "snowbert.sparkVersion is %s, but the workers of %s run Spark %s: set snowbert.sparkVersion to %s"
              .formatted(version, options.master(), executor.spark(), executor.spark()));
    }
    Platform platform = Platform.of(executor.osName(), executor.osArch());
    if (platform != options.platform()) {
      throw new InvalidInputException(
          "the workers of %s (snowbert.cluster) are %s and cannot load the engine for %s: set snowbert.workerPlatform to %s"
              .formatted(
                  options.master(),
                  platform.classifier(),
                  options.platform().classifier(),
                  platform.classifier()));
    }
  }
}
