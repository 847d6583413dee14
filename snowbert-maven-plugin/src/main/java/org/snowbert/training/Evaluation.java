package org.snowbert.training;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Path;
import org.snowbert.AtomicFiles;
import org.snowbert.model.Bert;

/**
 * The content of {@code evaluation.json}.
 *
 * @param loss mean cross-entropy of the scored tokens, in nats
 * @param perplexity its exponential
 * @param top1 share of scored tokens that are the most probable one
 * @param top5 share of scored tokens among the five most probable
 * @param tokens that were scored
 */
public record Evaluation(double loss, double perplexity, double top1, double top5, long tokens) {

  static void run(EvaluateRequest request) throws IOException {
    Path output = Path.of(request.output());
    Examples validation = Examples.masked(Path.of(request.masked()));
    try (LoadedModel model = LoadedModel.open(Path.of(request.model()), request.hardware())) {
      Bert.Score score = Evaluator.evaluate(model.bert(), validation);
      Evaluation evaluation =
          new Evaluation(
              score.meanLoss(),
              Math.exp(score.meanLoss()),
              (double) score.top1() / score.tokens(),
              (double) score.top5() / score.tokens(),
              score.tokens());
      AtomicFiles.write(
          output, new GsonBuilder().setPrettyPrinting().create().toJson(evaluation) + "\n");
    }
  }
}
