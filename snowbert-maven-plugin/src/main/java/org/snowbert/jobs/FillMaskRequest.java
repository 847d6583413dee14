package org.snowbert.jobs;

import java.nio.file.Path;
import org.snowbert.settings.Hardware;

/**
 * The request of the job {@code fill-mask}, which answers each line of its standard input at once,
 * until the input ends. Paths are absolute.
 *
 * @param model the folder or the zip of the model
 * @param topK the number of words for each mask
 */
public record FillMaskRequest(Path model, int topK, Hardware hardware) {}
