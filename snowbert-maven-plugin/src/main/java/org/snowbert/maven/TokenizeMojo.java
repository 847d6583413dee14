package org.snowbert.maven;

import java.io.IOException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.snowbert.pipeline.Pipeline;
import org.snowbert.pipeline.Step;
import org.snowbert.pipeline.Workspace;

/**
 * Splits the sentences into training and validation and turns them into tokens, in {@code
 * target/snowbert/tokens}.
 *
 * @since 0.1.0
 */
@Mojo(name = "tokenize", defaultPhase = LifecyclePhase.PROCESS_SOURCES, threadSafe = true)
public final class TokenizeMojo extends PipelineMojo {
  @Override
  void execute(Pipeline pipeline, Workspace workspace) throws IOException {
    pipeline.bring(Step.TOKENIZE);
  }
}
