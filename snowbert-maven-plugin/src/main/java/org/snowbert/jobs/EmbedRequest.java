package org.snowbert.jobs;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowbert.settings.Hardware;

/**
 * The request of the job {@code embed}. Paths are absolute.
 *
 * @param model the folder or the zip of the model
 * @param sentences the {@link SentenceFile} to read
 * @param output the file into which the vectors are written: CSV if its name ends in {@code .csv},
 *     otherwise safetensors
 * @param metadata texts for the header of a safetensors file, by name
 * @param text the sentence whose nearest sentences are searched; null to search none
 * @param topK the number of nearest sentences
 */
public record EmbedRequest(
    Path model,
    Path sentences,
    Path output,
    Map<String, String> metadata,
    @Nullable String text,
    int topK,
    Hardware hardware) {}
