package org.snowbert.training;

/**
 * The job {@code evaluate}. Paths are absolute.
 *
 * @param model a model folder or the packaged zip
 * @param masked the masked validation file
 * @param output the file {@code evaluation.json}: loss, perplexity, top1, top5 over {@code tokens}
 *     scored tokens
 */
public record EvaluateRequest(String model, String masked, String output, Hardware hardware) {}
