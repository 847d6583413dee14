package org.snowbert.steps.asking;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.snowbert.InvalidInputException;
import org.snowbert.incremental.LockFile;
import org.snowbert.incremental.StepName;
import org.snowbert.incremental.StepRecords;
import org.snowbert.internal.JsonFiles;
import org.snowbert.jobs.Job;
import org.snowbert.jobs.Layout;
import org.snowbert.model.ModelFolder;
import org.snowbert.settings.Project;

/**
 * The model that the last build of a project left in {@code target/}.
 *
 * @param layout the files of the model
 * @param make the command that makes the model, for messages
 */
public record FinishedModel(Layout layout, String make) {
  private StepRecords records() {
    return new StepRecords(layout.records(), layout::name);
  }

  /** Whether there is a model, whose training has ended, and which says how it was made. */
  public boolean exists() throws IOException {
    return records().read(StepName.TRAIN) != null
        && Files.exists(layout.provenance())
        && Files.exists(layout.model().resolve(ModelFolder.PARAMETERS));
  }

  /**
   * Whether a build trains a new model in this place now, and has begun its metrics. Every job
   * holds the same lock. A job that trains writes its start after it took the lock.
   */
  boolean isInTraining() throws IOException {
    Path lock = layout.request(Job.TRAIN).lock();
    Path start = layout.train().start();
    return records().read(StepName.TRAIN) == null
        && LockFile.isHeld(lock)
        && Files.exists(start)
        && Files.getLastModifiedTime(start).compareTo(Files.getLastModifiedTime(lock)) >= 0;
  }

  /**
   * Requires the model.
   *
   * @throws InvalidInputException if there is none
   */
  void require() throws IOException {
    if (!exists()) {
      throw new InvalidInputException(
          "there is no trained model in %s: make one with %s".formatted(layout.root(), make));
    }
  }

  /** Whether a step and the steps before it have finished, each with the files of the others. */
  boolean isFinished(StepName step) throws IOException {
    return records().areFinished(step);
  }

  /**
   * Requires the model and its evaluation.
   *
   * @throws InvalidInputException if there is no model, or no evaluation of this model
   */
  void requireEvaluation() throws IOException {
    require();
    if (!isFinished(StepName.EVALUATE)) {
      throw new InvalidInputException(
          "the model in %s has no evaluation, or one of other files: make both with %s"
              .formatted(layout.root(), make));
    }
  }

  /**
   * Requires the corpus of the project.
   *
   * @throws InvalidInputException if no build has fetched it
   */
  void requireCorpus() throws IOException {
    if (!Files.exists(layout.sentences())) {
      throw new InvalidInputException(
          "there is no corpus in %s: make it with %s, or name a text file with snowbert.input"
              .formatted(layout.root(), make));
    }
  }

  /** The coordinates of the project when it made the model. */
  String coordinates() throws IOException {
    return JsonFiles.read(
        layout.provenance(),
        json -> JsonFiles.GSON.fromJson(json.get("project"), Project.class).coordinates());
  }

  /** The parameters that made the tokens, by name. */
  Map<String, String> tokenizing() throws IOException {
    return records().of(StepName.TOKENIZE).parameters();
  }
}
