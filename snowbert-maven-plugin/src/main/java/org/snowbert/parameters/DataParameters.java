package org.snowbert.parameters;

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
   * <p>ParameterChecks: {@code true} or {@code false}. Example: {@code -Dsnowbert.skip=true}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.skip", defaultValue = "false")
  public boolean skip;

  /**
   * The files that hold the sentences; SNOW T15 and T23 by default. The {@code url} is an {@code
   * https:} or {@code file:} address or a path relative to the project. A workbook ({@code .xlsx}),
   * {@code .csv} and {@code .tsv} have a row of headers, {@code .jsonl} keys ({@code a.b} is the
   * key {@code b} within {@code a}), {@code .txt} a sentence a line; text is UTF-8 and may be
   * compressed ({@code .gz}, {@code .bz2}, {@code .xz}). {@code column} names the header or key
   * ({@code #やさしい日本語} in a workbook, where it may be left out), {@code columns} several, of which
   * each row gives a sentence each. {@code format} (such as {@code csv}, where the name does not
   * tell), {@code sha256}, {@code sheet} (the first) and {@code license} (for the model card, such
   * as {@code CC-BY-4.0}) may be left out.
   *
   * <p>ParameterChecks: one or more elements. Example:
   *
   * <pre>{@code
   * <sources>
   *   <source>
   *     <id>own</id>
   *     <url>src/main/corpus/own.csv.gz</url>
   *     <column>sentence</column>
   *   </source>
   * </sources>
   * }</pre>
   *
   * @since 0.1.0
   */
  @Parameter @Nullable List<SourceParameter> sources;

  /**
   * The fewest characters (code points) that a sentence has to be kept, after normalising; without
   * it there is no least.
   *
   * <p>ParameterChecks: a whole number of at least 1. Example: {@code -Dsnowbert.minCharacters=5}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.minCharacters")
  @Nullable Integer minCharacters;

  /**
   * The most characters (code points) that a sentence has to be kept, after normalising; without it
   * there is no most.
   *
   * <p>ParameterChecks: a whole number of at least 1, and of at least {@code minCharacters}.
   * Example: {@code -Dsnowbert.maxCharacters=200}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.maxCharacters")
  @Nullable Integer maxCharacters;

  /**
   * A regular expression that must be found in a sentence for it to be kept; without it all are. It
   * is read by <a href="https://github.com/google/re2/wiki/Syntax">RE2</a>, which has no
   * look-around and no back-references, and takes no time that matters.
   *
   * <p>ParameterChecks: a regular expression. Example: {@code <include>[.!?]$</include>}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.include")
  @Nullable String include;

  /**
   * A regular expression that must not be found in a sentence for it to be kept; without it all
   * are.
   *
   * <p>ParameterChecks: a regular expression as of {@code include}. Example: {@code
   * <exclude>https?://</exclude>}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.exclude")
  @Nullable String exclude;

  /**
   * Whether of equal sentences, of all sources, only the first is kept.
   *
   * <p>ParameterChecks: {@code true} or {@code false}. Example: {@code -Dsnowbert.distinct=true}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.distinct", defaultValue = "false")
  boolean distinct;

  /**
   * A directory or a base URL that has the sources' files under their names, instead of the
   * sources' own addresses.
   *
   * <p>ParameterChecks: a folder, or an {@code https:} or {@code file:} address. Example: {@code
   * -Dsnowbert.mirror=/srv/corpora}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.mirror")
  @Nullable String mirror;

  /**
   * The recipe that gives the defaults of other parameters: {@code bert} (dynamic masking,
   * replacement 80/10/10, masked tokens scored, linear schedule, gradients clipped to 1.0, 128
   * tokens) or {@code notebook} (static masking, always {@code [MASK]}, every position scored and
   * padded to 100 tokens, constant schedule, no clipping, decay on every parameter).
   *
   * <p>ParameterChecks: {@code bert} or {@code notebook}. Example: {@code
   * -Dsnowbert.recipe=notebook}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.recipe", defaultValue = "bert")
  public String recipe;

  /**
   * The one source of every random number: split, masks, initial parameters, order, dropout.
   *
   * <p>ParameterChecks: any whole number. Example: {@code -Dsnowbert.seed=7}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.seed", defaultValue = "42")
  long seed;

  /**
   * How a sentence is normalised and split into words: {@code japanese} (Kuromoji with IPADIC, as
   * MeCab does) or, for other languages, {@code whitespace} (words at white space, punctuation
   * apart, letters left as they are, as a cased BertTokenizer does). With {@code init} the model's
   * own holds; else it is {@code japanese}.
   *
   * <p>ParameterChecks: {@code japanese} or {@code whitespace}. Example: {@code
   * -Dsnowbert.segmenter=whitespace}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.segmenter")
  @Nullable String segmenter;

  /**
   * A {@code vocab.txt}, one token a line, to use instead of learning one from the training
   * sentences.
   *
   * <p>ParameterChecks: a file. Example: {@code -Dsnowbert.vocabulary=src/main/corpus/vocab.txt}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.vocabulary")
  @Nullable File vocabulary;

  /**
   * The most entries that a learned vocabulary has.
   *
   * <p>ParameterChecks: a whole number of at least 1. Example: {@code
   * -Dsnowbert.vocabularySize=8000}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.vocabularySize", defaultValue = "32000")
  public int vocabularySize;

  /**
   * The share of sentences that are kept for validation.
   *
   * <p>ParameterChecks: a number above 0 and below 1. Example: {@code
   * -Dsnowbert.validationFraction=0.1}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.validationFraction", defaultValue = "0.05")
  public double validationFraction;

  /**
   * The tokens at which a sentence is cut, {@code [CLS]} and {@code [SEP]} included; 128 by
   * default, 100 in the notebook's recipe.
   *
   * <p>ParameterChecks: a whole number from 3 to 512. Example: {@code -Dsnowbert.maxLength=64}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.maxLength")
  @Nullable Integer maxLength;

  /**
   * When the masks of training sentences are drawn: {@code dynamic}, afresh each epoch, or {@code
   * static}, once; the recipe's by default.
   *
   * <p>ParameterChecks: {@code dynamic} or {@code static}. Example: {@code
   * -Dsnowbert.masking=static}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.masking")
  @Nullable String masking;

  /**
   * The probability with which a token is masked.
   *
   * <p>ParameterChecks: a number above 0 and below 1. Example: {@code
   * -Dsnowbert.maskProbability=0.2}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.maskProbability", defaultValue = "0.15")
  public double maskProbability;

  /**
   * Whether whole words are masked rather than tokens.
   *
   * <p>ParameterChecks: {@code true} or {@code false}. Example: {@code -Dsnowbert.wholeWord=true}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.wholeWord", defaultValue = "false")
  public boolean wholeWord;

  /**
   * What stands in for a masked token: {@code bert} (80% {@code [MASK]}, 10% a random token, 10%
   * the token itself) or {@code mask} (always {@code [MASK]}); the recipe's by default.
   *
   * <p>ParameterChecks: {@code bert} or {@code mask}. Example: {@code -Dsnowbert.replacement=mask}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.replacement")
  @Nullable String replacement;

  /**
   * Which positions are scored: {@code masked} ones or {@code all}; the recipe's by default.
   *
   * <p>ParameterChecks: {@code masked} or {@code all}. Example: {@code -Dsnowbert.labels=all}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.labels")
  @Nullable String labels;
}
