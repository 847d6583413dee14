package org.snowbert.jobs;

import java.nio.file.Path;
import org.snowbert.settings.Hardware;

/**
 * The job {@code fill-mask}, which answers each line of its standard input as the line comes, until
 * the input ends. Paths are absolute.
 *
 * @param model a model folder or the packaged zip
 * @param topK answers for each mask
 */
public record FillMaskRequest(Path model, int topK, Hardware hardware) {}
