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

  /**
   * What a size of models bears, for a new model.
   *
   * @param learningRate the highest learning rate for a step of {@link #SENTENCES} sentences
   * @param mostSentences the sentences of a step up to which the rate grows
   * @param warmupFraction a tenth of the steps is best for {@code tiny} and {@code mini}; larger
   *     models bear high rates less well
   */
  private record OfSize(double learningRate, int mostSentences, double warmupFraction) {
    static final int SENTENCES = 64;

    /**
     * Measured for {@code tiny}, {@code mini} and {@code small}; the others follow the trend and
     * the literature. Those were not trained with larger steps.
     */
    static OfSize of(ModelSize size) {
      return switch (size) {
        case TINY -> new OfSize(2.8e-3, 256, 0.1);
        case MINI -> new OfSize(1e-3, 256, 0.1);
        case SMALL -> new OfSize(7e-4, 192, 0.2);
        case MEDIUM -> new OfSize(5e-4, SENTENCES, 0.2);
        case BASE -> new OfSize(3e-4, SENTENCES, 0.2);
        case LARGE -> new OfSize(2e-4, SENTENCES, 0.2);
      };
    }

    /** The rate for a step, rounded to two digits. */
    double learningRate(double sentences) {
      double rate = learningRate * Math.sqrt(Math.min(sentences, mostSentences) / SENTENCES);
      return new BigDecimal(rate).round(new MathContext(2)).doubleValue();
    }
  }

  /**
   * Those of the recipe {@code bert} for a new model. The page "Choosing settings" of the site
   * shows the trainings that they come from.
   *
   * @param sentences the number of sentences in an optimizer step. The rate grows with their square
   *     root, because AdamW divides by the root of the noise (Malladi et al., 2022).
   */
  static RecipeDefaults of(ModelSize size, double sentences) {
    OfSize defaults = OfSize.of(size);
    return new RecipeDefaults(
        defaults.learningRate(sentences), defaults.warmupFraction(), 1e-6, 0, 0.4);
  }
}
