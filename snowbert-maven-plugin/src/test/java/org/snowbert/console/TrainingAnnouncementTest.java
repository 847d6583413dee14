package org.snowbert.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.snowbert.jobs.results.Evaluation;
import org.snowbert.jobs.results.TrainingResults;
import org.snowbert.jobs.results.TrainingStart;
import org.snowbert.model.Device;
import org.snowbert.parameters.DefaultParameters;
import org.snowbert.parameters.SettingsFactory;
import org.snowbert.settings.Gates;
import org.snowbert.settings.InitialModel;
import org.snowbert.settings.Project;
import org.snowbert.settings.Settings;
import org.snowbert.settings.SoftwareVersions;
import org.snowbert.steps.TrainingSummary;

/** What is said before and after a training. */
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
                new Project("org.example", "own", "1.0", "Own", null, List.of(), null, null),
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
        2,
        5.39612);
  }

  @Test
  void theStartSaysWhatIsTrained() throws IOException {
    assertThat(start(start(12, 768, 110_617_344, 0, 1_484), null))
        .containsExactly(
            "train: about to train",
            "  data      47,417 sentences for training, 2,583 for validation; 609,737 tokens, a vocabulary of 6,187",
            "  model     base, 110.6 million parameters, from scratch",
            "  masks     15% of the tokens, drawn afresh each epoch; 80% [MASK], 10% another token, 10% unchanged",
            "  training  1,484 steps in 4 epochs, 128 sentences a step, learning rate 1e-3, linear to 0",
            "  machine   cpu, fp32, 2 threads",
            "  baseline  loss 5.3961, by guessing word frequencies alone");
  }

  @Test
  void theStartSaysWhereItGoesOn() throws IOException {
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

  private static TrainingSummary outcome(
      @Nullable Double allPositions, @Nullable Duration took, @Nullable String prompt) {
    return new TrainingSummary(
        new TrainingResults(
            "cpu",
            "fp32",
            2,
            1_234_567,
            20,
            List.of(
                new TrainingResults.Epoch(1, 10, 4.5, 3.5, 0.25, 0.5),
                new TrainingResults.Epoch(2, 20, 3.25, 2.5, 0.5, 0.75)),
            new Evaluation(2.5, allPositions, 12.2, 0.5, 0.75, 100),
            5.125),
        took,
        prompt);
  }

  @Test
  void theEndComparesAndSaysWhatIsNext() {
    assertThat(
            new TrainingSummaryLines(outcome(null, Duration.ofMinutes(200), "秋には[MASK]。"), "mvn")
                .lines())
        .containsExactly(
            "  compare   loss 3.2500 in training, 5.1250 by guessing word frequencies alone",
            "  time      training took 3 h 20 min",
            "  ask it    mvn -q snowbert:fill-mask -Dsnowbert.text='秋には[MASK]。'",
            "  see it    mvn snowbert:report");
  }

  @Test
  void theEndLeavesOutWhatIsNotKnown() {
    assertThat(new TrainingSummaryLines(outcome(0.5, null, null), "mvn -f model").lines())
        .containsExactly(
            "  compare   loss 3.2500 in training over every position, 5.1250 by guessing word frequencies alone",
            "  see it    mvn -f model snowbert:report");
  }

  @Test
  void numbersAreSaidAsPeopleDo() {
    assertThat(HumanNumbers.duration(Duration.ofSeconds(119))).isEqualTo("119 s");
    assertThat(HumanNumbers.duration(Duration.ofSeconds(151))).isEqualTo("3 min");
    assertThat(HumanNumbers.duration(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
    assertThat(HumanNumbers.rate(5e-5)).isEqualTo("5e-5");
    assertThat(HumanNumbers.rate(1)).isEqualTo("1e+0");
    assertThat(HumanNumbers.rate(1e-10)).isEqualTo("1e-10");
    assertThat(HumanNumbers.rate(0)).isEqualTo("0");
    assertThat(HumanNumbers.count(1, "step")).isEqualTo("1 step");
  }
}
