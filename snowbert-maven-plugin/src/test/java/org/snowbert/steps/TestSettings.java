package org.snowbert.steps;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.snowbert.corpus.Filter;
import org.snowbert.corpus.Source;
import org.snowbert.model.Device;
import org.snowbert.model.Precision;
import org.snowbert.settings.EvaluateSettings;
import org.snowbert.settings.FetchSettings;
import org.snowbert.settings.Gates;
import org.snowbert.settings.Hardware;
import org.snowbert.settings.InitialModel;
import org.snowbert.settings.ModelFormat;
import org.snowbert.settings.Project;
import org.snowbert.settings.Schedule;
import org.snowbert.settings.Settings;
import org.snowbert.settings.SettingsBuilder;
import org.snowbert.settings.SmallTrainSettings;
import org.snowbert.settings.SoftwareVersions;
import org.snowbert.settings.TokenizeSettings;
import org.snowbert.settings.TrainSettings;
import org.snowbert.text.TokenizerConfig;

/** The settings of a build with a small workbook, whose fields a test changes one by one. */
public final class TestSettings {
  final Path workbook;
  public double learningRate = 5e-5;
  double maskProbability = 0.15;
  public double validationFraction = 0.25;
  boolean dynamicMasking = true;
  Set<ModelFormat> formats = EnumSet.of(ModelFormat.TORCHSCRIPT, ModelFormat.ONNX);
  @Nullable Integer checkpointSteps;
  @Nullable Path vocabulary;
  @Nullable InitialModel init;
  Filter filter = Filter.NONE;
  TokenizerConfig segmentation = TokenizerConfig.JAPANESE;
  Gates gates = Gates.NONE;
  String version = "1.0";
  @Nullable String classifier;
  Project.@Nullable Revision revision = new Project.Revision("4289955", false);
  @Nullable String license;

  TestSettings(Path workbook) throws IOException {
    this.workbook = workbook;
    writeWorkbook(40);
  }

  void writeWorkbook(int rows) throws IOException {
    try (XSSFWorkbook book = new XSSFWorkbook()) {
      XSSFSheet sheet = book.createSheet("Sheet1");
      sheet.createRow(0).createCell(0).setCellValue(Source.EASY_JAPANESE);
      for (int i = 1; i <= rows; i++) {
        sheet.createRow(i).createCell(0).setCellValue("今日は" + i + "冊の本を読みます。");
      }
      try (OutputStream out = Files.newOutputStream(workbook)) {
        book.write(out);
      }
    }
  }

  public Settings build() {
    Source source =
        new Source(
            "own", workbook.toUri(), null, null, null, List.of(Source.EASY_JAPANESE), license);
    SmallTrainSettings training = new SmallTrainSettings();
    training.masks = training.masks.withMaskProbability(maskProbability);
    training.redraw = dynamicMasking;
    training.epochs = 1;
    training.learningRate = learningRate;
    training.schedule = Schedule.LINEAR;
    training.checkpointSteps = checkpointSteps;
    training.hardware = new Hardware(Device.CPU, Precision.FP32, 1);
    TrainSettings train = training.build();
    boolean learned = vocabulary == null && init == null;
    return SettingsBuilder.stagedBuilder()
        .fetch(new FetchSettings(List.of(source), null, segmentation, filter))
        .tokenize(
            new TokenizeSettings(
                vocabulary, learned ? 200 : null, segmentation, validationFraction, 128, 42))
        .train(init == null ? train : train.withModel(null))
        .init(init)
        .evaluate(
            new EvaluateSettings(
                train.masks().labels(), train.paddedLength(), train.hardware(), gates))
        .choices(null)
        .resume(true)
        .checkpointsToKeep(2)
        .cluster(null)
        .formats(formats)
        .timestamp(null)
        .project(
            new Project(
                "org.example",
                "own",
                version,
                classifier,
                "Own",
                "A model of one's own.",
                List.of(new Project.License("Apache-2.0", "https://example.org/licence")),
                "https://example.org/own",
                revision))
        .versions(
            new SoftwareVersions(
                "1.0",
                "fake engine",
                "linux-x86_64",
                new TreeMap<>(Map.of("org.example:lib", "3"))))
        .build();
  }
}
