package org.snowbert.worker.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.snowbert.internal.Folders;
import org.snowbert.jobs.CheckpointRequest;
import org.snowbert.jobs.MaskedFolder;
import org.snowbert.jobs.TokenFolder;
import org.snowbert.jobs.TrainFolder;
import org.snowbert.jobs.TrainRequest;
import org.snowbert.jobs.results.TrainingResults;
import org.snowbert.model.Device;
import org.snowbert.model.GradientPrecision;
import org.snowbert.model.ModelSize;
import org.snowbert.model.Precision;
import org.snowbert.settings.Hardware;
import org.snowbert.settings.Labels;
import org.snowbert.settings.MaskSettings;
import org.snowbert.settings.Masking;
import org.snowbert.settings.OutputBias;
import org.snowbert.settings.Replacement;
import org.snowbert.settings.Rounds;
import org.snowbert.settings.Schedule;
import org.snowbert.settings.TrainSettings;
import org.snowbert.settings.TrainSettingsBuilder;
import org.snowbert.worker.batches.Threads;

/**
 * Trains a model for each line of a file, and prints the validation loss of each. A line has the
 * settings that differ from the defaults below, which are those of the recipe, such as {@code
 * model=MINI batchSize=64}. All models read the same sentences and are scored on the same masks,
 * which {@code snowbert:mask} made.
 *
 * <p>Arguments: the folder {@code target/snowbert} of that build, the file of settings, the number
 * of threads.
 */
public final class SettingsBenchmark {
  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("model", "TINY"),
          Map.entry("outputBias", "FREQUENCIES"),
          Map.entry("epochs", "4"),
          Map.entry("batchSize", "32"),
          Map.entry("workers", "1"),
          Map.entry("localSteps", "0"),
          Map.entry("gradientPrecision", "FP32"),
          Map.entry("outerLearningRate", "1"),
          Map.entry("outerMomentum", "0"),
          Map.entry("learningRate", "2e-3"),
          Map.entry("warmupFraction", "0.1"),
          Map.entry("adamBeta1", "0.9"),
          Map.entry("adamBeta2", "0.999"),
          Map.entry("adamEpsilon", "1e-6"),
          Map.entry("schedule", "LINEAR"),
          Map.entry("weightDecay", "0.01"),
          Map.entry("clipNorm", "1"),
          Map.entry("dropout", "0"),
          Map.entry("maskProbability", "0.4"),
          Map.entry("replacement", "BERT"),
          Map.entry("precision", "FP32"),
          Map.entry("init", ""),
          Map.entry("keep", ""),
          Map.entry("seed", "42"));

  private final Path build;
  private final int threads;

  private SettingsBenchmark(Path build, int threads) {
    this.build = build;
    this.threads = threads;
  }

  public static void main(String[] args) throws IOException {
    SettingsBenchmark benchmark =
        new SettingsBenchmark(Path.of(args[0]), Integer.parseInt(args[2]));
    for (String line : Files.readAllLines(Path.of(args[1]))) {
      if (!line.isBlank()) {
        System.out.println(benchmark.run(line.strip()));
      }
    }
  }

  private String run(String line) throws IOException {
    Map<String, String> given =
        Arrays.stream(line.split("\\s+"))
            .map(setting -> setting.split("=", 2))
            .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
    if (!DEFAULTS.keySet().containsAll(given.keySet())) {
      throw new IllegalArgumentException(line + " has a setting that is none of " + DEFAULTS);
    }
    Map<String, String> all = new HashMap<>(DEFAULTS);
    all.putAll(given);
    Function<String, String> values = name -> Objects.requireNonNull(all.get(name), name);
    TrainSettings settings = settings(values);
    Threads.of(settings).configureEngine();
    Path folder = Files.createTempDirectory("settings");
    long start = System.nanoTime();
    try {
      Training.run(request(folder, settings, values.apply("init")), TrainingFolder.NEVER);
      double seconds = (System.nanoTime() - start) / 1e9;
      TrainFolder trained = new TrainFolder(folder);
      String losses =
          TrainingResults.epochs(trained.metrics()).stream()
              .map(epoch -> String.format(Locale.ROOT, "%.4f", epoch.validation_loss()))
              .collect(Collectors.joining(" "));
      if (!values.apply("keep").isEmpty()) {
        Folders.replace(trained.model(), Path.of(values.apply("keep")));
      }
      return String.format(Locale.ROOT, "%s\t%s\t%.0f s", line, losses, seconds);
    } catch (RuntimeException e) {
      return line + "\t" + e.getMessage();
    } finally {
      Folders.delete(folder);
    }
  }

  private TrainRequest request(Path folder, TrainSettings settings, String init)
      throws IOException {
    return new TrainRequest(
        new TokenFolder(build.resolve("tokens")),
        new MaskedFolder(build.resolve("masked")),
        new TrainFolder(folder),
        init.isEmpty() ? null : Path.of(init),
        List.of(),
        new CheckpointRequest(null, 1, Map.of(), null),
        null,
        settings);
  }

  private TrainSettings settings(Function<String, String> values) {
    Function<String, Double> number = name -> Double.valueOf(values.apply(name));
    Function<String, Integer> count = name -> Integer.valueOf(values.apply(name));
    int localSteps = count.apply("localSteps");
    boolean isNew = values.apply("init").isEmpty();
    MaskSettings masks =
        new MaskSettings(
            Masking.DYNAMIC,
            number.apply("maskProbability"),
            0.15,
            false,
            Replacement.valueOf(values.apply("replacement")),
            Labels.MASKED,
            true,
            Long.parseLong(values.apply("seed")));
    return TrainSettingsBuilder.stagedBuilder()
        .model(isNew ? ModelSize.valueOf(values.apply("model")) : null)
        .outputBias(isNew ? OutputBias.valueOf(values.apply("outputBias")) : null)
        .epochs(count.apply("epochs"))
        .maxSteps(null)
        .batchSize(count.apply("batchSize"))
        .batchTokens(null)
        .gradientAccumulation(1)
        .workers(count.apply("workers"))
        .rounds(
            localSteps == 0
                ? null
                : new Rounds(
                    localSteps, number.apply("outerLearningRate"), number.apply("outerMomentum")))
        .gradientPrecision(GradientPrecision.valueOf(values.apply("gradientPrecision")))
        .learningRate(number.apply("learningRate"))
        .schedule(Schedule.valueOf(values.apply("schedule")))
        .warmupSteps(null)
        .warmupFraction(number.apply("warmupFraction"))
        .adamBeta1(number.apply("adamBeta1"))
        .adamBeta2(number.apply("adamBeta2"))
        .adamEpsilon(number.apply("adamEpsilon"))
        .weightDecay(number.apply("weightDecay"))
        .decayEverything(false)
        .clipNorm(number.apply("clipNorm"))
        .dropout(number.apply("dropout"))
        .shuffle(true)
        .paddedLength(null)
        .maxPositions(512)
        .evaluationSteps(null)
        .patience(null)
        .keepBest(false)
        .checkpointSteps(Integer.MAX_VALUE)
        .masks(masks)
        .hardware(new Hardware(Device.CPU, Precision.valueOf(values.apply("precision")), threads))
        .build();
  }
}
