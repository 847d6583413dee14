package org.snowbert.training;

/**
 * The job {@code fill-mask}. Paths are absolute.
 *
 * @param model a model folder or the packaged zip
 * @param text a prompt with at least one {@code [MASK]}
 * @param topK answers for each mask
 * @param output where the {@link FillMaskAnswer} is written as JSON
 */
public record FillMaskRequest(
    String model, String text, int topK, String output, Hardware hardware) {}
