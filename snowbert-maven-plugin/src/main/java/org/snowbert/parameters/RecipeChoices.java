package org.snowbert.parameters;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.snowbert.settings.TrainSettings;

/** Says which values the recipe chose, because the user chose none. */
final class RecipeChoices {
  private final List<String> choices = new ArrayList<>();

  private RecipeChoices() {}

  /** The choices and their reason in words; null if the user chose everything. */
  static @Nullable String of(GoalParameters user, Recipe recipe, TrainSettings train) {
    List<String> choices =
        new RecipeChoices()
            .add("batchSize", user.batchSize, user.batchTokens == null ? train.batchSize() : null)
            .add("learningRate", user.learningRate, train.learningRate())
            .add("warmupFraction", user.warmupFraction, train.warmupFraction())
            .add("adamEpsilon", user.adamEpsilon, train.adamEpsilon())
            .add("dropout", user.dropout, train.dropout())
            .add("maskProbability", user.maskProbability, train.masks().maskProbability())
            .choices;
    if (choices.isEmpty()) {
      return null;
    }
    String reason = "";
    if (recipe == Recipe.BERT) {
      reason = train.model() == null ? ", for a trained model" : ", for a new model of this size";
    }
    return "%s chose %s%s"
        .formatted(recipe.name().toLowerCase(Locale.ROOT), String.join(", ", choices), reason);
  }

  private RecipeChoices add(String name, @Nullable Number byUser, @Nullable Number value) {
    if (byUser == null && value != null) {
      choices.add(name + " " + text(value));
    }
    return this;
  }

  /** Such as {@code 32}, {@code 0.2} or {@code 1.4e-3}. */
  private static String text(Number number) {
    BigDecimal value = new BigDecimal(number.toString()).stripTrailingZeros();
    boolean small = value.signum() != 0 && value.abs().compareTo(new BigDecimal("0.01")) < 0;
    return small
        ? "%se%d"
            .formatted(
                new BigDecimal(value.unscaledValue(), value.precision() - 1).toPlainString(),
                value.precision() - value.scale() - 1)
        : value.toPlainString();
  }
}
