package org.snowbert.maven;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.snowbert.pipeline.Gates;
import org.snowbert.pipeline.Pipeline;
import org.snowbert.pipeline.Workspace;
import org.snowbert.training.Evaluation;

/**
 * Fails the build when the packaged model's evaluation misses a gate.
 *
 * @since 0.1.0
 */
@Mojo(name = "verify", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class VerifyMojo extends PipelineMojo {
  @Override
  void execute(Pipeline pipeline, Workspace workspace) throws IOException, MojoFailureException {
    Evaluation evaluation = pipeline.evaluate();
    Gates required = gates();
    List<String> missed = required.missedBy(evaluation);
    if (!missed.isEmpty()) {
      throw new MojoFailureException(
          String.join("; ", missed) + ": train longer or otherwise, or move the gate in <gates>");
    }
    getLog()
        .info(
            String.format(
                Locale.ROOT,
                "verify: loss %.4f, perplexity %.2f, top-1 %.4f over %,d masked tokens",
                evaluation.loss(),
                evaluation.perplexity(),
                evaluation.top1(),
                evaluation.tokens()));
    getLog().info("verify: gates " + (required.isEmpty() ? "none" : "passed: " + required));
    Artifact artifact = project().getArtifact();
    getLog()
        .info(
            "verify: %s:%s:%s is %s"
                .formatted(
                    artifact.getGroupId(),
                    artifact.getArtifactId(),
                    artifact.getVersion(),
                    workspace.zip()));
  }
}
