package org.snowbert.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.snowbert.incremental.BuildLog;
import org.snowbert.incremental.LockFile;
import org.snowbert.incremental.StepName;
import org.snowbert.worker.Worker;

/**
 * Where everything is: {@code target/snowbert/}, and in {@code target/} the packaged zip and {@code
 * run.json}.
 *
 * @param build the project's build directory, absolute
 * @param finalName the zip's name without its extension
 */
public record Layout(Path build, String finalName) {
  public Path root() {
    return build.resolve("snowbert");
  }

  public Path corpus() {
    return root().resolve("corpus");
  }

  /** The normalised corpus, a sentence a line. */
  public Path sentences() {
    return corpus().resolve("sentences.txt");
  }

  public Path tokens() {
    return root().resolve("tokens");
  }

  public Path masked() {
    return root().resolve("masked");
  }

  public Path checkpoints() {
    return root().resolve("checkpoints");
  }

  public Path metrics() {
    return root().resolve("metrics.jsonl");
  }

  public Path model() {
    return root().resolve("model");
  }

  public Path zip() {
    return build.resolve(finalName + ".zip");
  }

  /** Times and machines, beside the zip. */
  public Path run() {
    return build.resolve("run.json");
  }

  public Path evaluation() {
    return root().resolve("evaluation.json");
  }

  public Path logs() {
    return root().resolve("logs");
  }

  public Path log(Job job) {
    return logs().resolve(fileName(job) + ".log");
  }

  /** For the temporary files of a job, which {@code mvn clean} takes along. */
  public Path temporary() {
    return root().resolve("jobs").resolve("tmp");
  }

  /**
   * Keeps other builds out; waits while one is in, or a job is that one left behind when it was
   * killed.
   */
  public LockFile lock(BuildLog log) throws IOException {
    LockFile lock =
        LockFile.take(
            root().resolve("lock"),
            holder -> log.info("waits for %s, which works in %s".formatted(holder, root())));
    try {
      LockFile.take(
              Worker.lock(request(Job.TRAIN)),
              holder -> log.info("waits for the end of %s, which Maven left".formatted(holder)))
          .close();
      return lock;
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  /** What tokenizing gave. */
  public Path counts() {
    return tokens().resolve("counts.json");
  }

  /** What training came to. */
  public Path results() {
    return root().resolve("results.json");
  }

  public Path card() {
    return model().resolve("README.md");
  }

  public Path provenance() {
    return model().resolve("training.json");
  }

  /** The model to start from, unpacked. */
  public Path init() {
    return root().resolve("init");
  }

  /** What jobs are asked, and what they answer. */
  public Path jobs() {
    return root().resolve("jobs");
  }

  public Path analysis() {
    return root().resolve("jobs").resolve("analysis.json");
  }

  public Path request(Job job) {
    return jobs().resolve(fileName(job) + ".json");
  }

  public Path state(StepName step) {
    return root().resolve("state").resolve(step + ".json");
  }

  /**
   * What a file is called in messages and states: its path from the root or from the build's
   * directory, {@code /} between names; a file elsewhere by its whole path.
   */
  public String name(Path file) {
    Path path = file;
    if (file.startsWith(root())) {
      path = root().relativize(file);
    } else if (file.startsWith(build)) {
      path = build.relativize(file);
    }
    return path.toString().replace('\\', '/');
  }

  private static String fileName(Job job) {
    return job.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
