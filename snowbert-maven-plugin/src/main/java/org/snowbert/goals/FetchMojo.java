package org.snowbert.goals;

import java.io.IOException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.snowbert.incremental.StepName;
import org.snowbert.jobs.Layout;
import org.snowbert.steps.Pipeline;

/**
 * Fetches the sources of the corpus, and writes their normalised sentences into {@code
 * target/snowbert/corpus}, one per line.
 *
 * @since 0.1.0
 */
@Mojo(name = "fetch", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
public final class FetchMojo extends BuildingMojo {
  @Override
  void execute(Pipeline pipeline, Layout layout) throws IOException {
    pipeline.bring(StepName.FETCH);
  }
}
