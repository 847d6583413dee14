package org.snowbert.jobs.results;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;
import org.snowbert.internal.JsonFiles;

/**
 * A line of {@code metrics.jsonl}: a JSON object whose members have the names of the components.
 */
public sealed interface MetricsLine {
  /** The optimizer step, counted from 1: the step itself, or the last one before a validation. */
  int step();

  /** The epoch of the step, counted from 1. */
  int epoch();

  /**
   * A training step.
   *
   * @param steps the number of steps of the whole training
   * @param loss the mean loss of the scored tokens of the step, in nats
   * @param loss_masked the mean loss of the tokens that replace another token, in nats; null unless
   *     every token is scored
   * @param loss_all_positions the same as {@code loss}; null unless every token is scored
   * @param sentences the number of sentences of the step
   * @param tokens the number of tokens of the step, without padding
   * @param step_ms the duration of the step, in milliseconds
   */
  record Step(
      int step,
      int steps,
      int epoch,
      double loss,
      @Nullable Double loss_masked,
      @Nullable Double loss_all_positions,
      double learning_rate,
      int sentences,
      int tokens,
      double step_ms)
      implements MetricsLine {}

  /**
   * An evaluation on the validation sentences after a step, with figures as in {@link Evaluation}.
   */
  record Validation(
      int step,
      int epoch,
      double validation_loss,
      @Nullable Double validation_loss_all_positions,
      double top1,
      double top5)
      implements MetricsLine {
    /** Makes the line of an evaluation. */
    public static Validation of(int step, int epoch, Evaluation evaluation) {
      return new Validation(
          step,
          epoch,
          evaluation.loss(),
          evaluation.loss_all_positions(),
          evaluation.top1(),
          evaluation.top5());
    }

    /**
     * The figures of the line.
     *
     * @param tokens the number of masked tokens, which every evaluation of a training has
     */
    public Evaluation evaluation(long tokens) {
      return Evaluation.of(validation_loss, validation_loss_all_positions, top1, top5, tokens);
    }
  }

  /**
   * Reads a line.
   *
   * @throws JsonParseException if the line is damaged or lacks a number
   */
  static MetricsLine parse(String line) {
    return JsonFiles.parse(
        line,
        json ->
            json.has("validation_loss") ? parse(json, Validation.class) : parse(json, Step.class));
  }

  private static <L extends Record & MetricsLine> L parse(JsonObject json, Class<L> type) {
    for (RecordComponent component : type.getRecordComponents()) {
      // Gson would put 0 where a number is missing.
      if (component.getType().isPrimitive() && !json.has(component.getName())) {
        throw new JsonParseException(component.getName() + " is missing");
      }
    }
    return new Gson().fromJson(json, type);
  }

  /** The line as JSON, without a line break. */
  default String json() {
    return new Gson().toJson(this);
  }
}
