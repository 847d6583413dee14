package org.snowbert.goals;

import java.io.IOException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.snowbert.incremental.StepName;
import org.snowbert.jobs.Layout;
import org.snowbert.steps.Pipeline;

/**
 * Evaluates the packaged model on the masked validation sentences, and writes the figures into
 * {@code target/snowbert/evaluation.json}. If no sentences were kept for validation, it only fills
 * the sentences of the gates.
 *
 * @since 0.1.0
 */
@Mojo(name = "evaluate", defaultPhase = LifecyclePhase.INTEGRATION_TEST, threadSafe = true)
public final class EvaluateMojo extends BuildingMojo {
  @Override
  void execute(Pipeline pipeline, Layout layout) throws IOException {
    pipeline.bring(StepName.EVALUATE);
  }
}
