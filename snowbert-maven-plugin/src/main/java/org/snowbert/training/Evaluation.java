package org.snowbert.training;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.snowbert.AtomicFiles;

/**
 * The content of {@code evaluation.json}.
 *
 * @param loss mean cross-entropy of the scored tokens, in nats
 * @param loss_all_positions the same over every token and the padding, where training scores them
 *     all; absent otherwise
 * @param perplexity the exponential of {@code loss}
 * @param top1 share of scored tokens that are the most probable one
 * @param top5 share of scored tokens among the five most probable
 * @param tokens that were scored
 */
public record Evaluation(
    double loss,
    @Nullable Double loss_all_positions,
    double perplexity,
    double top1,
    double top5,
    long tokens) {

  static void run(EvaluateRequest request) throws IOException {
    Path output = Path.of(request.output());
    Evaluator evaluator =
        new Evaluator(
            Examples.masked(Path.of(request.masked())), request.labels(), request.paddedLength());
    int parts = Threads.of(request.hardware().threads(), Evaluator.BATCH_SIZE).parts();
    try (LoadedModel model = LoadedModel.open(Path.of(request.model()), request.hardware())) {
      Evaluation evaluation = evaluator.evaluate(model.bert(), parts);
      AtomicFiles.write(
          output, new GsonBuilder().setPrettyPrinting().create().toJson(evaluation) + "\n");
    }
  }
}
