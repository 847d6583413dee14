package org.snowbert.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.snowbert.jobs.results.TrainingStart;
import org.snowbert.model.Device;
import org.snowbert.parameters.DefaultParameters;
import org.snowbert.parameters.SettingsFactory;
import org.snowbert.settings.Gates;
import org.snowbert.settings.InitialModel;
import org.snowbert.settings.Project;
import org.snowbert.settings.Settings;
import org.snowbert.settings.SoftwareVersions;

final class TrainingAnnouncementTest {
  private final DefaultParameters parameters = new DefaultParameters();

  @BeforeEach
  void setParameters() {
    parameters
        .with("epochs", 4)
        .with("batchSize", 64)
        .with("gradientAccumulation", 2)
        .with("learningRate", 1e-3);
  }

  private List<String> start(TrainingStart start, @Nullable String init) throws IOException {
    Settings settings =
        new SettingsFactory(parameters, Path.of("/home/me"))
            .settings(
                null,
                Gates.NONE,
                new Project("org.example", "own", "1.0", null, "Own", null, List.of(), null, null),
                Device.CPU,
                new SoftwareVersions("1.0", "", "linux-x86_64", new TreeMap<>()),
                null);
    InitialModel model = init == null ? null : new InitialModel(init, Path.of("model.zip"));
    Settings from = settings.withInit(model);
    return new TrainingAnnouncement(from, start).lines();
  }

  private static TrainingStart start(int layers, int width, long parameters, int done, int steps) {
    return new TrainingStart(
        0,
        47_417,
        2_583,
        609_737,
        6_187,
        layers,
        width,
        parameters,
        done,
        steps,
        "cpu",
        "fp32",
        false,
        2,
        5.39612);
  }

  @Test
  void itNamesTheDataTheModelTheMasksAndTheMachine() throws IOException {
    assertThat(start(start(12, 768, 110_617_344, 0, 1_484), null))
        .containsExactly(
            "train: about to train",
            "  data      47,417 sentences for training, 2,583 for validation; 609,737 tokens, a vocabulary of 6,187",
            "  model     base, 110.6 million parameters, from scratch",
            "  masks     40% of the tokens, drawn afresh each epoch; 80% [MASK], 10% another token, 10% unchanged; 15% in evaluation",
            "  training  1,484 steps in 4 epochs, 128 sentences a step, learning rate 1e-3 after 297 steps of warm-up, linear to 0",
            "  recipe    bert chose warmupFraction 0.2, adamEpsilon 1e-6, dropout 0, maskProbability 0.4, for a new model of this size",
            "  machine   cpu, fp32, 2 threads",
            "  baseline  loss 5.3961, by guessing word frequencies alone");
  }

  @Test
  void aResumedTrainingNamesItsModelAndItsLastStep() throws IOException {
    parameters
        .with("recipe", "notebook")
        .with("maxSteps", 1_000)
        .with("batchTokens", 8_192)
        .with("wholeWord", true);
    assertThat(start(start(3, 192, 4_812_345, 500, 1_000), "org.example:snow:1.2.0"))
        .contains(
            "  model     3 layers of width 192, 4.8 million parameters, from org.example:snow:1.2.0, going on after step 500",
            "  masks     15% of the words, drawn once; always [MASK]; every position is scored",
            "  training  1,000 steps of at most 4 epochs, up to 16,384 tokens a step, learning rate 1e-3, constant");
  }

  @Test
  void itSaysWhatTheUserAskedOfTheEvaluations() throws IOException {
    parameters.with("evaluationSteps", 500).with("patience", 3);
    assertThat(start(start(12, 768, 110_617_344, 0, 1_484), null))
        .contains(
            "  evaluates every 500 steps; ends after 3 evaluations in a row without a lower loss; keeps the model with the lowest loss");
  }

  @Test
  void aCpuThatHasBf16IsSaid() throws IOException {
    TrainingStart fast =
        new TrainingStart(
            0, 900, 100, 9_000, 500, 2, 128, 1_000_000, 0, 10, "cpu", "fp32", true, 2, null);
    assertThat(start(fast, null)).anyMatch(line -> line.startsWith("  bf16      this CPU has it"));
    TrainingStart used =
        new TrainingStart(
            0, 900, 100, 9_000, 500, 2, 128, 1_000_000, 0, 10, "cpu", "bf16", true, 2, null);
    assertThat(start(used, null)).noneMatch(line -> line.startsWith("  bf16"));
  }

  @Test
  void withoutValidationSentencesThereIsNoBaseline() throws IOException {
    TrainingStart all =
        new TrainingStart(
            0, 50_000, 0, 609_737, 6_187, 2, 128, 1_000_000, 0, 10, "cpu", "fp32", false, 2, null);
    assertThat(start(all, null))
        .contains(
            "  data      50,000 sentences for training, none for validation; 609,737 tokens, a vocabulary of 6,187")
        .noneMatch(line -> line.contains("baseline"));
  }
}
