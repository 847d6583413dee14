package org.snowbert.jobs.results;

import java.io.IOException;
import java.nio.file.Path;
import org.snowbert.internal.JsonFiles;
import org.snowbert.worker.training.TokenFrequencies;

/**
 * What a training is about to do, beside {@code metrics.jsonl}: the plugin deletes it before a
 * training, the fork writes it after it has cut what was not to stay of the metrics.
 *
 * @param metrics bytes of {@code metrics.jsonl} before the first line to come
 * @param training_sentences to train on
 * @param validation_sentences to evaluate with
 * @param tokens of both, {@code [CLS]} and {@code [SEP]} counted
 * @param vocabulary its entries
 * @param layers of the model
 * @param width of its hidden states
 * @param parameters of the model
 * @param done steps of an earlier run that this one goes on from; 0 for a new training
 * @param steps of the whole training
 * @param device that computes, {@code cpu} or {@code cuda}
 * @param precision of matrix products, {@code fp32} or {@code bf16}
 * @param threads that compute
 * @param frequency_loss what {@link TokenFrequencies} alone reach
 */
public record TrainingStart(
    long metrics,
    int training_sentences,
    int validation_sentences,
    long tokens,
    int vocabulary,
    int layers,
    int width,
    long parameters,
    int done,
    int steps,
    String device,
    String precision,
    int threads,
    double frequency_loss) {

  /** Where it stands. */
  public static Path file(Path metrics) {
    return metrics.resolveSibling(metrics.getFileName() + ".start");
  }

  public void write(Path metrics) throws IOException {
    JsonFiles.write(file(metrics), this);
  }
}
