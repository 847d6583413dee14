package org.snowbert.worker.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.snowbert.jobs.CheckpointRequest;
import org.snowbert.jobs.MaskedFolder;
import org.snowbert.jobs.TokenFolder;
import org.snowbert.jobs.TokenizeRequest;
import org.snowbert.jobs.TrainFolder;
import org.snowbert.jobs.TrainRequest;
import org.snowbert.jobs.results.Checkpoint;
import org.snowbert.masking.MaskedFile;
import org.snowbert.masking.Masker;
import org.snowbert.model.Device;
import org.snowbert.model.Precision;
import org.snowbert.settings.Hardware;
import org.snowbert.settings.MaskSettings;
import org.snowbert.settings.SmallTrainSettings;
import org.snowbert.settings.TokenizeSettings;
import org.snowbert.text.TokenizerConfig;
import org.snowbert.text.Vocabulary;
import org.snowbert.tokens.TokenFile;
import org.snowbert.tokens.Tokenization;

/** A folder with the files that a small training needs. */
public record TrainingFolder(Path path) {
  public static final StopRequest NEVER = new StopRequest(() -> {});
  public static final Hardware CPU = new Hardware(Device.CPU, Precision.AUTO, 2);

  /** Prepares sentences in which the first word decides the last word. */
  public static TrainingFolder make(Path folder) throws IOException {
    return make(folder, 0.2);
  }

  /** Prepares these sentences, and holds a share of them out. */
  static TrainingFolder make(Path folder, double validationFraction) throws IOException {
    List<String> animals = List.of("犬", "猫", "鳥", "馬", "魚");
    List<String> places = List.of("庭", "家", "空", "山", "川");
    List<String> sentences =
        IntStream.range(0, 200)
            .mapToObj(i -> animals.get(i % 5) + "が" + i + "匹、" + places.get(i % 5) + "にいます。")
            .toList();
    TrainingFolder trainings = tokenized(folder, sentences, validationFraction);
    MaskSettings masks = new SmallTrainSettings().masks;
    trainings.mask("train", masks);
    trainings.mask("validation", masks);
    return trainings;
  }

  /** Prepares the given sentences, which are not masked yet. */
  static TrainingFolder tokenized(Path folder, List<String> sentences) throws IOException {
    return tokenized(folder, sentences, 0.2);
  }

  private static TrainingFolder tokenized(
      Path folder, List<String> sentences, double validationFraction) throws IOException {
    Files.write(folder.resolve("sentences.txt"), sentences);
    Tokenization.run(
        new TokenizeRequest(
            folder.resolve("sentences.txt"),
            new TokenFolder(folder.resolve("tokens")),
            null,
            new TokenizeSettings(
                null, 1000, TokenizerConfig.JAPANESE, validationFraction, 128, 42)));
    return new TrainingFolder(folder);
  }

  void mask(String part, MaskSettings settings) throws IOException {
    Path tokens = path.resolve("tokens");
    Files.createDirectories(path.resolve("masked"));
    String name = part + ".safetensors";
    MaskedFile.write(
        path.resolve("masked").resolve(name),
        TokenFile.open(tokens.resolve(name)),
        new Masker(settings, Vocabulary.read(tokens.resolve("vocab.txt"))),
        42,
        "mask/" + part);
  }

  /** Masks the sentences as the settings say, and requests a training in the folder {@code out}. */
  TrainRequest masked(SmallTrainSettings settings, String... prompts) throws IOException {
    mask("train", settings.masks);
    mask("validation", settings.masks.forValidation());
    Path last = last(path.resolve("out/checkpoints"));
    return request("out", settings, last, null, List.of(prompts));
  }

  /**
   * Requests a training in a folder. It goes on from the last checkpoint there, if there is one.
   */
  public TrainRequest request(String name, SmallTrainSettings settings) throws IOException {
    Path checkpoints = path.resolve(name).resolve("checkpoints");
    return request(name, settings, last(checkpoints), null);
  }

  public TrainRequest request(
      String name, SmallTrainSettings settings, @Nullable Path from, @Nullable Path copies)
      throws IOException {
    return request(name, settings, from, copies, List.of());
  }

  private TrainRequest request(
      String name,
      SmallTrainSettings settings,
      @Nullable Path from,
      @Nullable Path copies,
      List<String> prompts)
      throws IOException {
    Path out = Files.createDirectories(path.resolve(name));
    return new TrainRequest(
        new TokenFolder(path.resolve("tokens")),
        new MaskedFolder(path.resolve("masked")),
        new TrainFolder(out),
        null,
        prompts,
        new CheckpointRequest(copies, 2, Map.of("seed", Long.toString(settings.seed)), from),
        null,
        settings.build());
  }

  private static @Nullable Path last(Path checkpoints) throws IOException {
    return Checkpoint.folders(checkpoints).stream()
        .max(
            Comparator.comparing(
                folder -> Integer.valueOf(folder.toString().replaceFirst(".*-", ""))))
        .orElse(null);
  }
}
