package org.snowbert.jobs;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The paths of the files of one model: the files in {@code target/snowbert/}, and the packaged zip
 * and {@code run.json} in {@code target/}. In a project that makes several models, each has a
 * folder of its own beside {@code target/snowbert/}.
 *
 * @param build the project's build directory, absolute
 * @param folder the name of the folder in the build directory
 * @param finalName the name of the zip without its extension
 */
public record Layout(Path build, String folder, String finalName) {
  private static final String FOLDER = "snowbert";

  /** The files of the only model of a project. */
  public Layout(Path build, String finalName) {
    this(build, FOLDER, finalName);
  }

  /** The files of the model that one of several executions makes. */
  public static Layout ofExecution(Path build, String execution, String finalName) {
    String name =
        URLEncoder.encode(execution, StandardCharsets.UTF_8); // an id may have any letters
    return new Layout(build, FOLDER + "-" + name, finalName);
  }

  /** Whether the model has the folder that is not named for an execution. */
  public boolean isShared() {
    return folder.equals(FOLDER);
  }

  public Path root() {
    return build.resolve(folder);
  }

  /** The lock that a build holds while it works. */
  public Path lock() {
    return root().resolve("lock");
  }

  public Path corpus() {
    return root().resolve("corpus");
  }

  /** The normalised corpus, one sentence per line. */
  public Path sentences() {
    return corpus().resolve("sentences.txt");
  }

  /** The sources of the corpus and the counts of their sentences. */
  public Path manifest() {
    return corpus().resolve("manifest.json");
  }

  public TokenFolder tokens() {
    return new TokenFolder(root().resolve("tokens"));
  }

  public MaskedFolder masked() {
    return new MaskedFolder(root().resolve("masked"));
  }

  public TrainFolder train() {
    return new TrainFolder(root());
  }

  public Path model() {
    return train().model();
  }

  /** The model card. */
  public Path card() {
    return model().resolve("README.md");
  }

  /** The provenance of the model: its corpus, its settings and its software. */
  public Path provenance() {
    return model().resolve("training.json");
  }

  /** The folder into which the model that training starts from is unpacked. */
  public Path init() {
    return root().resolve("init");
  }

  public Path zip() {
    return build.resolve(finalName + ".zip");
  }

  /** The times and machines of the steps. */
  public Path run() {
    return (isShared() ? build : root()).resolve("run.json");
  }

  public Path evaluation() {
    return root().resolve("evaluation.json");
  }

  public Path report() {
    return root().resolve("report");
  }

  public Path logs() {
    return root().resolve("logs");
  }

  public Path log(Job job) {
    return logs().resolve(job + ".log");
  }

  /** The files that the two JVMs exchange. */
  public Path jobs() {
    return root().resolve("jobs");
  }

  public RequestFile request(Job job) {
    return new RequestFile(jobs().resolve(job + ".json"));
  }

  /** The folder of the temporary files of jobs, which {@code mvn clean} deletes with the rest. */
  public Path temporary() {
    return jobs().resolve("tmp");
  }

  /** The analysis of the model, for the report. */
  public Path analysis() {
    return jobs().resolve("analysis.json");
  }

  /** The comparison of two models. */
  public Path comparison() {
    return jobs().resolve("comparison.json");
  }

  /** The records of the finished steps. */
  public Path records() {
    return root().resolve("state");
  }

  /**
   * The name of a file in messages and records: its path from the root or from the build's
   * directory, with {@code /} between names. A file elsewhere has its whole path as name.
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
}
