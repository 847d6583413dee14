package org.snowbert.goals;

import java.io.IOException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.snowbert.incremental.StepName;
import org.snowbert.jobs.Layout;
import org.snowbert.steps.Pipeline;

/**
 * Draws the masks of the validation sentences and, with static masking, of the training sentences,
 * and writes the masked sentences into {@code target/snowbert/masked}.
 *
 * @since 0.1.0
 */
@Mojo(name = "mask", defaultPhase = LifecyclePhase.GENERATE_RESOURCES, threadSafe = true)
public final class MaskMojo extends BuildingMojo {
  @Override
  void execute(Pipeline pipeline, Layout layout) throws IOException {
    pipeline.bring(StepName.MASK);
  }
}
