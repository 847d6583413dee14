package org.snowbert.parameters;

import static org.snowbert.parameters.ParameterChecks.atLeast;
import static org.snowbert.parameters.ParameterChecks.between;
import static org.snowbert.parameters.ParameterChecks.constant;
import static org.snowbert.parameters.ParameterChecks.fraction;
import static org.snowbert.parameters.ParameterChecks.notNegative;
import static org.snowbert.parameters.ParameterChecks.positive;
import static org.snowbert.parameters.ParameterChecks.share;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.corpus.Filter;
import org.snowbert.corpus.Mirror;
import org.snowbert.corpus.Source;
import org.snowbert.masking.Masker;
import org.snowbert.model.BertConfig;
import org.snowbert.model.Device;
import org.snowbert.model.GradientPrecision;
import org.snowbert.model.ModelSize;
import org.snowbert.model.Platform;
import org.snowbert.model.Precision;
import org.snowbert.settings.Cluster;
import org.snowbert.settings.EvaluateSettings;
import org.snowbert.settings.FetchSettings;
import org.snowbert.settings.Gates;
import org.snowbert.settings.Hardware;
import org.snowbert.settings.InitialModel;
import org.snowbert.settings.Labels;
import org.snowbert.settings.MaskSettings;
import org.snowbert.settings.MaskSettingsBuilder;
import org.snowbert.settings.ModelFiles;
import org.snowbert.settings.ModelFormat;
import org.snowbert.settings.OutputBias;
import org.snowbert.settings.Project;
import org.snowbert.settings.Rounds;
import org.snowbert.settings.Settings;
import org.snowbert.settings.SettingsBuilder;
import org.snowbert.settings.SoftwareVersions;
import org.snowbert.settings.TokenizeSettings;
import org.snowbert.settings.TrainSettings;
import org.snowbert.settings.TrainSettingsBuilder;
import org.snowbert.text.TokenizerConfig;
import org.snowbert.text.TokenizerConfig.Kind;
import org.snowbert.text.Vocabulary;

/** Checks the parameters, fills in the defaults of the recipe, and makes settings of them. */
public final class SettingsFactory {
  /** The number of position embeddings, as in every published BERT. */
  private static final int POSITIONS = 512;

  /** More threads than this would leave no processes for the rest of the machine. */
  private static final int MOST_THREADS = 1024;

  private static final int MOST_EPOCHS = 100_000;

  /** A guess, to compare a batch of tokens with one of sentences. */
  private static final int TOKENS_OF_A_SENTENCE = 16;

  private static final int MOST_WORKERS = 100_000;

  /**
   * The driver makes the batches of a whole round, and Spark sends them in one message a worker.
   */
  private static final int MOST_LOCAL_STEPS = 10_000;

  private static final Pattern CLUSTER =
      Pattern.compile("spark://.+|yarn|k8s://.+|local-cluster\\[.+]");

  /** The properties of Spark that must be as {@code snowbert-spark} sets them. */
  private static final Set<String> SPARK_PROPERTIES_OF_OURS =
      Set.of("spark.master", "spark.submit.deployMode", "spark.task.cpus", "spark.serializer");

  /** The first release that runs on Java 17 alone and on Scala 2.13 alone. */
  private static final Pattern SPARK_VERSION = Pattern.compile("[4-9]\\.\\d+\\.\\d+.*");

  private final GoalParameters parameters;
  private final Path base;
  private final Recipe recipe;

  /**
   * A factory.
   *
   * @param base the folder that relative paths start from
   */
  public SettingsFactory(GoalParameters parameters, Path base) {
    this.parameters = parameters;
    this.base = base;
    this.recipe = constant("recipe", parameters.recipe, Recipe.class);
  }

  /**
   * Refuses gates that no evaluation can answer, because no sentence is held out. It needs no
   * model, so it can be asked before one is downloaded.
   *
   * @throws InvalidInputException if there is such a gate
   */
  public void requireFiguresForGates() {
    if (parameters.gates != null) {
      Gates.requireHeldOutSentences(parameters.validationFraction, parameters.gates.ofFigures());
    }
  }

  /**
   * Makes the settings of a build.
   *
   * @param device the device that computes
   * @param timestamp the property {@code project.build.outputTimestamp}; null if it is not set
   * @throws InvalidInputException if a parameter is wrong
   */
  public Settings settings(
      @Nullable InitialModel init,
      Gates gates,
      Project project,
      Device device,
      SoftwareVersions versions,
      @Nullable String timestamp)
      throws IOException {
    int maxLength = maxLength(init == null ? null : agreed(init));
    Gates.Baseline baseline = gates.baseline();
    if (baseline != null) {
      BertConfig config = ModelFiles.read(GatesParameter.BASELINE, baseline.model()).config();
      requirePositions(maxLength, GatesParameter.BASELINE, baseline.name(), config);
    }
    TokenizerConfig segmenter = segmenter(init);
    Cluster cluster = cluster();
    TrainSettings train = train(init, maxLength, hardware(device, cluster));
    return SettingsBuilder.stagedBuilder()
        .fetch(fetch(segmenter))
        .tokenize(tokenize(init, segmenter, maxLength))
        .train(train)
        .init(init)
        .evaluate(
            new EvaluateSettings(
                train.masks().labels(), train.paddedLength(), train.hardware(), gates))
        .choices(RecipeChoices.of(parameters, recipe, train))
        .resume(parameters.resume)
        .checkpointsToKeep(atLeast(1, "checkpointsToKeep", parameters.checkpointsToKeep))
        .cluster(cluster)
        .formats(formats())
        .timestamp(ParameterChecks.timestamp(timestamp))
        .project(project)
        .versions(versions)
        .build();
  }

  /**
   * The tokenizer's rules: those of the model that training starts from, if there is one.
   *
   * @throws InvalidInputException if the user names another segmenter than the model's
   */
  public TokenizerConfig segmenter(@Nullable InitialModel init) throws IOException {
    TokenizerConfig segmenter =
        constant("segmenter", parameters.segmenter, Segmenter.JAPANESE).tokenizer();
    TokenizerConfig ofModel = init == null ? segmenter : init.tokenizer();
    if (parameters.wholeWord && ofModel.kind() == Kind.JAPANESE_CHARACTER) {
      throw new InvalidInputException(
          "snowbert.wholeWord is true, but the tokens of segmenter japanese-character are characters, which do not say where a word ends: leave snowbert.wholeWord out");
    }
    if (init == null) {
      return segmenter;
    }
    if (parameters.segmenter != null && !segmenter.equals(ofModel)) {
      throw new InvalidInputException(
          "snowbert.segmenter is %s, but snowbert.init is %s, whose segmenter is '%s': leave snowbert.segmenter out"
              .formatted(parameters.segmenter, init.name(), ofModel));
    }
    return ofModel;
  }

  private Set<ModelFormat> formats() {
    if (parameters.formats == null || parameters.formats.isEmpty()) { // Maven makes an empty list
      return EnumSet.of(ModelFormat.TORCHSCRIPT, ModelFormat.ONNX);
    }
    Set<ModelFormat> formats = EnumSet.noneOf(ModelFormat.class);
    parameters.formats.forEach(
        format -> formats.add(constant("formats", format, ModelFormat.class)));
    if (formats.containsAll(EnumSet.of(ModelFormat.ONNX, ModelFormat.ONNX_EMBEDDED))) {
      throw new InvalidInputException(
          "snowbert.formats has onnx and onnx-embedded, whose files have the same names: leave one of them out");
    }
    return formats;
  }

  /**
   * The configuration of the model that training starts from. Parameters that contradict the model
   * are refused.
   */
  private BertConfig agreed(InitialModel init) throws IOException {
    if (parameters.vocabulary != null) {
      throw new InvalidInputException(
          "snowbert.vocabulary and snowbert.init are both set, but a model comes with its own vocabulary: set one of them");
    }
    BertConfig config = init.config();
    if (parameters.model != null && !config.isOf(size())) {
      throw new InvalidInputException(
          "snowbert.model is %s, but snowbert.init is %s, which has %s: leave snowbert.model out"
              .formatted(parameters.model, init.name(), config.size()));
    }
    requirePositions(maxLength(config), "snowbert.init", init.name(), config);
    return config;
  }

  private static void requirePositions(
      int maxLength, String parameter, String model, BertConfig config) {
    if (maxLength > config.maxPositions()) {
      throw new InvalidInputException(
          "snowbert.maxLength is %d, but %s is %s, which reads %d tokens: set snowbert.maxLength to at most %d"
              .formatted(
                  maxLength, parameter, model, config.maxPositions(), config.maxPositions()));
    }
  }

  private ModelSize size() {
    return constant("model", parameters.model, ModelSize.BASE);
  }

  private FetchSettings fetch(TokenizerConfig segmenter) {
    return new FetchSettings(
        sources(),
        mirror(),
        segmenter,
        new Filter(
            positive("minCharacters", parameters.minCharacters),
            positive("maxCharacters", parameters.maxCharacters),
            Filter.pattern("include", parameters.include),
            Filter.pattern("exclude", parameters.exclude),
            parameters.distinct));
  }

  /**
   * The files that hold the sentences.
   *
   * @throws InvalidInputException if a parameter is wrong
   */
  public List<Source> sources() {
    return parameters.sources == null || parameters.sources.isEmpty()
        ? Source.DEFAULTS
        : parameters.sources.stream().map(source -> source.toSource(base)).toList();
  }

  /**
   * The place of copies of these files; null if there is none.
   *
   * @throws InvalidInputException if the parameter is wrong
   */
  public @Nullable Mirror mirror() {
    return parameters.mirror == null ? null : Mirror.parse(parameters.mirror, base);
  }

  private TokenizeSettings tokenize(
      @Nullable InitialModel init, TokenizerConfig segmenter, int maxLength) throws IOException {
    Path vocabulary = vocabulary();
    int size = atLeast(1, "vocabularySize", parameters.vocabularySize);
    return new TokenizeSettings(
        vocabulary,
        vocabulary == null && init == null ? (Integer) size : null,
        segmenter,
        share("validationFraction", parameters.validationFraction),
        maxLength,
        parameters.seed);
  }

  /** The user's vocabulary, which is checked before the corpus is read; null if there is none. */
  private @Nullable Path vocabulary() throws IOException {
    if (parameters.vocabulary == null) {
      return null;
    }
    Path file = parameters.vocabulary.toPath();
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(
          "snowbert.vocabulary is %s, where there is no file: name a vocab.txt or a tokenizer.json"
              .formatted(file));
    }
    try {
      requireWords(Vocabulary.read(file));
    } catch (InvalidInputException e) { // whose message does not name the parameter
      throw new InvalidInputException(
          "snowbert.vocabulary is not usable: %s".formatted(e.getMessage()), e);
    }
    return file;
  }

  /** Refuses a vocabulary without words, because no token could replace a masked token. */
  private void requireWords(Vocabulary vocabulary) {
    var unused = new Masker(masks(defaults(false)), vocabulary);
  }

  /** The user's, or the recipe's as far as the model that training starts from reads so much. */
  private int maxLength(@Nullable BertConfig initial) {
    Integer length = parameters.maxLength;
    if (length != null) {
      return between(3, POSITIONS, "maxLength", length);
    }
    return initial == null
        ? recipe.maxLength()
        : Math.min(recipe.maxLength(), initial.maxPositions());
  }

  /**
   * What the recipe chooses where the user chooses nothing.
   *
   * @param trained whether training starts from a model
   */
  private RecipeDefaults defaults(boolean trained) {
    if (recipe == Recipe.NOTEBOOK) {
      return RecipeDefaults.NOTEBOOK;
    }
    Integer tokens = positive("batchTokens", parameters.batchTokens);
    double batch = tokens == null ? batchSize(trained) : Math.max(1, tokens / TOKENS_OF_A_SENTENCE);
    int sharing = rounds() == null ? workers() : 1; // in rounds each worker has steps of its own
    return trained
        ? RecipeDefaults.FROM_A_MODEL
        : RecipeDefaults.of(size(), batch * gradientAccumulation() * sharing);
  }

  private int batchSize(boolean trained) {
    Integer size = atLeast(1, "batchSize", parameters.batchSize);
    if (size != null) {
      return size;
    }
    return trained || recipe == Recipe.NOTEBOOK
        ? RecipeDefaults.SMALL_BATCH_SIZE
        : RecipeDefaults.BATCH_SIZE;
  }

  private int gradientAccumulation() {
    return atLeast(1, "gradientAccumulation", parameters.gradientAccumulation);
  }

  private int workers() {
    return between(1, MOST_WORKERS, "workers", parameters.workers);
  }

  private MaskSettings masks(RecipeDefaults defaults) {
    return MaskSettingsBuilder.stagedBuilder()
        .masking(constant("masking", parameters.masking, recipe.masking()))
        .maskProbability(
            fraction(
                "maskProbability", chosen(parameters.maskProbability, defaults.maskProbability())))
        .evaluationMaskProbability(
            fraction("evaluationMaskProbability", parameters.evaluationMaskProbability))
        .wholeWord(parameters.wholeWord)
        .replacement(constant("replacement", parameters.replacement, recipe.replacement()))
        .labels(constant("labels", parameters.labels, recipe.labels()))
        .atLeastOne(recipe.atLeastOne())
        .seed(parameters.seed)
        .build();
  }

  /**
   * The cluster that computes the gradients; null for this machine.
   *
   * @throws InvalidInputException if a parameter is wrong
   */
  public @Nullable Cluster cluster() {
    if (parameters.cluster == null) {
      return null;
    }
    if (!CLUSTER.matcher(parameters.cluster).matches()) {
      throw new InvalidInputException(
          "snowbert.cluster is %s: use spark://host:7077, yarn, k8s://host:port or local-cluster[2,1,3072]"
              .formatted(parameters.cluster));
    }
    if (parameters.libtorch != null) {
      throw new InvalidInputException(
          "snowbert.libtorch and snowbert.cluster are both set, but the workers of a cluster get the engine from Maven: leave snowbert.libtorch out");
    }
    if (!SPARK_VERSION.matcher(parameters.sparkVersion).matches()) {
      throw new InvalidInputException(
          "snowbert.sparkVersion is %s: use the version of the cluster, 4.0.0 or later, such as 4.2.0"
              .formatted(parameters.sparkVersion));
    }
    SortedMap<String, String> properties = new TreeMap<>();
    if (parameters.sparkProperties != null) {
      parameters.sparkProperties.forEach(
          (name, value) -> {
            if (value == null || !name.startsWith("spark.")) {
              throw new InvalidInputException(
                  "<%s> of <sparkProperties> is %s: use names that begin with spark., and give each a value"
                      .formatted(name, value == null ? "empty" : "no property of Spark"));
            }
            if (SPARK_PROPERTIES_OF_OURS.contains(name)) {
              throw new InvalidInputException(
                  "<%s> of <sparkProperties> is %s, but the plugin sets it: leave it out"
                      .formatted(name, value));
            }
            properties.put(name, value.strip());
          });
    }
    return new Cluster(parameters.cluster, parameters.sparkVersion, workerPlatform(), properties);
  }

  private Platform workerPlatform() {
    String given = parameters.workerPlatform;
    if (given == null) {
      return Platform.current();
    }
    return Platform.ofClassifier(given.strip())
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "snowbert.workerPlatform is %s: use one of %s"
                        .formatted(given, Platform.classifiers())));
  }

  /** The hardware of a training: on a cluster the threads are those of a worker. */
  private Hardware hardware(Device device, @Nullable Cluster cluster) {
    Hardware hardware = hardware(device);
    if (cluster == null) {
      return hardware;
    }
    Integer given = hardware.threads();
    String cores = cluster.sparkProperties().get(Cluster.EXECUTOR_CORES);
    if (given != null && cores != null && !cores.equals(given.toString())) {
      throw new InvalidInputException(
          "snowbert.threads is %s, and <%s> of <sparkProperties> is %s: set one of the two, because a worker has one thread for each core of its executor"
              .formatted(given, Cluster.EXECUTOR_CORES, cores));
    }
    if (given != null) {
      return hardware;
    }
    try {
      int threads = Integer.parseInt(cluster.defaultThreads());
      return new Hardware(
          device, hardware.precision(), between(1, MOST_THREADS, "threads", threads));
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          "<spark.executor.cores> of <sparkProperties> is %s: use a whole number of at least 1"
              .formatted(cluster.defaultThreads()),
          e);
    }
  }

  private TrainSettings train(@Nullable InitialModel init, int maxLength, Hardware hardware) {
    RecipeDefaults defaults = defaults(init != null);
    MaskSettings masks = masks(defaults);
    double learningRate =
        positive("learningRate", chosen(parameters.learningRate, defaults.learningRate()));
    double adamEpsilon =
        positive("adamEpsilon", chosen(parameters.adamEpsilon, defaults.adamEpsilon()));
    return TrainSettingsBuilder.stagedBuilder()
        .model(init == null ? size() : null)
        .outputBias(outputBias(init, masks.labels()))
        .epochs(between(1, MOST_EPOCHS, "epochs", parameters.epochs))
        .maxSteps(positive("maxSteps", parameters.maxSteps))
        .batchSize(batchSize(init != null))
        .batchTokens(positive("batchTokens", parameters.batchTokens))
        .gradientAccumulation(gradientAccumulation())
        .workers(workers())
        .rounds(rounds())
        .gradientPrecision(gradientPrecision())
        .learningRate(between(0, 1, "learningRate", learningRate))
        .schedule(constant("schedule", parameters.schedule, recipe.schedule()))
        .warmupSteps(atLeast(0, "warmupSteps", parameters.warmupSteps))
        .warmupFraction(warmupFraction(defaults))
        .adamBeta1(share("adamBeta1", parameters.adamBeta1))
        .adamBeta2(share("adamBeta2", parameters.adamBeta2))
        .adamEpsilon(between(0, 1, "adamEpsilon", adamEpsilon))
        .weightDecay(notNegative("weightDecay", parameters.weightDecay))
        .decayEverything(recipe.decayEverything())
        .clipNorm(clipNorm())
        .dropout(between(0, 0.9, "dropout", chosen(parameters.dropout, defaults.dropout())))
        .shuffle(parameters.shuffle)
        .paddedLength(recipe.padded() ? (Integer) maxLength : null)
        .maxPositions(POSITIONS)
        .evaluationSteps(ofEvaluations("evaluationSteps", parameters.evaluationSteps))
        .patience(ofEvaluations("patience", parameters.patience))
        .keepBest(keepBest())
        .checkpointSteps(positive("checkpointSteps", parameters.checkpointSteps))
        .masks(masks)
        .hardware(hardware)
        .build();
  }

  /**
   * The output bias of a new model; null for a model that has its own. Where every position is
   * scored, the frequencies of the tokens that are masked are not those of the labels.
   */
  private @Nullable OutputBias outputBias(@Nullable InitialModel init, Labels labels) {
    if (init == null) {
      OutputBias ofRecipe = labels == Labels.ALL ? OutputBias.ZERO : recipe.outputBias();
      return constant("outputBias", parameters.outputBias, ofRecipe);
    }
    if (parameters.outputBias != null) {
      throw new InvalidInputException(
          "snowbert.outputBias is %s, but snowbert.init is %s, which has an output bias already: leave snowbert.outputBias out"
              .formatted(parameters.outputBias, init.name()));
    }
    return null;
  }

  private static double chosen(@Nullable Double byUser, double byRecipe) {
    return byUser == null ? byRecipe : byUser;
  }

  private @Nullable Double warmupFraction(RecipeDefaults defaults) {
    Double fraction = parameters.warmupFraction;
    if (parameters.warmupSteps == null) {
      return between(0, 1, "warmupFraction", chosen(fraction, defaults.warmupFraction()));
    }
    if (fraction != null) {
      throw new InvalidInputException(
          "snowbert.warmupSteps and snowbert.warmupFraction are both set: set one of them");
    }
    return null;
  }

  /** A number of steps or evaluations; null if the user gives none. */
  private @Nullable Integer ofEvaluations(String name, @Nullable Integer value) {
    if (value != null) {
      requireHeldOutSentences(name, value);
    }
    return positive(name, value);
  }

  private boolean keepBest() {
    Boolean keepBest = parameters.keepBest;
    if (Boolean.TRUE.equals(keepBest)) {
      requireHeldOutSentences("keepBest", true);
    }
    return keepBest == null ? parameters.patience != null : keepBest;
  }

  private void requireHeldOutSentences(String name, Object value) {
    if (parameters.validationFraction == 0) {
      throw new InvalidInputException(
          "snowbert.%s is %s, but snowbert.validationFraction is 0, so that no sentences are held out to evaluate with: raise snowbert.validationFraction, or leave snowbert.%s out"
              .formatted(name, value, name));
    }
  }

  private @Nullable Rounds rounds() {
    int localSteps = between(1, MOST_LOCAL_STEPS, "localSteps", parameters.localSteps);
    double rate = between(0, 10, "outerLearningRate", parameters.outerLearningRate);
    positive("outerLearningRate", rate);
    double momentum = between(0, 0.99, "outerMomentum", parameters.outerMomentum);
    if (localSteps > 1) {
      return new Rounds(localSteps, rate, momentum);
    }
    if (rate != 1) {
      throw onlyInRounds("outerLearningRate", rate);
    }
    if (momentum != 0) {
      throw onlyInRounds("outerMomentum", momentum);
    }
    return null;
  }

  private GradientPrecision gradientPrecision() {
    GradientPrecision precision =
        constant("gradientPrecision", parameters.gradientPrecision, GradientPrecision.class);
    if (precision != GradientPrecision.FP32 && (workers() == 1 || rounds() != null)) {
      throw new InvalidInputException(
          "snowbert.gradientPrecision is %s, but no workers share a step, because snowbert.workers is %d and snowbert.localSteps is %d: leave snowbert.gradientPrecision out"
              .formatted(parameters.gradientPrecision, parameters.workers, parameters.localSteps));
    }
    return precision;
  }

  private static InvalidInputException onlyInRounds(String name, double value) {
    return new InvalidInputException(
        "snowbert.%s is %s, but snowbert.localSteps is 1, so that the workers share each step: give localSteps too, or leave %s out"
            .formatted(name, value, name));
  }

  /**
   * The hardware that computes.
   *
   * @throws InvalidInputException if a parameter is wrong
   */
  public Hardware hardware(Device device) {
    return new Hardware(
        device, constant("precision", parameters.precision, Precision.class), threads());
  }

  private @Nullable Double clipNorm() {
    Double norm = parameters.clipNorm;
    if (norm == null) {
      return recipe.clipNorm();
    }
    return norm == 0 ? null : (Double) notNegative("clipNorm", norm);
  }

  private @Nullable Integer threads() {
    Integer threads = parameters.threads;
    return threads == null ? null : (Integer) between(1, MOST_THREADS, "threads", threads);
  }
}
