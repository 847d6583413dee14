package org.snowbert.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.snowbert.Folders;
import org.snowbert.ModelZip;

/** From the model's folder to the artifact's file. */
record PackageTask(Settings settings, Workspace workspace, States states, BuildLog log)
    implements Task {
  @Override
  public void describe(Fingerprint fingerprint) throws IOException {
    fingerprint
        .parameter("plugin", settings.versions().plugin())
        .parameter("finalName", workspace.finalName())
        .parameter("project.build.outputTimestamp", settings.timestamp())
        .outputs(states.of(Step.TRAIN), name -> name.startsWith("model/"))
        .outputs(states.of(Step.DESCRIBE), name -> true);
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
