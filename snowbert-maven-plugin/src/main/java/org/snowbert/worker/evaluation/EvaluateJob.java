package org.snowbert.worker.evaluation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.snowbert.FillMaskAnswer;
import org.snowbert.InvalidInputException;
import org.snowbert.inference.FillMask;
import org.snowbert.inference.LoadedModel;
import org.snowbert.internal.JsonFiles;
import org.snowbert.jobs.EvaluateRequest;
import org.snowbert.jobs.results.Evaluation;
import org.snowbert.jobs.results.EvaluationReport;
import org.snowbert.jobs.results.EvaluationReport.Baseline;
import org.snowbert.jobs.results.EvaluationReport.Fill;
import org.snowbert.settings.Labels;
import org.snowbert.text.Vocabulary;
import org.snowbert.worker.batches.Examples;
import org.snowbert.worker.batches.Threads;

/**
 * The job {@code evaluate}: the figures of a model, its fills, and the figures of a baseline.
 * Without validation sentences the model only fills.
 */
public final class EvaluateJob {
  private final EvaluateRequest request;
  private final Examples examples;
  private final int parts;

  private EvaluateJob(EvaluateRequest request) throws IOException {
    this.request = request;
    this.examples = Examples.masked(request.masked());
    this.parts = Threads.of(request.hardware().threads(), Evaluator.BATCH_SIZE).parts();
  }

  /** Evaluates, and writes {@code evaluation.json}. */
  public static void run(EvaluateRequest request) throws IOException {
    JsonFiles.write(request.output(), new EvaluateJob(request).run().toJson());
  }

  private EvaluationReport run() throws IOException {
    Vocabulary vocabulary;
    Evaluation figures = null;
    List<Fill> fills;
    try (LoadedModel model = LoadedModel.open(request.model(), request.hardware().accelerator())) {
      vocabulary = model.vocabulary();
      if (examples.count() > 0) {
        figures =
            new Evaluator(examples, request.labels(), request.paddedLength())
                .evaluate(model.bert(), parts, () -> {});
      }
      fills = fills(model);
    }
    // The model is closed before the baseline is opened: one model may fill half of the memory.
    Baseline baseline =
        request.baseline() == null ? null : baseline(request.baseline(), vocabulary);
    return new EvaluationReport(figures, fills, baseline);
  }

  private List<Fill> fills(LoadedModel model) {
    List<Fill> fills = new ArrayList<>();
    for (EvaluateRequest.Prompt prompt : request.prompts()) {
      FillMaskAnswer answer = FillMask.fill(model, List.of(prompt.text()), prompt.topK()).get(0);
      fills.add(new Fill(prompt.text(), answer.masks().get(0)));
    }
    return fills;
  }

  private Baseline baseline(EvaluateRequest.Baseline baseline, Vocabulary vocabulary)
      throws IOException {
    try (LoadedModel model = LoadedModel.open(baseline.model(), request.hardware().accelerator())) {
      if (!model.vocabulary().equals(vocabulary)) {
        throw new InvalidInputException(
            "the baseline %s of <gates> has another vocabulary, and losses over different tokens cannot be compared: train with its vocab.txt as snowbert.vocabulary, or leave the baseline out"
                .formatted(baseline.name()));
      }
      return new Baseline(
          baseline.name(),
          new Evaluator(examples, Labels.MASKED, null).evaluate(model.bert(), parts, () -> {}));
    }
  }
}
