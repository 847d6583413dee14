package org.snowbert.goals;

import java.io.IOException;
import java.util.Locale;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.snowbert.incremental.StepName;
import org.snowbert.jobs.Layout;
import org.snowbert.jobs.results.Evaluation;
import org.snowbert.steps.Pipeline;

/**
 * Trains the model in a separate JVM. It writes the model into {@code target/snowbert/model} and
 * the metrics into {@code target/snowbert/metrics.jsonl}.
 *
 * @since 0.1.0
 */
@Mojo(name = "train", defaultPhase = LifecyclePhase.COMPILE, threadSafe = true)
public final class TrainMojo extends BuildingMojo {
  @Override
  void execute(Pipeline pipeline, Layout layout) throws IOException {
    pipeline.bring(StepName.TRAIN);
    pipeline.bring(StepName.DESCRIBE);
    if (isMainArtifact(layout) && isNeededByOthers()) {
      // A build such as mvn test ends before the phase package.
      pipeline.bring(StepName.PACKAGE);
      project().getArtifact().setFile(layout.zip().toFile());
    }
    if (isOfTheCommandLine()) { // in a lifecycle, the goal verify says it
      Evaluation validation = pipeline.outcome().results().validation();
      if (validation != null) {
        getLog()
            .info(
                String.format(
                    Locale.ROOT,
                    "train: validation loss %.4f, top-1 %.4f over %,d masked tokens",
                    validation.loss(),
                    validation.top1(),
                    validation.tokens()));
      }
      getLog().info("train: the model is in " + layout.model());
      sayTheEnd(pipeline, layout);
    }
  }
}
