package org.snowbert.parameters;

import static org.snowbert.parameters.ParameterChecks.atLeast;
import static org.snowbert.parameters.ParameterChecks.between;
import static org.snowbert.parameters.ParameterChecks.constant;
import static org.snowbert.parameters.ParameterChecks.fraction;
import static org.snowbert.parameters.ParameterChecks.notNegative;
import static org.snowbert.parameters.ParameterChecks.positive;
import static org.snowbert.parameters.ParameterChecks.share;

import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.model.GradientPrecision;
import org.snowbert.model.ModelSize;
import org.snowbert.settings.Hardware;
import org.snowbert.settings.InitialModel;
import org.snowbert.settings.Labels;
import org.snowbert.settings.MaskSettings;
import org.snowbert.settings.MaskSettingsBuilder;
import org.snowbert.settings.OutputBias;
import org.snowbert.settings.Rounds;
import org.snowbert.settings.TrainSettings;
import org.snowbert.settings.TrainSettingsBuilder;

/**
 * Checks the parameters of a training, fills in the defaults of the recipe, and makes settings of
 * them.
 */
record TrainSettingsFactory(GoalParameters parameters, Recipe recipe) {
  /** The number of position embeddings, as in every published BERT. */
  static final int POSITIONS = 512;

  private static final int MOST_EPOCHS = 100_000;

  /** A guess, to compare a batch of tokens with one of sentences. */
  private static final int TOKENS_OF_A_SENTENCE = 16;

  private static final int MOST_WORKERS = 100_000;

  /**
   * The driver makes the batches of a whole round, and Spark sends them in one message a worker.
   */
  private static final int MOST_LOCAL_STEPS = 10_000;

  /**
   * Makes the settings of a training.
   *
   * @param init the model that training starts from; null for a new model
   * @throws InvalidInputException if a parameter is wrong
   */
  TrainSettings settings(@Nullable InitialModel init, int maxLength, Hardware hardware) {
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
   * What the recipe chooses where the user chooses nothing.
   *
   * @param trained whether training starts from a model
   */
  RecipeDefaults defaults(boolean trained) {
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

  /** The size of a new model. */
  ModelSize size() {
    return constant("model", parameters.model, ModelSize.BASE);
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

  MaskSettings masks(RecipeDefaults defaults) {
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

  private @Nullable Double clipNorm() {
    Double norm = parameters.clipNorm;
    if (norm == null) {
      return recipe.clipNorm();
    }
    return norm == 0 ? null : (Double) notNegative("clipNorm", norm);
  }
}
