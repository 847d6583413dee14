package org.snowbert.goals;

import java.io.IOException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.snowbert.incremental.StepName;
import org.snowbert.jobs.Layout;
import org.snowbert.steps.Pipeline;

/**
 * Splits the sentences into a training and a validation part, turns them into tokens, and writes
 * these into {@code target/snowbert/tokens}.
 *
 * @since 0.1.0
 */
@Mojo(name = "tokenize", defaultPhase = LifecyclePhase.PROCESS_SOURCES, threadSafe = true)
public final class TokenizeMojo extends BuildingMojo {
  @Override
  void execute(Pipeline pipeline, Layout layout) throws IOException {
    pipeline.bring(StepName.TOKENIZE);
  }
}
