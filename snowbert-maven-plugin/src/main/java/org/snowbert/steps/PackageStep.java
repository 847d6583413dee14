package org.snowbert.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import org.snowbert.incremental.BuildLog;
import org.snowbert.incremental.Fingerprint;
import org.snowbert.incremental.StepName;
import org.snowbert.incremental.StepRecords;
import org.snowbert.internal.Folders;
import org.snowbert.internal.ModelZip;
import org.snowbert.jobs.Layout;
import org.snowbert.model.ModelFolder;
import org.snowbert.onnx.OnnxModel;
import org.snowbert.settings.ModelFormat;
import org.snowbert.settings.Settings;

/**
 * Packages the files of the model, in the formats that the user wants, as the zip of the artifact.
 */
record PackageStep(Settings settings, Layout layout, StepRecords records, BuildLog log)
    implements Step {
  @Override
  public void describe(Fingerprint fingerprint) throws IOException {
    fingerprint
        .parameter("plugin", settings.versions().plugin())
        .parameter("finalName", layout.finalName())
        .parameter("formats", settings.formats())
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
    Path embedded = layout.temporary().resolve("onnx");
    Set<String> made = new HashSet<>(records.of(StepName.TRAIN).outputs().keySet());
    made.addAll(records.of(StepName.DESCRIBE).outputs().keySet());
    SortedMap<String, Path> files = ModelZip.files(layout.model());
    files.values().removeIf(file -> !made.contains(layout.name(file))); // somebody else's files
    Set<ModelFormat> formats = settings.formats();
    if (!formats.contains(ModelFormat.TORCHSCRIPT)) {
      files.keySet().removeAll(ModelFolder.TORCH_SCRIPT_FILES);
    }
    if (!formats.contains(ModelFormat.ONNX)) {
      files.keySet().removeAll(OnnxModel.FILES);
    }
    if (formats.contains(ModelFormat.ONNX_EMBEDDED)) {
      Files.createDirectories(embedded);
      OnnxModel.writeEmbedded(layout.model(), embedded);
      OnnxModel.FILES.forEach(file -> files.put(file, embedded.resolve(file)));
    }
    ModelZip.pack(files, layout.zip(), settings.timestamp());
    Folders.delete(embedded);
    log.info(
        String.format(
            Locale.ROOT,
            "package: %s, %.1f MB",
            layout.name(layout.zip()),
            Files.size(layout.zip()) / 1e6));
  }
}
