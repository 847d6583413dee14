package org.snowbert.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.snowbert.incremental.BuildLog;
import org.snowbert.incremental.Fingerprint;
import org.snowbert.incremental.StepName;
import org.snowbert.incremental.StepRecords;
import org.snowbert.internal.Folders;
import org.snowbert.internal.ModelZip;
import org.snowbert.jobs.Layout;
import org.snowbert.settings.Settings;

/** From the model's folder to the artifact's file. */
record PackageStep(Settings settings, Layout workspace, StepRecords states, BuildLog log)
    implements Step {
  @Override
  public void describe(Fingerprint fingerprint) throws IOException {
    fingerprint
        .parameter("plugin", settings.versions().plugin())
        .parameter("finalName", workspace.finalName())
        .parameter("project.build.outputTimestamp", settings.timestamp())
        .outputs(states.of(StepName.TRAIN), name -> name.startsWith("model/"))
        .outputs(states.of(StepName.DESCRIBE), name -> true);
  }

  @Override
  public List<Path> outputs() throws IOException {
    return Folders.files(workspace.zip());
  }

  @Override
  public void run(Fingerprint fingerprint) throws IOException {
    ModelZip.pack(workspace.model(), workspace.zip(), settings.timestamp());
    log.info(
        String.format(
            Locale.ROOT,
            "package: %s, %.1f MB",
            workspace.name(workspace.zip()),
            Files.size(workspace.zip()) / 1e6));
  }
}
