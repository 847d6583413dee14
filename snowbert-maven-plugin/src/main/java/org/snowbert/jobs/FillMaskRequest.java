package org.snowbert.jobs;

import org.snowbert.settings.Hardware;

/**
 * The job {@code fill-mask}, which fills each line of its standard input as it comes, until that
 * ends. Paths are absolute.
 *
 * @param model a model folder or the packaged zip
 * @param topK answers for each mask
 */
public record FillMaskRequest(String model, int topK, Hardware hardware) {}
