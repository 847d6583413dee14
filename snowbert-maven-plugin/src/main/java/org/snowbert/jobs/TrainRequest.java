package org.snowbert.jobs;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowbert.jobs.results.TrainingResults;
import org.snowbert.settings.Hardware;
import org.snowbert.settings.TrainSettings;

/**
 * The job {@code train}, as the plugin writes it for the fork. Paths are absolute.
 *
 * @param tokens the folder of the token files and the tokenizer
 * @param masked the folder of the masked files
 * @param metrics the file {@code metrics.jsonl} that is appended to
 * @param model the folder of the finished model, replaced as a whole
 * @param results the file {@code results.json}, a {@link TrainingResults}
 * @param init the folder of the model to start from; null to start from random parameters
 * @param prompts sentences with one {@code [MASK]} that the evaluation will fill
 */
public record TrainRequest(
    String tokens,
    String masked,
    String metrics,
    String model,
    String results,
    @Nullable String init,
    List<String> prompts,
    CheckpointRequest checkpoints,
    TrainSettings settings,
    Hardware hardware) {}
