package org.snowbert.maven;

import java.io.IOException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.snowbert.pipeline.Pipeline;
import org.snowbert.pipeline.Step;
import org.snowbert.pipeline.Workspace;

/**
 * Evaluates the packaged model on the masked validation sentences; the figures are in {@code
 * target/snowbert/evaluation.json}.
 *
 * @since 0.1.0
 */
@Mojo(name = "evaluate", defaultPhase = LifecyclePhase.INTEGRATION_TEST, threadSafe = true)
public final class EvaluateMojo extends PipelineMojo {
  @Override
  void execute(Pipeline pipeline, Workspace workspace) throws IOException {
    pipeline.bring(Step.EVALUATE);
  }
}
