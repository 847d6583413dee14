package org.snowbert.worker.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.snowbert.internal.Folders;
import org.snowbert.jobs.TrainRequest;
import org.snowbert.jobs.results.Checkpoint;
import org.snowbert.jobs.results.Evaluation;
import org.snowbert.jobs.results.MetricsFile;
import org.snowbert.jobs.results.MetricsLine;
import org.snowbert.model.Bert;
import org.snowbert.model.ModelFolder;
import org.snowbert.model.Parameters;
import org.snowbert.settings.TrainSettings;
import org.snowbert.worker.batches.EpochBoundaries;
import org.snowbert.worker.evaluation.Evaluator;

/**
 * Evaluates a model on validation sentences while it trains, if there are such sentences. It
 * remembers the best evaluation, and keeps the parameters of that step if the settings say so.
 *
 * <p>Nothing but {@code metrics.jsonl} and the file of these parameters holds what it remembers.
 * Both are in each checkpoint, so a training that goes on ends as one that was never interrupted.
 */
final class Validations {
  private final TrainRequest request;
  private final TrainSettings settings;
  private final Evaluator evaluator;
  private final EpochBoundaries epochs;
  private final LearningRate learningRate;
  private final int parts;
  private @Nullable Evaluation last;
  private @Nullable BestValidation best;
  private int lastStep;

  /**
   * @param evaluator holds the validation sentences
   * @param epochs the steps at which epochs end
   * @param learningRate the learning rate of each step
   * @param parts the number of parts of a batch; a thread computes each part
   */
  Validations(
      TrainRequest request,
      Evaluator evaluator,
      EpochBoundaries epochs,
      LearningRate learningRate,
      int parts) {
    this.request = request;
    this.settings = request.settings();
    this.evaluator = evaluator;
    this.epochs = epochs;
    this.learningRate = learningRate;
    this.parts = parts;
  }

  /**
   * Remembers the evaluations with which the metrics begin, and takes the parameters of the best
   * one from the checkpoint.
   *
   * @param checkpoint null for a training that begins
   */
  void begin(@Nullable Path checkpoint) throws IOException {
    Path file = request.folder().best();
    Files.deleteIfExists(file);
    if (checkpoint == null) {
      return;
    }
    MetricsFile.read(
        request.folder().metrics(),
        line -> {
          if (line instanceof MetricsLine.Validation validation) {
            remember(validation);
          }
        });
    Path kept = checkpoint.resolve(Checkpoint.BEST);
    if (Files.exists(kept)) {
      Folders.linkOrCopy(kept, file);
    }
  }

  /** Whether the model is evaluated after a step. */
  boolean areDue(int step) {
    Integer every = settings.evaluationSteps();
    boolean within = every != null && step % every == 0;
    return exist() && (within || epochs.endsEpoch(step));
  }

  /** Whether there are validation sentences. */
  boolean exist() {
    return evaluator.examples().count() > 0;
  }

  /**
   * Evaluates the model.
   *
   * @param signOfLife is called before each batch
   * @throws StopRequest.Requested if {@code signOfLife} throws it; nothing is remembered then
   */
  void evaluate(Bert bert, MetricsLog metrics, int step, Runnable signOfLife) throws IOException {
    Evaluation evaluation = evaluator.evaluate(bert, parts, signOfLife);
    double rate = learningRate.at(step);
    Divergence.requireFinite("the validation loss", evaluation.loss(), step, rate, request);
    MetricsLine.Validation line = MetricsLine.Validation.of(step, epochs.epoch(step), evaluation);
    last = evaluation;
    remember(line);
    if (settings.keepBest() && isLastBest()) {
      ModelFolder.writeParameters(request.folder().best(), bert);
    }
    metrics.write(line);
  }

  /**
   * Where the user chose the steps of evaluations, those at the ends of epochs count nothing for
   * the patience: they may come soon after another one.
   */
  private void remember(MetricsLine.Validation validation) {
    Integer every = settings.evaluationSteps();
    lastStep = validation.step();
    best = BestValidation.after(best, validation, every == null || lastStep % every == 0);
  }

  private boolean isLastBest() {
    return best != null && best.validation().step() == lastStep;
  }

  /** Whether the loss has not fallen for as many evaluations as the settings allow. */
  boolean areEnough() {
    Integer patience = settings.patience();
    return patience != null && best != null && best.isOver(patience);
  }

  /** The step whose parameters the model takes at the end; null for the last step. */
  @Nullable Integer bestStep() {
    return settings.keepBest() && best != null && !isLastBest()
        ? (Integer) best.validation().step()
        : null;
  }

  /** Gives a model the parameters of the best evaluation, if they are not those of the last one. */
  void takeBest(Bert bert) throws IOException {
    if (bestStep() != null) {
      bert.setParameters(Parameters.of(request.folder().best(), ""));
    }
    Files.deleteIfExists(request.folder().best());
  }

  /** The evaluation of the finished model; null without validation sentences. */
  @Nullable Evaluation ofModel() {
    return last == null || best == null || bestStep() == null
        ? last
        : best.validation().evaluation(last.tokens());
  }
}
