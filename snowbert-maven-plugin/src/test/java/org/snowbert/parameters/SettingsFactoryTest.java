package org.snowbert.parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowbert.InvalidInputException;
import org.snowbert.corpus.Source;
import org.snowbert.internal.ModelZip;
import org.snowbert.model.Device;
import org.snowbert.model.GradientPrecision;
import org.snowbert.model.ModelSize;
import org.snowbert.model.Platform;
import org.snowbert.settings.Gates;
import org.snowbert.settings.InitialModel;
import org.snowbert.settings.Labels;
import org.snowbert.settings.MaskSettings;
import org.snowbert.settings.Masking;
import org.snowbert.settings.ModelFormat;
import org.snowbert.settings.OutputBias;
import org.snowbert.settings.Project;
import org.snowbert.settings.Replacement;
import org.snowbert.settings.Rounds;
import org.snowbert.settings.Schedule;
import org.snowbert.settings.Settings;
import org.snowbert.settings.SoftwareVersions;
import org.snowbert.steps.SmallModel;

final class SettingsFactoryTest {
  private static final Project PROJECT =
      new Project("org.example", "own", "1.0", null, "Own", null, List.of(), null, null);
  private static final SoftwareVersions VERSIONS =
      new SoftwareVersions("1.0", "an engine", "linux-x86_64", new TreeMap<>());

  private Path temporary;

  private final GoalParameters parameters = new DefaultParameters();

  @BeforeEach
  void setFolder(@TempDir Path folder) {
    temporary = folder;
  }

  private Settings settings() throws IOException {
    return settings(null);
  }

  private Settings settings(@Nullable InitialModel init) throws IOException {
    return settings(init, Gates.NONE);
  }

  private Settings settings(@Nullable InitialModel init, Gates gates) throws IOException {
    return new SettingsFactory(parameters, Path.of("/home/me/my project"))
        .settings(init, gates, PROJECT, Device.CPU, VERSIONS, null);
  }

  /** A tiny model that reads 64 tokens. */
  private final SmallModel model = new SmallModel(195, 64);

  private InitialModel tiny() throws IOException {
    Path folder = model.write(temporary.resolve("model"));
    Path zip = temporary.resolve("model.zip");
    ModelZip.pack(folder, zip, null);
    return new InitialModel("org.example:tiny:1.0", zip);
  }

  @Test
  void theBertRecipeIsTheDefault() throws IOException {
    Settings settings = settings();
    assertThat(settings.train().model()).isEqualTo(ModelSize.BASE);
    assertThat(settings.train().masks())
        .isEqualTo(
            new MaskSettings(
                Masking.DYNAMIC, 0.4, 0.15, false, Replacement.BERT, Labels.MASKED, true, 42));
    assertThat(settings.train().masks().isDynamic()).isTrue();
    assertThat(settings.train().schedule()).isEqualTo(Schedule.LINEAR);
    assertThat(settings.train().adamEpsilon()).isEqualTo(1e-6);
    assertThat(settings.train().decayEverything()).isFalse();
    assertThat(settings.train().paddedLength()).isNull();
    assertThat(settings.tokenize().maxLength()).isEqualTo(128);
    assertThat(settings.fetch().sources()).isEqualTo(Source.DEFAULTS);
  }

  /** The rate grows with the root of the sentences of a step, up to a limit. */
  @ParameterizedTest
  @CsvSource({
    "mini, 16, 1, 5e-4",
    "mini, 64, 1, 1e-3",
    "mini, 16, 4, 1e-3",
    "mini, 256, 1, 2e-3",
    "mini, 100000, 100, 2e-3",
    "small, 16, 1, 3.5e-4",
    "small, 256, 1, 1.2e-3",
    "medium, 256, 1, 5e-4",
  })
  void theBertRecipeChoosesTheRateByTheSentencesOfAStep(
      String model, int batch, int accumulation, double rate) throws IOException {
    parameters.model = model;
    parameters.batchSize = batch;
    parameters.gradientAccumulation = accumulation;
    assertThat(settings().train().learningRate()).isEqualTo(rate);
  }

  @Test
  void workersThatShareAStepRaiseTheRateAndWorkersInRoundsDoNot() throws IOException {
    parameters.model = "mini";
    parameters.batchSize = 16;
    parameters.workers = 4;
    assertThat(settings().train().learningRate()).isEqualTo(1e-3);
    parameters.localSteps = 50;
    assertThat(settings().train().learningRate()).isEqualTo(5e-4);
  }

  @Test
  void theUsersWordsWinOverTheRecipe() throws IOException {
    parameters.learningRate = 3e-4;
    parameters.warmupSteps = 7;
    parameters.dropout = 0.1;
    Settings settings = settings();
    assertThat(settings.train().learningRate()).isEqualTo(3e-4);
    assertThat(settings.train().warmup(1000)).isEqualTo(7);
    assertThat(settings.choices())
        .isEqualTo(
            "bert chose batchSize 32, adamEpsilon 1e-6, maskProbability 0.4, for a new model of this size");
  }

  @Test
  void theChoicesAreSaidInTheFormOfTheirNumbers() throws IOException {
    parameters.model = "tiny";
    parameters.batchSize = 16;
    assertThat(settings().choices())
        .isEqualTo(
            "bert chose learningRate 1.4e-3, warmupFraction 0.1, adamEpsilon 1e-6, dropout 0, maskProbability 0.4, for a new model of this size");
  }

  @ParameterizedTest
  @CsvSource({
    "bert, masked,, FREQUENCIES",
    "bert, all,, ZERO",
    "bert, all, frequencies, FREQUENCIES",
    "bert, masked, zero, ZERO",
    "notebook, masked,, ZERO"
  })
  void aNewModelKnowsTheFrequenciesUnlessEveryPositionIsScored(
      String recipe, String labels, @Nullable String byUser, OutputBias expected)
      throws IOException {
    parameters.recipe = recipe;
    parameters.labels = labels;
    parameters.outputBias = byUser;
    assertThat(settings().train().outputBias()).isEqualTo(expected);
  }

  @Test
  void aTrainedModelKeepsItsOutputBias() throws IOException {
    parameters.maxLength = 64;
    assertThat(settings(tiny()).train().outputBias()).isNull();
    parameters.outputBias = "zero";
    assertRefused(tiny(), "snowbert.outputBias is zero, but snowbert.init is", "leave");
  }

  @Test
  void patienceKeepsTheBestModelUnlessTheUserSaysOtherwise() throws IOException {
    assertThat(settings().train().keepBest()).isFalse();
    parameters.patience = 3;
    assertThat(settings().train().keepBest()).isTrue();
    parameters.keepBest = false;
    assertThat(settings().train().keepBest()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"evaluationSteps", "patience"})
  void withoutHeldOutSentencesNothingCanBeEvaluated(String name)
      throws ReflectiveOperationException {
    parameters.validationFraction = 0;
    field(name).set(parameters, 5);
    assertThatThrownBy(this::settings)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("snowbert." + name + " is 5, but snowbert.validationFraction is 0");
  }

  @Test
  void withoutHeldOutSentencesNoModelIsTheBest() {
    parameters.validationFraction = 0;
    parameters.keepBest = true;
    assertThatThrownBy(this::settings)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("snowbert.keepBest is true, but");
  }

  @Test
  void theFormatsAreTorchScriptAndOnnxUnlessTheUserSaysOtherwise() throws IOException {
    assertThat(settings().formats())
        .containsExactlyInAnyOrder(ModelFormat.TORCHSCRIPT, ModelFormat.ONNX);
    parameters.formats = List.of(); // as Maven makes it
    assertThat(settings().formats())
        .containsExactlyInAnyOrder(ModelFormat.TORCHSCRIPT, ModelFormat.ONNX);
    parameters.formats = List.of("onnx-embedded");
    assertThat(settings().formats()).containsExactly(ModelFormat.ONNX_EMBEDDED);
  }

  @ParameterizedTest
  @CsvSource({
    "onnx pickle, snowbert.formats is 'pickle'",
    "onnx onnx-embedded, 'snowbert.formats has onnx and onnx-embedded'",
  })
  void formatsThatAreUnknownOrContradictEachOtherAreRefused(String formats, String message) {
    parameters.formats = List.of(formats.split(" ", -1));
    assertThatThrownBy(this::settings)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void aTrainedModelKeepsTheRatesOfFineTuning() throws IOException {
    parameters.maxLength = 64;
    Settings settings = settings(tiny());
    assertThat(settings.train().learningRate()).isEqualTo(5e-5);
    assertThat(settings.train().masks().maskProbability()).isEqualTo(0.15);
  }

  @Test
  void warmUpIsSaidInOneWay() {
    parameters.warmupSteps = 7;
    parameters.warmupFraction = 0.1;
    assertThatThrownBy(this::settings)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("snowbert.warmupSteps and snowbert.warmupFraction are both set");
  }

  @Test
  void tooManyThreadsAreRefused() {
    parameters.threads = 100_000;
    assertThatThrownBy(this::settings)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("snowbert.threads is 100000", "1 to 1024");
  }

  @ParameterizedTest
  @CsvSource({
    "spark.example.org:7077, spark://host:7077",
    "local, spark://host:7077",
    "'local[2]', spark://host:7077",
  })
  void anAddressThatIsNoClusterIsRefused(String cluster, String remedy) {
    parameters.cluster = cluster;
    assertThatThrownBy(this::settings)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("snowbert.cluster is " + cluster, remedy);
  }

  @Test
  void anOldSparkIsRefused() {
    parameters.cluster = "yarn";
    parameters.sparkVersion = "3.5.6";
    assertThatThrownBy(this::settings)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("snowbert.sparkVersion is 3.5.6", "4.0.0 or later");
  }

  @Test
  void workersAreLikeThisMachineUnlessTheUserSaysOtherwise() throws IOException {
    parameters.cluster = "yarn";
    assertThat(Objects.requireNonNull(settings().cluster()).workerPlatform())
        .isEqualTo(Platform.current());
    parameters.workerPlatform = "linux-aarch64";
    assertThat(Objects.requireNonNull(settings().cluster()).workerPlatform())
        .isEqualTo(Platform.LINUX_AARCH64);
    parameters.workerPlatform = "solaris";
    assertThatThrownBy(this::settings)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("snowbert.workerPlatform is solaris", "linux-x86_64");
  }

  @Test
  void propertiesOfSparkNeedTheirPrefix() {
    parameters.sparkProperties = Map.of("executor.memory", "4g");
    parameters.cluster = "yarn";
    assertThatThrownBy(this::settings)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("<executor.memory>", "begin with spark.");
  }

  /** A cluster and one machine make the same model only with the same number of threads. */
  @ParameterizedTest
  @CsvSource({"yarn, , 1", "yarn, 4, 4", "'local-cluster[2,3,1024]', , 3"})
  void aWorkerHasTheThreadsThatSparkGivesIt(String cluster, @Nullable String cores, int threads)
      throws IOException {
    parameters.cluster = cluster;
    parameters.sparkProperties = cores == null ? null : Map.of("spark.executor.cores", cores);
    assertThat(settings().train().hardware().threads()).isEqualTo(threads);
    parameters.sparkProperties = null;
    parameters.threads = 7;
    assertThat(settings().train().hardware().threads()).isEqualTo(7);
  }

  @Test
  void threadsAndCoresOfAnExecutorMustAgree() {
    parameters.cluster = "yarn";
    parameters.threads = 4;
    parameters.sparkProperties = Map.of("spark.executor.cores", "8");
    assertThatThrownBy(this::settings)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("snowbert.threads is 4", "<spark.executor.cores>", "8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"spark.master", "spark.task.cpus", "spark.serializer", "spark.submit.deployMode"})
  void propertiesThatThePluginNeedsAreRefused(String name) {
    parameters.cluster = "yarn";
    parameters.sparkProperties = Map.of(name, "x");
    assertThatThrownBy(this::settings)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("<" + name + "> of <sparkProperties> is x", "leave it out");
  }

  @Test
  void localStepsMakeRounds() throws IOException {
    assertThat(settings().train().rounds()).isNull();
    parameters.localSteps = 50;
    parameters.outerMomentum = 0.9;
    assertThat(settings().train().rounds()).isEqualTo(new Rounds(50, 1, 0.9));
  }

  @Test
  void gradientsInBf16NeedWorkersThatShareSteps() throws IOException {
    parameters.gradientPrecision = "bf16";
    assertThatThrownBy(this::settings)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("snowbert.gradientPrecision is bf16", "snowbert.workers is 1");
    parameters.workers = 2;
    assertThat(settings().train().gradientPrecision()).isEqualTo(GradientPrecision.BF16);
    parameters.localSteps = 10;
    assertThatThrownBy(this::settings)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("snowbert.gradientPrecision is bf16", "snowbert.localSteps is 10");
  }

  @ParameterizedTest
  @CsvSource({"outerLearningRate, 0.7", "outerMomentum, 0.9"})
  void theOuterOptimizerNeedsRounds(String name, String number)
      throws ReflectiveOperationException {
    set(name, number);
    assertThatThrownBy(this::settings)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("snowbert." + name + " is " + number, "localSteps");
  }

  @ParameterizedTest
  @CsvSource({
    "vocabularySize, 0 -1 -2147483648",
    "validationFraction, -0.1 1 NaN Infinity",
    "maxLength, 2 0 -1 513 2147483647",
    "maskProbability, 0 -1 1 NaN",
    "epochs, 0 -1 100001 2147483647",
    "maxSteps, 0 -1",
    "batchSize, 0 -1",
    "batchTokens, 0 -1",
    "gradientAccumulation, 0 -1",
    "workers, 0 -1 100001",
    "localSteps, 0 -1 10001",
    "outerLearningRate, 0 -1 11 NaN",
    "outerMomentum, -0.1 1 NaN",
    "learningRate, 0 -1e-5 1.1 NaN Infinity -Infinity",
    "warmupSteps, -1",
    "warmupFraction, -0.1 1.1 NaN",
    "evaluationMaskProbability, 0 -1 1 NaN",
    "adamBeta1, -0.1 1 NaN",
    "adamBeta2, -0.1 1 NaN",
    "adamEpsilon, 0 -1 1.1 NaN Infinity",
    "weightDecay, -0.01 NaN Infinity",
    "clipNorm, -1 NaN Infinity",
    "dropout, -0.1 0.95 1 NaN Infinity",
    "evaluationSteps, 0 -1",
    "patience, 0 -1",
    "checkpointSteps, 0 -1",
    "threads, 0 -1 1025",
  })
  void aNumberOutOfRangeIsRefusedWithTheNameOfItsParameter(String name, String numbers)
      throws ReflectiveOperationException {
    for (String number : List.of(numbers.split(" ", -1))) {
      Object allowed = set(name, number);
      assertThatThrownBy(this::settings)
          .as("%s of %s", name, number)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith("snowbert." + name + " is ")
          .hasMessageContaining(": give ");
      field(name).set(parameters, allowed);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "vocabularySize, 2147483647",
    "maxLength, 512",
    "epochs, 100000",
    "maxSteps, 2147483647",
    "batchSize, 2147483647",
    "batchTokens, 2147483647",
    "gradientAccumulation, 2147483647",
    "workers, 100000",
    "localSteps, 10000",
    "learningRate, 1",
    "warmupSteps, 2147483647",
    "weightDecay, 0",
    "clipNorm, 1e300",
    "dropout, 0.9",
    "checkpointSteps, 2147483647",
    "seed, -9223372036854775808",
    "validationFraction, 0",
  })
  void theNumbersAtTheLimitsAreAccepted(String name, String number)
      throws ReflectiveOperationException, IOException {
    set(name, number);
    settings();
  }

  private static Field field(String name) throws NoSuchFieldException {
    return GoalParameters.class.getDeclaredField(name);
  }

  /** Sets a parameter and returns its previous value. */
  private Object set(String name, String number) throws ReflectiveOperationException {
    Field field = field(name);
    Object before = field.get(parameters);
    Class<?> type = field.getType();
    field.set(
        parameters,
        type == int.class || type == Integer.class
            ? Integer.valueOf(number)
            : type == long.class ? Long.valueOf(number) : (Object) Double.valueOf(number));
    return before;
  }

  @ParameterizedTest
  @CsvSource({
    "no file,",
    "is missing, '[PAD] [UNK] [CLS] [SEP] 語'",
    "repeats the token 語 of line 6, '[PAD] [UNK] [CLS] [SEP] [MASK] 語 本 語'",
    "only special tokens, '[PAD] [UNK] [CLS] [SEP] [MASK]'",
    "is missing, ''",
  })
  void anUnusableVocabularyIsRefusedBeforeAnyStepRuns(String reason, @Nullable String tokens)
      throws IOException {
    Path file = temporary.resolve("vocab.txt");
    if (tokens != null) {
      Files.writeString(file, tokens.replace(' ', '\n'));
    }
    parameters.vocabulary = file.toFile();
    assertThatThrownBy(this::settings)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("snowbert.vocabulary is ")
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\ufeff[PAD]\r\n[UNK]\r\n[CLS]\r\n[SEP]\r\n[MASK]\r\n語\r\n",
        "語\n##語\n[MASK]\n[SEP]\n[CLS]\n本\n[UNK]\n[PAD]",
      })
  void aVocabularyMayHaveLineEndsOfWindowsAndAnyOrder(String content) throws IOException {
    Path file = Files.writeString(temporary.resolve("vocab.txt"), content);
    parameters.vocabulary = file.toFile();
    assertThat(settings().tokenize().vocabulary()).isEqualTo(file);
  }

  @Test
  void theNotebookRecipeHasItsOwnDefaults() throws IOException {
    parameters.recipe = "notebook";
    Settings settings = settings();
    assertThat(settings.train().masks())
        .isEqualTo(
            new MaskSettings(
                Masking.STATIC, 0.15, 0.15, false, Replacement.MASK, Labels.ALL, false, 42));
    assertThat(settings.train().masks().isDynamic()).isFalse();
    assertThat(settings.train().schedule()).isEqualTo(Schedule.CONSTANT);
    assertThat(settings.train().adamEpsilon()).isEqualTo(1e-8);
    assertThat(settings.train().clipNorm()).isNull();
    assertThat(settings.train().decayEverything()).isTrue();
    assertThat(settings.train().paddedLength()).isEqualTo(100);
    assertThat(settings.tokenize().maxLength()).isEqualTo(100);
  }

  @Test
  void gradientsAreClippedUnlessTheNormIsZero() throws IOException {
    assertThat(settings().train().clipNorm()).isEqualTo(1);
    parameters.clipNorm = 0.0;
    assertThat(settings().train().clipNorm()).isNull();
    parameters.clipNorm = 0.25;
    assertThat(settings().train().clipNorm()).isEqualTo(0.25);
  }

  @Test
  void aParameterOverridesTheRecipe() throws IOException {
    parameters.recipe = "notebook";
    parameters.masking = "dynamic";
    parameters.labels = "masked";
    parameters.maxLength = 64;
    Settings settings = settings();
    assertThat(settings.train().masks().isDynamic()).isTrue();
    assertThat(settings.train().masks().labels()).isEqualTo(Labels.MASKED);
    assertThat(settings.train().paddedLength()).isEqualTo(64);
  }

  @Test
  void aVocabularyBesideAnInitialModelIsRefused() throws IOException {
    parameters.vocabulary = new File("vocab.txt");
    assertRefused(tiny(), "snowbert.vocabulary", "snowbert.init");
  }

  @Test
  void aSizeOtherThanThatOfTheInitialModelIsRefused() throws IOException {
    settings(tiny());
    parameters.model = "tiny";
    settings(tiny());
    parameters.model = "mini";
    assertRefused(
        tiny(),
        "snowbert.model is mini, but snowbert.init is org.example:tiny:1.0, which has 2 layers of width 128 and 512, 2 heads");
  }

  @Test
  void sentencesAreCutToWhatTheInitialModelReads() throws IOException {
    assertThat(settings(tiny()).tokenize().maxLength()).isEqualTo(64);
    parameters.maxLength = 32;
    assertThat(settings(tiny()).tokenize().maxLength()).isEqualTo(32);
  }

  @Test
  void sentencesLongerThanTheInitialModelReadsAreRefused() throws IOException {
    parameters.maxLength = 65;
    assertRefused(
        tiny(),
        "snowbert.maxLength is 65, but snowbert.init is org.example:tiny:1.0, which reads 64 tokens");
  }

  @Test
  void anInitialModelThatIsNoModelIsRefusedBeforeAnyStepRuns() throws IOException {
    Path folder = Files.createDirectories(temporary.resolve("model"));
    assertRefused(new InitialModel("model", folder), folder + ", which has no config.json");
    Path zip = Files.writeString(temporary.resolve("model.zip"), "no zip");
    assertRefused(new InitialModel("model.zip", zip), zip + ", which is damaged or not a zip");
    model.write(folder);
    Files.writeString(
        folder.resolve("config.json"), "{\"vocab_size\": 9, \"hidden_act\": \"relu\"}");
    ModelZip.pack(folder, zip, null);
    assertRefused(
        new InitialModel("model.zip", zip), "snowbert.init is " + zip, "hidden_act \"relu\"");
  }

  @Test
  void aModelWhoseFilesDoNotBelongTogetherIsRefusedBeforeAnyStepRuns() throws IOException {
    model.vocabulary = new SmallModel(196, 64).vocabulary;
    assertRefusedInBothForms("201 entries in its vocabulary, but vocab_size 200");
    model.vocabulary = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]");
    assertRefusedInBothForms("[MASK] is missing");
    model.vocabulary = new SmallModel(195, 64).vocabulary;
    String bias = "bert.encoder.layer.1.attention.self.key.bias";
    model.shapes.put(bias, new long[] {64});
    assertRefusedInBothForms("model.safetensors holds " + bias + " as [64]", "[128]");
    model.shapes.remove(bias);
    assertRefusedInBothForms("model.safetensors has no " + bias);
    Files.delete(temporary.resolve("model/vocab.txt"));
    assertRefused(
        new InitialModel("model", temporary.resolve("model")), "model, which has no vocab.txt");
  }

  @Test
  void aBaselineThatCannotBeEvaluatedIsRefusedBeforeAnyStepRuns() throws IOException {
    parameters.maxLength = 64;
    settings(null, baseline(tiny().path()));
    settings(null, baseline(temporary.resolve("model")));
    parameters.maxLength = 65;
    assertBaselineRefused(
        "snowbert.maxLength is 65, but the baseline of <gates> is snow, which reads 64 tokens");
    model.shapes.remove("cls.predictions.bias");
    assertBaselineRefused("the baseline of <gates> is", "has no cls.predictions.bias");
  }

  private void assertBaselineRefused(String... parts) throws IOException {
    Gates gates = baseline(tiny().path());
    assertThatThrownBy(() -> settings(null, gates))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(parts);
  }

  private static Gates baseline(Path model) {
    Gates.Baseline baseline = new Gates.Baseline("snow", model, BigDecimal.ONE);
    return new Gates(null, null, null, null, List.of(), baseline);
  }

  private void assertRefusedInBothForms(String... parts) throws IOException {
    InitialModel zip = tiny();
    assertRefused(zip, parts);
    assertRefused(zip, "snowbert.init is " + zip.path());
    assertRefused(new InitialModel("model", temporary.resolve("model")), parts);
  }

  private void assertRefused(InitialModel init, String... parts) {
    assertThatThrownBy(() -> settings(init))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(parts);
  }

  @ParameterizedTest
  @CsvSource({
    "corpus/own.xlsx, file:///home/me/my%20project/corpus/own.xlsx",
    "file:corpus/own.xlsx, file:///home/me/my%20project/corpus/own.xlsx",
    "file:/data/some where/own.xlsx, file:///data/some%20where/own.xlsx",
    "file:/data/own.xlsx, file:/data/own.xlsx",
    "https://example.org/own.xlsx, https://example.org/own.xlsx"
  })
  void aSourceIsAnAddressOrAPath(String url, String expected) throws IOException {
    SourceParameter source = new SourceParameter();
    source.id = "own";
    source.url = url;
    parameters.sources = List.of(source);
    assertThat(settings().fetch().sources().get(0).url()).isEqualTo(URI.create(expected));
    assertThat(settings().fetch().sources().get(0).columns()).containsExactly(Source.EASY_JAPANESE);
  }

  @Test
  void gatesThatNeedValidationSentencesAreRefusedWhereThereAreNone() {
    SettingsFactory factory = new SettingsFactory(parameters, temporary);
    GatesParameter gates = new GatesParameter();
    parameters.gates = gates;
    parameters.validationFraction = 0;
    gates.fills = List.of(new FillParameter());
    factory.requireFiguresForGates();
    gates.maxLoss = 2.6;
    gates.baseline = "org.example:snow:1.0";
    assertThatThrownBy(factory::requireFiguresForGates)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "snowbert.validationFraction is 0, so no sentence is held out to score maxLoss, baseline of <gates>: set snowbert.validationFraction above 0, or keep only fills in <gates>");
    gates.maxPerplexity = 20.0;
    gates.minTop1 = 0.5;
    gates.minTop5 = 0.5;
    assertThatThrownBy(factory::requireFiguresForGates)
        .hasMessageContaining("maxLoss, maxPerplexity, minTop1, minTop5, baseline of <gates>");
    parameters.validationFraction = 0.05;
    factory.requireFiguresForGates();
  }

  @Test
  void aSourceWithoutAnAddressIsRefused() {
    parameters.sources = List.of(new SourceParameter());
    assertThatThrownBy(this::settings)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("url");
  }
}
