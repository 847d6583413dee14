package org.snowbert.steps;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.snowbert.incremental.BuildLog;
import org.snowbert.incremental.Fingerprint;
import org.snowbert.incremental.StepName;
import org.snowbert.incremental.StepRecords;
import org.snowbert.internal.Folders;
import org.snowbert.internal.JsonFiles;
import org.snowbert.jobs.EvaluateRequest;
import org.snowbert.jobs.Job;
import org.snowbert.jobs.JobDispatcher;
import org.snowbert.jobs.Layout;
import org.snowbert.jobs.results.Evaluation;
import org.snowbert.jobs.results.EvaluationReport;
import org.snowbert.settings.Gates;
import org.snowbert.settings.ModelFiles;
import org.snowbert.settings.Settings;

/** Evaluates the packaged model on the masked validation sentences, if there are any. */
record EvaluateStep(
    Settings settings, Layout layout, StepRecords records, JobDispatcher jobs, BuildLog log)
    implements Step {
  @Override
  public void describe(Fingerprint fingerprint) throws IOException {
    fingerprint
        .parameter("plugin", settings.versions().plugin())
        .parameter("engine", settings.versions().engine())
        .settings(settings.evaluate());
    for (Gates.Fill fill : settings.gates().fills()) {
      fingerprint.parameter("words for '" + fill.text() + "'", fill.within());
    }
    Gates.Baseline baseline = settings.gates().baseline();
    if (baseline != null) {
      fingerprint.parameter("baseline", baseline.name());
      ModelFiles.describe(fingerprint, "baseline", baseline.model());
    }
    fingerprint
        .outputs(records.of(StepName.PACKAGE), name -> true)
        .outputs(records.of(StepName.MASK), layout.name(layout.masked().validation())::equals);
  }

  @Override
  public List<Path> outputs() throws IOException {
    return Folders.files(layout.evaluation());
  }

  @Override
  public void run(Fingerprint fingerprint) throws IOException {
    Gates gates = settings.gates();
    Gates.Baseline baseline = gates.baseline();
    jobs.run(
        Job.EVALUATE,
        new EvaluateRequest(
            layout.zip(),
            layout.masked().validation(),
            layout.evaluation(),
            settings.evaluate().labels(),
            settings.evaluate().paddedLength(),
            gates.fills().stream()
                .map(fill -> new EvaluateRequest.Prompt(fill.text(), fill.within()))
                .toList(),
            baseline == null
                ? null
                : new EvaluateRequest.Baseline(baseline.name(), baseline.model()),
            settings.evaluate().hardware()));
    Evaluation evaluation = JsonFiles.read(layout.evaluation(), EvaluationReport::of).figures();
    if (evaluation == null) {
      log.info("evaluate: there are no validation sentences, so there are no figures");
      return;
    }
    log.info(
        String.format(
            Locale.ROOT,
            "evaluate: loss %.4f, perplexity %.2f, top-1 %.4f, top-5 %.4f over %,d tokens",
            evaluation.loss(),
            evaluation.perplexity(),
            evaluation.top1(),
            evaluation.top5(),
            evaluation.tokens()));
  }
}
