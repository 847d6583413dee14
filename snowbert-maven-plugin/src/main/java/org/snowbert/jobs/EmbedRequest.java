package org.snowbert.jobs;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowbert.settings.Hardware;

/**
 * The job {@code embed}. Paths are absolute.
 *
 * @param model a model folder or the packaged zip
 * @param sentences the {@link SentenceFile}
 * @param output where the vectors are written: CSV if its name ends so, else safetensors
 * @param metadata free text in the header of safetensors
 * @param text whose nearest sentences are wanted; null for none
 * @param topK how many of them
 */
public record EmbedRequest(
    String model,
    String sentences,
    String output,
    Map<String, String> metadata,
    @Nullable String text,
    int topK,
    Hardware hardware) {}
