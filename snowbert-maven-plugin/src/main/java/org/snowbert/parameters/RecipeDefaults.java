package org.snowbert.parameters;

import java.math.BigDecimal;
import java.math.MathContext;
import org.snowbert.model.ModelSize;

/**
 * The settings of a training that a recipe chooses where the user chooses none.
 *
 * @param learningRate the highest learning rate
 * @param warmupFraction the share of the steps in which the learning rate rises
 * @param adamEpsilon what AdamW adds to the root of a second moment
 * @param dropout the probability of dropout
 * @param maskProbability the probability that a token of a training sentence is masked
 */
record RecipeDefaults(
    double learningRate,
    double warmupFraction,
    double adamEpsilon,
    double dropout,
    double maskProbability) {
  /** The number of sentences in a batch of a new model. */
  static final int BATCH_SIZE = 32;

  /** The number of sentences in a batch of the notebook, and of transformers' own examples. */
  static final int SMALL_BATCH_SIZE = 16;

  /** Those of the notebook. */
  static final RecipeDefaults NOTEBOOK = new RecipeDefaults(5e-5, 0, 1e-8, 0.1, 0.15);

  /** For a model that is trained already, which higher rates would spoil. */
  static final RecipeDefaults FROM_A_MODEL = new RecipeDefaults(5e-5, 0.06, 1e-8, 0.1, 0.15);

  /** The sentences of an optimizer step for which {@link #peak} gives the rate. */
  private static final int SENTENCES = 64;

  /**
   * Those of the recipe {@code bert} for a new model. The page "Choosing settings" of the site
   * shows the trainings that they come from.
   *
   * @param sentences the number of sentences in an optimizer step. The rate grows with their square
   *     root, because AdamW divides by the root of the noise (Malladi et al., 2022).
   */
  static RecipeDefaults of(ModelSize size, double sentences) {
    double rate = peak(size) * Math.sqrt(Math.min(sentences, mostSentences(size)) / SENTENCES);
    double rounded = new BigDecimal(rate).round(new MathContext(2)).doubleValue();
    return new RecipeDefaults(rounded, warmup(size), 1e-6, 0, 0.4);
  }

  /**
   * The sentences of an optimizer step up to which the rate grows. {@code tiny} and {@code mini}
   * were seen to learn with a rate for 256; larger models may not.
   */
  private static int mostSentences(ModelSize size) {
    return switch (size) {
      case TINY, MINI -> 256;
      case SMALL, MEDIUM, BASE, LARGE -> SENTENCES;
    };
  }

  /**
   * A tenth of the steps is best for {@code tiny} and {@code mini}. Larger models bear high rates
   * less well, so they get a longer warm-up, which cost those two at most 1%.
   */
  private static double warmup(ModelSize size) {
    return switch (size) {
      case TINY, MINI -> 0.1;
      case SMALL, MEDIUM, BASE, LARGE -> 0.2;
    };
  }

  /**
   * Measured for {@code tiny}, {@code mini} and {@code small}; the others follow the trend and the
   * literature.
   */
  private static double peak(ModelSize size) {
    return switch (size) {
      case TINY -> 2.8e-3;
      case MINI -> 1e-3;
      case SMALL -> 7e-4;
      case MEDIUM -> 5e-4;
      case BASE -> 3e-4;
      case LARGE -> 2e-4;
    };
  }
}
