package org.snowbert.jobs.results;

import org.jspecify.annotations.Nullable;

/**
 * A training that begins: its data, its model and its hardware.
 *
 * @param metrics the size of {@code metrics.jsonl} before the first new line, in bytes
 * @param training_sentences the number of training sentences
 * @param validation_sentences the number of validation sentences
 * @param tokens the number of tokens of both, {@code [CLS]} and {@code [SEP]} included
 * @param vocabulary the number of entries of the vocabulary
 * @param layers the number of layers of the model
 * @param width the width of its hidden states
 * @param parameters the number of parameters of the model
 * @param done the number of steps that an earlier run has done; 0 for a new training
 * @param steps the number of steps of the whole training
 * @param device the device that computes, {@code cpu} or {@code cuda}
 * @param precision the number type of matrix products, {@code fp32} or {@code bf16}
 * @param fast_bf16 whether the CPU multiplies matrices in bf16 itself
 * @param threads the number of threads that compute
 * @param frequency_loss the validation loss of a guess by token frequencies alone, in nats; null
 *     without validation sentences
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
    boolean fast_bf16,
    int threads,
    @Nullable Double frequency_loss) {}
