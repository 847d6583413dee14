package org.snowbert.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.incremental.Fingerprint;
import org.snowbert.incremental.StepName;
import org.snowbert.incremental.StepRecord;
import org.snowbert.incremental.StepRecords;
import org.snowbert.internal.Folders;
import org.snowbert.onnx.GoldenModel;
import org.snowbert.onnx.OnnxModel;
import org.snowbert.settings.ModelFormat;

/** The zip has the files of the formats that the user wants. */
final class PackageStepTest {
  private final SmallProject project;
  private final StepRecords records;

  PackageStepTest(@TempDir Path folder) throws IOException {
    project = new SmallProject(folder);
    Path model = Files.createDirectories(project.layout.model());
    GoldenModel.copy("single", model, "config.json", "model.safetensors");
    OnnxModel.write(model);
    Files.writeString(model.resolve("model.pt"), "TorchScript");
    Files.writeString(model.resolve("serving.properties"), "engine=PyTorch");
    records = new StepRecords(project.layout.records(), project.layout::name);
    record(StepName.TRAIN, Folders.files(model));
    record(StepName.DESCRIBE, List.of());
    Files.writeString(model.resolve(".DS_Store"), "left by a file manager");
  }

  private void record(StepName step, List<Path> outputs) throws IOException {
    records.write(
        step,
        new StepRecord(
            Collections.emptyMap(), Collections.emptyMap(), records.stamps(outputs, null)));
  }

  private List<? extends ZipEntry> pack(Set<ModelFormat> formats) throws IOException {
    project.settings.formats = formats;
    new PackageStep(project.settings.build(), project.layout, records, project.log)
        .run(new Fingerprint(null));
    try (ZipFile zip = new ZipFile(project.layout.zip().toFile())) {
      return zip.stream().toList();
    }
  }

  private static List<String> names(List<? extends ZipEntry> entries) {
    return entries.stream().map(ZipEntry::getName).toList();
  }

  @Test
  void bothFormatsAreThereUnlessTheUserSaysOtherwise() throws IOException {
    assertThat(names(pack(EnumSet.of(ModelFormat.TORCHSCRIPT, ModelFormat.ONNX))))
        .containsExactly(
            "config.json",
            "encoder.onnx",
            "model.onnx",
            "model.pt",
            "model.safetensors",
            "serving.properties");
  }

  @Test
  void oneFormatLeavesOutTheFilesOfTheOther() throws IOException {
    assertThat(names(pack(EnumSet.of(ModelFormat.ONNX))))
        .containsExactly("config.json", "encoder.onnx", "model.onnx", "model.safetensors");
    assertThat(names(pack(EnumSet.of(ModelFormat.TORCHSCRIPT))))
        .containsExactly("config.json", "model.pt", "model.safetensors", "serving.properties");
  }

  @Test
  void embeddedFilesHoldTheParameters() throws IOException {
    long parameters = Files.size(project.layout.model().resolve("model.safetensors"));
    assertThat(pack(EnumSet.of(ModelFormat.ONNX_EMBEDDED)))
        .filteredOn(entry -> entry.getName().equals("model.onnx"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.getSize()).isGreaterThan(parameters * 9 / 10));
    assertThat(project.layout.temporary().resolve("onnx")).doesNotExist();
  }
}
