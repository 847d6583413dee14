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

/** Packages the model's folder as the zip of the artifact. */
record PackageStep(Settings settings, Layout layout, StepRecords records, BuildLog log)
    implements Step {
  @Override
  public void describe(Fingerprint fingerprint) throws IOException {
    fingerprint
        .parameter("plugin", settings.versions().plugin())
        .parameter("finalName", layout.finalName())
        .parameter("project.build.outputTimestamp", settings.timestamp())
        .outputs(records.of(StepName.TRAIN), name -> name.startsWith("model/"))
        .outputs(records.of(StepName.DESCRIBE), name -> true);
  }

  @Override
  public List<Path> outputs() throws IOException {
    return Folders.files(layout.zip());
  }

  @Override
  public void run(Fingerprint fingerprint) throws IOException {
    ModelZip.pack(layout.model(), layout.zip(), settings.timestamp());
    log.info(
        String.format(
            Locale.ROOT,
            "package: %s, %.1f MB",
            layout.name(layout.zip()),
            Files.size(layout.zip()) / 1e6));
  }
}
