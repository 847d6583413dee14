package org.snowbert.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.snowbert.masking.MaskSettings;
import org.snowbert.masking.MaskedFile;
import org.snowbert.masking.Masker;
import org.snowbert.model.Device;
import org.snowbert.model.Precision;
import org.snowbert.text.TokenFile;
import org.snowbert.text.Tokenization;
import org.snowbert.text.TokenizeRequest;
import org.snowbert.text.Vocabulary;

/** Trainings on given sentences, in this process. */
final class SmallTraining {
  final SettingsBuilder settings = new SettingsBuilder();
  List<String> prompts = List.of();
  private final Path folder;

  SmallTraining(Path folder, List<String> sentences) throws IOException {
    this.folder = folder;
    Files.write(folder.resolve("sentences.txt"), sentences);
    Tokenization.run(
        new TokenizeRequest(
            folder.resolve("sentences.txt").toString(),
            folder.resolve("tokens").toString(),
            null,
            1000,
            0.2,
            42,
            128));
  }

  /** What the current settings ask for, masked as they say. */
  TrainRequest request() throws IOException {
    mask("train.safetensors", settings.masks);
    mask("validation.safetensors", settings.masks.forValidation());
    Files.createDirectories(folder.resolve("out"));
    return new TrainRequest(
        folder.resolve("tokens").toString(),
        folder.resolve("masked").toString(),
        folder.resolve("out/checkpoints").toString(),
        folder.resolve("out/metrics.jsonl").toString(),
        folder.resolve("out/model").toString(),
        folder.resolve("out/results.json").toString(),
        null,
        prompts,
        "key",
        true,
        settings.build(),
        new Hardware(Device.CPU, Precision.AUTO, 2));
  }

  private void mask(String name, MaskSettings masks) throws IOException {
    Path tokens = folder.resolve("tokens");
    Files.createDirectories(folder.resolve("masked"));
    MaskedFile.write(
        folder.resolve("masked").resolve(name),
        TokenFile.open(tokens.resolve(name)),
        new Masker(masks, Vocabulary.read(tokens.resolve("vocab.txt"))),
        42,
        name);
  }
}
