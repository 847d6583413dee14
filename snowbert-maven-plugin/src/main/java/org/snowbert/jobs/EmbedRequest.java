package org.snowbert.jobs;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowbert.settings.Hardware;

/**
 * The job {@code embed}. Paths are absolute.
 *
 * @param model a model folder or the packaged zip
 * @param sentences a {@link SentenceFile}
 * @param output the file into which the vectors are written: CSV if its name ends so, else
 *     safetensors
 * @param metadata free text for the header of safetensors
 * @param text the sentence whose nearest sentences are wanted; null for none
 * @param topK how many nearest sentences are wanted
 */
public record EmbedRequest(
    Path model,
    Path sentences,
    Path output,
    Map<String, String> metadata,
    @Nullable String text,
    int topK,
    Hardware hardware) {}
