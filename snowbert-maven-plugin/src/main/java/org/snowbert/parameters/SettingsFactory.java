package org.snowbert.parameters;

import static org.snowbert.parameters.ParameterChecks.atLeast;
import static org.snowbert.parameters.ParameterChecks.between;
import static org.snowbert.parameters.ParameterChecks.constant;
import static org.snowbert.parameters.ParameterChecks.positive;
import static org.snowbert.parameters.ParameterChecks.share;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.corpus.Filter;
import org.snowbert.corpus.Mirror;
import org.snowbert.corpus.Source;
import org.snowbert.masking.Masker;
import org.snowbert.model.BertConfig;
import org.snowbert.model.Device;
import org.snowbert.settings.Cluster;
import org.snowbert.settings.EvaluateSettings;
import org.snowbert.settings.FetchSettings;
import org.snowbert.settings.Gates;
import org.snowbert.settings.Hardware;
import org.snowbert.settings.InitialModel;
import org.snowbert.settings.ModelFiles;
import org.snowbert.settings.ModelFormat;
import org.snowbert.settings.Project;
import org.snowbert.settings.Settings;
import org.snowbert.settings.SettingsBuilder;
import org.snowbert.settings.SoftwareVersions;
import org.snowbert.settings.TokenizeSettings;
import org.snowbert.settings.TrainSettings;
import org.snowbert.text.TokenizerConfig;
import org.snowbert.text.TokenizerConfig.Kind;
import org.snowbert.text.Vocabulary;

/** Checks the parameters, fills in the defaults of the recipe, and makes settings of them. */
public final class SettingsFactory {
  private final GoalParameters parameters;
  private final Path base;
  private final Recipe recipe;
  private final TrainSettingsFactory train;

  /**
   * A factory.
   *
   * @param base the folder that relative paths start from
   */
  public SettingsFactory(GoalParameters parameters, Path base) {
    this.parameters = parameters;
    this.base = base;
    this.recipe = constant("recipe", parameters.recipe, Recipe.class);
    this.train = new TrainSettingsFactory(parameters, recipe);
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
    Hardware hardware = new HardwareFactory(parameters).hardware(device, cluster);
    TrainSettings settings = train.settings(init, maxLength, hardware);
    return SettingsBuilder.stagedBuilder()
        .fetch(fetch(segmenter))
        .tokenize(tokenize(init, segmenter, maxLength))
        .train(settings)
        .init(init)
        .evaluate(
            new EvaluateSettings(
                settings.masks().labels(), settings.paddedLength(), settings.hardware(), gates))
        .choices(RecipeChoices.of(parameters, recipe, settings))
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
    if (parameters.model != null && !config.isOf(train.size())) {
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
    if (parameters.sources == null || parameters.sources.isEmpty()) {
      return Source.DEFAULTS;
    }
    List<Source> sources =
        parameters.sources.stream().map(source -> source.toSource(base)).toList();
    requireDistinctIds(sources);
    return sources;
  }

  private static void requireDistinctIds(List<Source> sources) {
    Set<String> ids = new HashSet<>();
    for (Source source : sources) {
      if (!ids.add(source.id())) {
        throw new InvalidInputException(
            "two of <sources> have the id %s: give each an id of its own".formatted(source.id()));
      }
    }
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
    var unused = new Masker(train.masks(train.defaults(false)), vocabulary);
  }

  /** The user's, or the recipe's as far as the model that training starts from reads so much. */
  private int maxLength(@Nullable BertConfig initial) {
    Integer length = parameters.maxLength;
    if (length != null) {
      return between(3, TrainSettingsFactory.POSITIONS, "maxLength", length);
    }
    return initial == null
        ? recipe.maxLength()
        : Math.min(recipe.maxLength(), initial.maxPositions());
  }

  /**
   * The cluster that computes the gradients; null for this machine.
   *
   * @throws InvalidInputException if a parameter is wrong
   */
  public @Nullable Cluster cluster() {
    return new ClusterFactory(parameters).cluster();
  }

  /**
   * The hardware of this machine.
   *
   * @throws InvalidInputException if a parameter is wrong
   */
  public Hardware hardware(Device device) {
    return new HardwareFactory(parameters).hardware(device);
  }
}
