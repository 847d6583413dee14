package org.snowbert.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.snowbert.jobs.results.TrainingStart;
import org.snowbert.model.ModelSize;
import org.snowbert.settings.Cluster;
import org.snowbert.settings.Labels;
import org.snowbert.settings.MaskSettings;
import org.snowbert.settings.Replacement;
import org.snowbert.settings.Schedule;
import org.snowbert.settings.Settings;
import org.snowbert.settings.TrainSettings;

/** Says, before a training starts, what will be trained and how. */
public record TrainingAnnouncement(Settings settings, TrainingStart start) {
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("train: about to train");
    lines.add("  data      " + data());
    lines.add("  model     " + model());
    lines.add("  masks     " + masks());
    lines.add("  training  " + training());
    String evaluations = evaluations();
    if (!evaluations.isEmpty()) {
      lines.add("  evaluates " + evaluations);
    }
    if (settings.choices() != null) {
      lines.add("  recipe    " + settings.choices());
    }
    lines.add("  machine   " + machine());
    if (couldComputeInBf16()) {
      lines.add(
          "  bf16      this CPU has it: snowbert.precision bf16 made steps of mini 1.5 and of base 2.4 times as fast on another one");
    }
    if (start.frequency_loss() != null) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  baseline  loss %.4f, by guessing word frequencies alone",
              start.frequency_loss()));
    }
    return lines;
  }

  private String data() {
    return String.format(
        Locale.ROOT,
        "%,d sentences for training, %s for validation; %,d tokens, a vocabulary of %,d",
        start.training_sentences(),
        start.validation_sentences() == 0
            ? "none"
            : String.format(Locale.ROOT, "%,d", start.validation_sentences()),
        start.tokens(),
        start.vocabulary());
  }

  private String model() {
    String size =
        Arrays.stream(ModelSize.values())
            .filter(known -> known.layers() == start.layers() && known.width() == start.width())
            .map(known -> known.name().toLowerCase(Locale.ROOT))
            .findFirst()
            .orElse("%d layers of width %d".formatted(start.layers(), start.width()));
    return "%s, %s parameters, from %s"
        .formatted(size, HumanNumbers.millions(start.parameters()), origin());
  }

  private String origin() {
    String origin = settings.init() == null ? "scratch" : settings.init().name();
    return start.done() == 0
        ? origin
        : String.format(Locale.ROOT, "%s, going on after step %,d", origin, start.done());
  }

  private String masks() {
    TrainSettings training = settings.train();
    MaskSettings masks = training.masks();
    return String.format(
        Locale.ROOT,
        "%s of the %s, drawn %s; %s%s%s",
        HumanNumbers.percent(masks.maskProbability()),
        masks.wholeWord() ? "words" : "tokens",
        masks.isDynamic() ? "afresh each epoch" : "once",
        masks.replacement() == Replacement.MASK
            ? "always [MASK]"
            : "80% [MASK], 10% another token, 10% unchanged",
        masks.labels() == Labels.ALL ? "; every position is scored" : "",
        masks.maskProbability() == masks.evaluationMaskProbability()
            ? ""
            : "; %s in evaluation"
                .formatted(HumanNumbers.percent(masks.evaluationMaskProbability())));
  }

  private String training() {
    TrainSettings training = settings.train();
    Integer maxSteps = training.maxSteps();
    String epochs = HumanNumbers.count(training.epochs(), "epoch");
    return "%s %s, %s a step, learning rate %s%s, %s"
        .formatted(
            HumanNumbers.count(start.steps(), "step"),
            maxSteps != null && maxSteps == start.steps() ? "of at most " + epochs : "in " + epochs,
            batch(training),
            HumanNumbers.rate(training.learningRate()),
            warmup(training.warmup(start.steps())),
            course(training.schedule()));
  }

  /** What the user asked of the evaluations; empty if nothing. */
  private String evaluations() {
    TrainSettings training = settings.train();
    List<String> asked = new ArrayList<>();
    Integer every = training.evaluationSteps();
    if (every != null) {
      asked.add("every %s".formatted(HumanNumbers.count(every, "step")));
    }
    Integer patience = training.patience();
    if (patience != null) {
      asked.add(
          "ends after %s in a row without a lower loss"
              .formatted(HumanNumbers.count(patience, "evaluation")));
    }
    if (training.keepBest()) {
      asked.add("keeps the model with the lowest loss");
    }
    return String.join("; ", asked);
  }

  private static String warmup(int steps) {
    return steps == 0 ? "" : " after %s of warm-up".formatted(HumanNumbers.count(steps, "step"));
  }

  private static String course(Schedule schedule) {
    return switch (schedule) {
      case CONSTANT -> "constant";
      case LINEAR -> "linear to 0";
      case COSINE -> "a cosine to 0";
      case INVERSE_SQRT -> "falling with the square root of the step";
    };
  }

  private static String batch(TrainSettings training) {
    Integer tokens = training.batchTokens();
    return tokens == null
        ? HumanNumbers.count(training.batchSize() * training.batchesOfStep(), "sentence")
        : "up to " + HumanNumbers.count(tokens * training.batchesOfStep(), "token");
  }

  /** On a cluster other CPUs compute. */
  private boolean couldComputeInBf16() {
    return start.fast_bf16()
        && settings.cluster() == null
        && start.device().equals("cpu")
        && start.precision().equals("fp32");
  }

  private String machine() {
    String one =
        "%s, %s, %s"
            .formatted(
                start.device(), start.precision(), HumanNumbers.count(start.threads(), "thread"));
    Cluster cluster = settings.cluster();
    return cluster == null
        ? one
        : "%s on %s, each with %s"
            .formatted(HumanNumbers.count(settings.train().workers(), "worker"), cluster, one);
  }
}
