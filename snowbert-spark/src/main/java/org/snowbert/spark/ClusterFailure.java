package org.snowbert.spark;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkException;
import org.apache.spark.package$;
import org.snowbert.InvalidInputException;
import org.snowbert.internal.NoMemory;

/** Says in one sentence why a cluster cannot compute. */
final class ClusterFailure {
  /** A JVM without memory: its own error, and the exit statuses of that error and of a kill. */
  private static final Pattern JVM_WITHOUT_MEMORY =
      Pattern.compile("OutOfMemoryError|exited with code (52|137)\\b");

  /** What DJL and the JVM say when they load no library. */
  private static final Pattern NATIVE =
      Pattern.compile("UnsatisfiedLinkError|EngineException: Failed to (load|save)");

  /** Spark's words for the exception that ended a task: what follows is its stack. */
  private static final Pattern REASON =
      Pattern.compile("most recent failure: Lost task [^:]*: ([^\\n]*)");

  /** Java refuses a class of Spark that another version sends. */
  private static final Pattern OTHER_VERSION =
      Pattern.compile(
          "(InvalidClassException|NoSuchMethodError|NoClassDefFoundError|ClassNotFoundException)[^\\n]*org[./]apache[./]spark");

  /** The property that limits a task and its data, in megabytes; 128 if it is not set. */
  private static final String LARGEST_MESSAGE = "spark.rpc.message.maxSize";

  private ClusterFailure() {}

  /**
   * Whether Spark stopped itself while it started, which it does if no master accepts it. Then it
   * fails at the first part of itself that has gone.
   */
  static boolean isStopWhileStarting(Throwable failure) {
    return failure instanceof NullPointerException
        || String.valueOf(failure.getMessage()).contains("MetricsSystem")
        || String.valueOf(failure.getMessage()).contains("stopped SparkContext");
  }

  /**
   * Gives the exception to throw in place of one of Spark's. Exceptions of other kinds are thrown
   * as they are.
   */
  static IOException explain(Throwable failure, String master) throws IOException {
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return new IOException("the wait for the cluster was interrupted", failure);
    }
    if (failure instanceof IOException e) {
      return e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
    if (failure instanceof InvalidInputException e) {
      throw e;
    }
    String message = String.valueOf(failure.getMessage());
    if (OTHER_VERSION.matcher(message).find()) {
      throw new InvalidInputException(
          "snowbert.sparkVersion is %s, but the cluster %s (snowbert.cluster) runs another version of Spark: set snowbert.sparkVersion to that one"
              .formatted(package$.MODULE$.SPARK_VERSION(), master),
          failure);
    }
    if (message.contains("INVALID_DRIVER_MEMORY")) {
      return new IOException(
          "the JVM of the training has too little memory to drive a cluster: give it at least 512 MB with -Xmx in snowbert.jvmArguments",
          failure);
    }
    if (failure instanceof IllegalArgumentException) { // Spark refuses a property
      return new IOException(
          "Spark does not start with these snowbert.sparkProperties: %s"
              .formatted(message.lines().findFirst().orElse(message)),
          failure);
    }
    if (failure instanceof SparkException || message.contains("Spark")) {
      return new IOException(sentence(message, master), failure);
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    return new IOException(message, failure);
  }

  private static String sentence(String message, String master) {
    if (NATIVE.matcher(message).find()) {
      return "a worker of %s (snowbert.cluster) cannot load the native libraries of the engine: install what they miss there (%s)"
          .formatted(master, reason(message));
    }
    if (JVM_WITHOUT_MEMORY.matcher(message).find() || NoMemory.isSaidBy(message)) {
      return "the workers of %s (snowbert.cluster) run out of memory (%s): give them more with spark.executor.memory and spark.executor.memoryOverhead in snowbert.sparkProperties, or lower snowbert.batchSize"
          .formatted(master, reason(message));
    }
    if (message.contains(LARGEST_MESSAGE)) {
      return "the batches of a worker are too large for one message of Spark (%s): lower snowbert.localSteps, snowbert.gradientAccumulation or snowbert.batchSize, or raise %s in snowbert.sparkProperties"
          .formatted(reason(message), LARGEST_MESSAGE);
    }
    return "the cluster %s (snowbert.cluster) cannot compute: %s"
        .formatted(master, reason(message));
  }

  private static String reason(String message) {
    Matcher reason = REASON.matcher(message);
    return reason.find()
        ? reason.group(1).strip()
        : message.lines().findFirst().orElse(message).strip();
  }
}
