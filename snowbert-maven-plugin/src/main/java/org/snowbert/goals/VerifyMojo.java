package org.snowbert.goals;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.maven.RepositoryUtils;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.jspecify.annotations.Nullable;
import org.snowbert.jobs.Layout;
import org.snowbert.jobs.results.Evaluation;
import org.snowbert.jobs.results.EvaluationReport;
import org.snowbert.settings.Gates;
import org.snowbert.steps.GateCheck;
import org.snowbert.steps.Pipeline;

/**
 * Fails the build if the packaged model misses a gate.
 *
 * @since 0.1.0
 */
@Mojo(name = "verify", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class VerifyMojo extends BuildingMojo {
  @Override
  void execute(Pipeline pipeline, Layout layout) throws IOException, MojoFailureException {
    EvaluationReport report = pipeline.evaluate();
    Gates required = pipeline.gates();
    List<String> missed = GateCheck.missed(required, report);
    if (!missed.isEmpty()) {
      throw new MojoFailureException(
          String.join("; ", missed)
              + ": train longer, change the parameters, or change the gate in <gates>");
    }
    getLog().info("verify: " + figures(report.figures()));
    getLog().info("verify: gates " + (required.isEmpty() ? "none" : "passed: " + required));
    File zip = layout.zip().toFile();
    getLog().info("verify: %s is %s".formatted(coordinates(zip).orElse("the model"), zip));
    sayTheEnd(pipeline, layout);
  }

  private static String figures(@Nullable Evaluation evaluation) {
    return evaluation == null
        ? "no figures, because no sentences were kept for validation"
        : String.format(
            Locale.ROOT,
            "loss %.4f, perplexity %.2f, top-1 %.4f over %,d masked tokens",
            evaluation.loss(),
            evaluation.perplexity(),
            evaluation.top1(),
            evaluation.tokens());
  }

  /** The coordinates of the zip, if this build made it an artifact of the project. */
  private Optional<String> coordinates(File zip) {
    Artifact main = project().getArtifact();
    if (zip.equals(main.getFile())) {
      return Optional.of(
          String.join(":", main.getGroupId(), main.getArtifactId(), main.getVersion()));
    }
    return project().getAttachedArtifacts().stream()
        .filter(attached -> zip.equals(attached.getFile()))
        .map(attached -> RepositoryUtils.toArtifact(attached).toString())
        .findFirst();
  }
}
