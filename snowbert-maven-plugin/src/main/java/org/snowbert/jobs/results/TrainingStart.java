package org.snowbert.jobs.results;

/**
 * What a training is about to do.
 *
 * @param metrics bytes of {@code metrics.jsonl} before the first line to come
 * @param training_sentences sentences to train on
 * @param validation_sentences sentences to evaluate with
 * @param tokens of both, {@code [CLS]} and {@code [SEP]} counted
 * @param vocabulary entries of the vocabulary
 * @param layers of the model
 * @param width of its hidden states
 * @param parameters of the model
 * @param done steps of an earlier run that this one goes on from; 0 for a new training
 * @param steps of the whole training
 * @param device that computes, {@code cpu} or {@code cuda}
 * @param precision of matrix products, {@code fp32} or {@code bf16}
 * @param threads that compute
 * @param frequency_loss the validation loss of guessing token frequencies alone
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
    double frequency_loss) {}
