package org.snowbert.goals;

import java.io.IOException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.goals.resolver.ModelLocator;
import org.snowbert.parameters.ParameterChecks;
import org.snowbert.parameters.PromptText;
import org.snowbert.steps.asking.NamedModel;
import org.snowbert.text.Vocabulary;

/** A goal that asks a model of the user's choice. With {@code from} it needs no project. */
abstract class QuestionMojo extends AskingMojo {
  /**
   * The model to ask. The default is the model that the last build of this project left in {@code
   * target/}. Nothing is trained. With {@code from} no project is needed.
   *
   * <p>Values: a folder or a zip of a model, a checkpoint of a training, or {@code
   * groupId:artifactId:version} or {@code groupId:artifactId:zip:classifier:version} of a published
   * one. Example: {@code -Dsnowbert.from=org.example:easy-japanese:1.0.0}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.from")
  private @Nullable String from;

  /**
   * How many answers are shown, the best first: words for each mask, or the nearest sentences.
   *
   * <p>Values: a whole number of at least 1. Example: {@code -Dsnowbert.topK=10}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.topK", defaultValue = "5")
  private int topK;

  @Override
  final boolean asksOwnModel() {
    return from == null;
  }

  final int topK() {
    return ParameterChecks.atLeast(1, "topK", topK);
  }

  /** The model that {@code from} names; null for this project's model. */
  final @Nullable NamedModel from() throws IOException {
    if (from != null) {
      return named("snowbert.from", from);
    }
    if (!isProject()) {
      throw new InvalidInputException(
          "snowbert.from is not set, and there is no project here: name a model, or go to the folder of its project");
    }
    return null;
  }

  final NamedModel named(String parameter, String model) throws IOException {
    ModelLocator.Located located = models().locate(parameter, model, base());
    return new NamedModel(parameter, located.name(), located.path());
  }

  /**
   * The parameter {@code text}, a sentence with gaps, with {@code [MASK]} for each gap.
   *
   * @throws InvalidInputException if the sentence has no gap
   */
  static String prompt(@Nullable String text) {
    String prompt = text == null ? "" : PromptText.of(text);
    if (!prompt.contains(Vocabulary.MASK)) {
      throw new InvalidInputException(
          "snowbert.text is %s: give a sentence with [MASK] or ___ where a word is to be filled in"
              .formatted(text == null ? "not set" : "'" + text + "'"));
    }
    return prompt;
  }
}
