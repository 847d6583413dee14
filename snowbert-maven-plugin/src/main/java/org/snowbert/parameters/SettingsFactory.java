package org.snowbert.parameters;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.corpus.Filter;
import org.snowbert.corpus.Format;
import org.snowbert.corpus.Mirror;
import org.snowbert.corpus.Source;
import org.snowbert.fork.Engine;
import org.snowbert.masking.Masker;
import org.snowbert.model.BertConfig;
import org.snowbert.model.ModelSize;
import org.snowbert.model.Precision;
import org.snowbert.settings.Gates;
import org.snowbert.settings.Hardware;
import org.snowbert.settings.InitialModel;
import org.snowbert.settings.Labels;
import org.snowbert.settings.MaskSettings;
import org.snowbert.settings.ModelFiles;
import org.snowbert.settings.Project;
import org.snowbert.settings.Settings;
import org.snowbert.settings.SoftwareVersions;
import org.snowbert.settings.TokenizeSettings;
import org.snowbert.settings.TrainSettings;
import org.snowbert.text.Segmentation;
import org.snowbert.text.Vocabulary;

/** From what the user wrote to checked settings, the recipe's defaults filled in. */
public final class SettingsFactory {
  /** Position embeddings, as in every published BERT. */
  private static final int POSITIONS = 512;

  /** A scheme of one letter is a drive of Windows. */
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  private static final int MOST_THREADS = 1024;

  private static final int MOST_EPOCHS = 100_000;

  private enum Masking {
    DYNAMIC,
    STATIC
  }

  private final ModelParameters parameters;
  private final Path base;
  private final Recipe recipe;

  /**
   * A factory.
   *
   * @param base the project's directory
   */
  public SettingsFactory(ModelParameters parameters, Path base) {
    this.parameters = parameters;
    this.base = base;
    this.recipe = ParameterChecks.constant("recipe", parameters.recipe, Recipe.class);
  }

  public Settings settings(
      @Nullable InitialModel init,
      Gates gates,
      Project project,
      Engine engine,
      SoftwareVersions versions,
      @Nullable String timestamp)
      throws IOException {
    if (init != null) {
      requireAgreement(init);
    }
    Gates.Baseline baseline = gates.baseline();
    if (baseline != null) {
      BertConfig config = ModelFiles.read(GatesParameter.BASELINE, baseline.model()).config();
      requirePositions(GatesParameter.BASELINE, baseline.name(), config);
    }
    return new Settings(
        sources(),
        parameters.mirror == null ? null : Mirror.parse(parameters.mirror, base),
        filter(),
        tokens(segmentation(init)),
        training(),
        hardware(engine),
        init,
        parameters.resume,
        ParameterChecks.atLeast(1, "checkpointsToKeep", parameters.checkpointsToKeep),
        ParameterChecks.timestamp(timestamp),
        gates,
        project,
        versions);
  }

  /**
   * How words are found: as the model to start from finds them.
   *
   * @throws InvalidInputException if the user asks for something else
   */
  public Segmentation segmentation(@Nullable InitialModel init) throws IOException {
    Segmentation given =
        ParameterChecks.constant("segmenter", parameters.segmenter, Segmentation.JAPANESE);
    if (init == null) {
      return given;
    }
    Segmentation own = init.segmentation();
    if (parameters.segmenter != null && given != own) {
      throw new InvalidInputException(
          "snowbert.segmenter is %s, but snowbert.init is %s, whose segmenter is %s: leave snowbert.segmenter away"
              .formatted(parameters.segmenter, init.name(), own.name().toLowerCase(Locale.ROOT)));
    }
    return own;
  }

  /** What a model decides is not silently taken from elsewhere. */
  private void requireAgreement(InitialModel init) throws IOException {
    if (parameters.vocabulary != null) {
      throw new InvalidInputException(
          "snowbert.vocabulary and snowbert.init are both set, but a model comes with its own vocabulary: set one of them");
    }
    BertConfig config = init.config();
    if (parameters.model != null && !config.isOf(size())) {
      throw new InvalidInputException(
          "snowbert.model is %s, but snowbert.init is %s, which has %s: leave snowbert.model away"
              .formatted(parameters.model, init.name(), config.size()));
    }
    requirePositions("snowbert.init", init.name(), config);
  }

  private void requirePositions(String parameter, String model, BertConfig config) {
    if (maxLength() > config.maxPositions()) {
      throw new InvalidInputException(
          "snowbert.maxLength is %d, but %s is %s, which reads %d tokens: set snowbert.maxLength to at most %d"
              .formatted(
                  maxLength(), parameter, model, config.maxPositions(), config.maxPositions()));
    }
  }

  private ModelSize size() {
    return ParameterChecks.constant("model", parameters.model, ModelSize.BASE);
  }

  private TokenizeSettings tokens(Segmentation segmentation) throws IOException {
    return new TokenizeSettings(
        segmentation,
        vocabulary(),
        ParameterChecks.atLeast(1, "vocabularySize", parameters.vocabularySize),
        ParameterChecks.fraction("validationFraction", parameters.validationFraction),
        maxLength());
  }

  /** The user's vocabulary, read once before the corpus is. */
  private @Nullable Path vocabulary() throws IOException {
    if (parameters.vocabulary == null) {
      return null;
    }
    Path file = parameters.vocabulary.toPath();
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(
          "snowbert.vocabulary is %s, where there is no file: name a vocab.txt".formatted(file));
    }
    try {
      requireWords(Vocabulary.read(file));
    } catch (InvalidInputException e) { // which does not say whose file it is
      throw new InvalidInputException(
          "snowbert.vocabulary is refused: %s".formatted(e.getMessage()), e);
    }
    return file;
  }

  /** Where there are none, no token could stand in a masked one's place. */
  private void requireWords(Vocabulary vocabulary) {
    var unused = new Masker(masks(), vocabulary);
  }

  private int maxLength() {
    Integer given = parameters.maxLength;
    return given == null
        ? recipe.maxLength()
        : ParameterChecks.between(3, POSITIONS, "maxLength", given);
  }

  private TrainSettings training() {
    Masking masking =
        ParameterChecks.constant(
            "masking",
            parameters.masking,
            recipe.dynamicMasking() ? Masking.DYNAMIC : Masking.STATIC);
    return new TrainSettings(
        size(),
        masks(),
        masking == Masking.DYNAMIC,
        recipe.padded() ? maxLength() : null,
        ParameterChecks.between(1, MOST_EPOCHS, "epochs", parameters.epochs),
        ParameterChecks.positive("maxSteps", parameters.maxSteps),
        ParameterChecks.atLeast(1, "batchSize", parameters.batchSize),
        ParameterChecks.positive("batchTokens", parameters.batchTokens),
        ParameterChecks.atLeast(1, "gradientAccumulation", parameters.gradientAccumulation),
        ParameterChecks.between(
            0,
            1,
            "learningRate",
            ParameterChecks.positive("learningRate", parameters.learningRate)),
        ParameterChecks.constant("schedule", parameters.schedule, recipe.schedule()),
        ParameterChecks.atLeast(0, "warmupSteps", parameters.warmupSteps),
        ParameterChecks.notNegative("weightDecay", parameters.weightDecay),
        recipe.decayEverything(),
        clipNorm(),
        ParameterChecks.between(0, 0.9, "dropout", parameters.dropout),
        parameters.shuffle,
        ParameterChecks.positive("checkpointSteps", parameters.checkpointSteps),
        POSITIONS,
        parameters.seed);
  }

  private @Nullable Double clipNorm() {
    Double given = parameters.clipNorm;
    if (given == null) {
      return recipe.clipNorm();
    }
    return given == 0 ? null : (Double) ParameterChecks.notNegative("clipNorm", given);
  }

  private MaskSettings masks() {
    Labels labels = ParameterChecks.constant("labels", parameters.labels, recipe.labels());
    return new MaskSettings(
        ParameterChecks.fraction("maskProbability", parameters.maskProbability),
        parameters.wholeWord,
        ParameterChecks.constant("replacement", parameters.replacement, recipe.replacement()),
        labels,
        recipe.atLeastOne());
  }

  private Hardware hardware(Engine engine) {
    return new Hardware(
        engine.device(),
        ParameterChecks.constant("precision", parameters.precision, Precision.class),
        threads());
  }

  /** More threads than any machine has take every process of it. */
  private @Nullable Integer threads() {
    Integer given = parameters.threads;
    return given == null
        ? null
        : (Integer) ParameterChecks.between(1, MOST_THREADS, "threads", given);
  }

  private List<Source> sources() {
    if (parameters.sources == null || parameters.sources.isEmpty()) {
      return Source.DEFAULTS;
    }
    List<Source> sources = new ArrayList<>();
    for (SourceParameter source : parameters.sources) {
      if (source.url == null) {
        throw new InvalidInputException(
            "a source of snowbert.sources has no url: give it an address or a path");
      }
      sources.add(
          new Source(
              source.id == null ? "" : source.id,
              url(source.url),
              source.sha256,
              source.format == null
                  ? null
                  : ParameterChecks.constant("sources: a format", source.format, Format.class),
              source.sheet,
              columns(source),
              source.license));
    }
    return sources;
  }

  private static List<String> columns(SourceParameter source) {
    List<String> columns = source.columns == null ? List.of() : source.columns;
    if (source.column == null) {
      return columns;
    }
    if (!columns.isEmpty()) {
      throw new InvalidInputException(
          "source %s has a column, '%s', and columns, %s: give one of the two"
              .formatted(source.id, source.column, columns));
    }
    return List.of(source.column);
  }

  private Filter filter() {
    return new Filter(
        ParameterChecks.positive("minCharacters", parameters.minCharacters),
        ParameterChecks.positive("maxCharacters", parameters.maxCharacters),
        Filter.pattern("include", parameters.include),
        Filter.pattern("exclude", parameters.exclude),
        parameters.distinct);
  }

  /**
   * An address as it is; a path from the project's directory. What follows {@code file:} may be a
   * path too, with spaces, as {@code ${project.basedir}} gives it.
   */
  private URI url(String text) {
    try {
      URI address = ADDRESS.matcher(text).matches() ? new URI(text) : null;
      if (address != null && !isPath(address)) {
        return address;
      }
    } catch (URISyntaxException e) {
      if (!text.startsWith("file:")) {
        throw notAnAddress(text, e);
      }
    }
    try {
      return base.resolve(text.replaceFirst("^file:", "")).normalize().toUri();
    } catch (InvalidPathException e) {
      String locale = System.getProperty("sun.jnu.encoding", "UTF-8");
      if (!Charset.forName(locale).newEncoder().canEncode(text)) {
        throw new InvalidInputException(
            "the url of a source is '%s', which has letters that the locale of this build cannot write (%s): use a UTF-8 locale, such as LC_ALL=C.UTF-8"
                .formatted(text, locale),
            e);
      }
      throw notAnAddress(text, e);
    }
  }

  /** Whether it is {@code file:} and a path that does not begin at the root. */
  private static boolean isPath(URI address) {
    return "file".equals(address.getScheme()) && address.isOpaque();
  }

  private static InvalidInputException notAnAddress(String text, Exception cause) {
    return new InvalidInputException(
        "the url of a source is '%s': give an https: or file: address, or a path".formatted(text),
        cause);
  }
}
