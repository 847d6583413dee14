package org.snowbert.maven;

import java.io.File;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** The parameters of the corpus, the tokens and the masks. */
@SuppressWarnings("NullAway.Init") // Maven sets the fields
abstract class DataParameters extends AbstractMojo {
  /**
   * Does nothing. Without a packaged model there is nothing to install or deploy: in packaging
   * {@code bert-model} those goals are skipped too.
   *
   * <p>Values: {@code true} or {@code false}. Example: {@code -Dsnowbert.skip=true}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.skip", defaultValue = "false")
  boolean skip;

  /**
   * The workbooks that hold the sentences; SNOW T15 and T23 by default. The {@code url} is an
   * {@code https:} or {@code file:} address or a path relative to the project; {@code sha256},
   * {@code sheet} (the first), {@code column} ({@code #やさしい日本語}) and {@code license} (for the model
   * card, such as {@code CC-BY-4.0}) may be left out.
   *
   * <p>Values: one or more elements. Example:
   *
   * <pre>{@code
   * <sources>
   *   <source>
   *     <id>own</id>
   *     <url>src/main/corpus/own.xlsx</url>
   *     <column>sentence</column>
   *   </source>
   * </sources>
   * }</pre>
   *
   * @since 0.1.0
   */
  @Parameter @Nullable List<SourceParameter> sources;

  /**
   * A directory or a base URL that has the sources' files under their names, instead of the
   * sources' own addresses.
   *
   * <p>Values: a folder, or an {@code https:} or {@code file:} address. Example: {@code
   * -Dsnowbert.mirror=/srv/corpora}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.mirror")
  @Nullable String mirror;

  /**
   * The recipe that gives the defaults of other parameters: {@code bert} (dynamic masking,
   * replacement 80/10/10, masked tokens scored, linear schedule, 128 tokens) or {@code notebook}
   * (static masking, always {@code [MASK]}, every position scored and padded to 100 tokens,
   * constant schedule, decay on every parameter).
   *
   * <p>Values: {@code bert} or {@code notebook}. Example: {@code -Dsnowbert.recipe=notebook}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.recipe", defaultValue = "bert")
  String recipe;

  /**
   * The one source of every random number: split, masks, initial parameters, order, dropout.
   *
   * <p>Values: any whole number. Example: {@code -Dsnowbert.seed=7}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.seed", defaultValue = "42")
  long seed;

  /**
   * A {@code vocab.txt}, one token a line, to use instead of learning one from the training
   * sentences.
   *
   * <p>Values: a file. Example: {@code -Dsnowbert.vocabulary=src/main/corpus/vocab.txt}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.vocabulary")
  @Nullable File vocabulary;

  /**
   * The most entries that a learned vocabulary has.
   *
   * <p>Values: a whole number of at least 1. Example: {@code -Dsnowbert.vocabularySize=8000}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.vocabularySize", defaultValue = "32000")
  int vocabularySize;

  /**
   * The share of sentences that are kept for validation.
   *
   * <p>Values: a number above 0 and below 1. Example: {@code -Dsnowbert.validationFraction=0.1}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.validationFraction", defaultValue = "0.05")
  double validationFraction;

  /**
   * The tokens at which a sentence is cut, {@code [CLS]} and {@code [SEP]} included; 128 by
   * default, 100 in the notebook's recipe.
   *
   * <p>Values: a whole number from 3 to 512. Example: {@code -Dsnowbert.maxLength=64}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.maxLength")
  @Nullable Integer maxLength;

  /**
   * When the masks of training sentences are drawn: {@code dynamic}, afresh each epoch, or {@code
   * static}, once; the recipe's by default.
   *
   * <p>Values: {@code dynamic} or {@code static}. Example: {@code -Dsnowbert.masking=static}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.masking")
  @Nullable String masking;

  /**
   * The probability with which a token is masked.
   *
   * <p>Values: a number above 0 and below 1. Example: {@code -Dsnowbert.maskProbability=0.2}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.maskProbability", defaultValue = "0.15")
  double maskProbability;

  /**
   * Whether whole words are masked rather than tokens.
   *
   * <p>Values: {@code true} or {@code false}. Example: {@code -Dsnowbert.wholeWord=true}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.wholeWord", defaultValue = "false")
  boolean wholeWord;

  /**
   * What stands in for a masked token: {@code bert} (80% {@code [MASK]}, 10% a random token, 10%
   * the token itself) or {@code mask} (always {@code [MASK]}); the recipe's by default.
   *
   * <p>Values: {@code bert} or {@code mask}. Example: {@code -Dsnowbert.replacement=mask}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.replacement")
  @Nullable String replacement;

  /**
   * Which positions are scored: {@code masked} ones or {@code all}; the recipe's by default.
   *
   * <p>Values: {@code masked} or {@code all}. Example: {@code -Dsnowbert.labels=all}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.labels")
  @Nullable String labels;
}
