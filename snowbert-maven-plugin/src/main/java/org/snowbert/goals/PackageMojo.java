package org.snowbert.goals;

import java.io.File;
import java.io.IOException;
import java.util.Objects;
import java.util.Properties;
import javax.inject.Inject;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.snowbert.InvalidInputException;
import org.snowbert.incremental.StepName;
import org.snowbert.jobs.Layout;
import org.snowbert.steps.Pipeline;

/**
 * Packages the model as a zip. The zip is the project's main artifact in packaging {@code
 * bert-model}, and an attached artifact in any other packaging.
 *
 * @since 0.1.0
 */
@SuppressWarnings("NullAway.Init") // Maven sets the fields
@Mojo(name = "package", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true)
public final class PackageMojo extends BuildingMojo {
  private static final String ZIP = "zip";

  /**
   * Whether the model is attached to the project, in a packaging other than {@code bert-model}. An
   * attached model is installed and deployed together with the project.
   *
   * <p>Values: {@code true} or {@code false}. Example: {@code -Dsnowbert.attach=false}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.attach", defaultValue = "true")
  private boolean attach;

  @Inject private MavenProjectHelper projects;

  @Override
  void execute(Pipeline pipeline, Layout layout) throws IOException {
    boolean main = isMainArtifact(layout);
    if (main && !attach) {
      throw new InvalidInputException(
          "snowbert.attach is false, but in packaging bert-model the model is the project's main artifact: leave it out, or use packaging pom");
    }
    requireOwnFile(layout);
    pipeline.bring(StepName.PACKAGE);
    File zip = layout.zip().toFile();
    if (main) {
      project().getArtifact().setFile(zip);
    } else if (attach) {
      // Without the extensions of this plugin, Maven does not know the type bert-model and would
      // make it the file's extension. In a repository, both are <artifactId>-<version>.zip.
      projects.attachArtifact(project(), ZIP, classifier, zip);
    }
  }

  /**
   * Refuses a zip that is already the file of another artifact, which would be replaced.
   *
   * @throws InvalidInputException if there is such an artifact
   */
  private void requireOwnFile(Layout layout) {
    File zip = layout.zip().toFile();
    if (context().put(zip, true) != null) {
      return; // this goal attached it
    }
    for (Artifact other : project().getAttachedArtifacts()) {
      boolean sameName =
          other.getType().equals(ZIP) && Objects.equals(classifier, other.getClassifier());
      if (zip.equals(other.getFile()) || (sameName && !isMainArtifact(layout))) {
        throw new InvalidInputException(
            "the model would be %s, but another plugin has attached %s as %s: give the model a <classifier> of its own"
                .formatted(zip.getName(), other.getFile(), other));
      }
    }
  }

  @Override
  void skipped() {
    if (isOfPackaging()) {
      Properties properties = project().getProperties();
      properties.setProperty("maven.install.skip", "true");
      properties.setProperty("maven.deploy.skip", "true");
    }
  }
}
