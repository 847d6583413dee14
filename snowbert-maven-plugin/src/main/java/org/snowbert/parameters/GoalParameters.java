package org.snowbert.parameters;

import java.io.File;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that all goals share, each documented for {@code mvn snowbert:help} and for the
 * site.
 */
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public abstract class GoalParameters extends AbstractMojo {
  /**
   * Does nothing. Without a packaged model there is nothing to install or deploy: in packaging
   * {@code bert-model} those goals are skipped too.
   *
   * <p>Values: {@code true} or {@code false}. Example: {@code -Dsnowbert.skip=true}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.skip", defaultValue = "false")
  protected boolean skip;

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
   * <p>Values: one or more elements. Example:
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
  @Parameter protected @Nullable List<SourceParameter> sources;

  /**
   * The fewest characters (code points) that a sentence has to be kept, after normalising; without
   * it there is no least.
   *
   * <p>Values: a whole number of at least 1. Example: {@code -Dsnowbert.minCharacters=5}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.minCharacters")
  protected @Nullable Integer minCharacters;

  /**
   * The most characters (code points) that a sentence has to be kept, after normalising; without it
   * there is no most.
   *
   * <p>Values: a whole number of at least 1, and of at least {@code minCharacters}. Example: {@code
   * -Dsnowbert.maxCharacters=200}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.maxCharacters")
  protected @Nullable Integer maxCharacters;

  /**
   * A regular expression that must be found in a sentence for it to be kept; without it all are. It
   * is read by <a href="https://github.com/google/re2/wiki/Syntax">RE2</a>, which has no
   * look-around and no back-references, and takes no time that matters.
   *
   * <p>Values: a regular expression. Example: {@code <include>[.!?]$</include>}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.include")
  protected @Nullable String include;

  /**
   * A regular expression that must not be found in a sentence for it to be kept; without it all
   * are.
   *
   * <p>Values: a regular expression as of {@code include}. Example: {@code
   * <exclude>https?://</exclude>}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.exclude")
  protected @Nullable String exclude;

  /**
   * Whether of equal sentences, of all sources, only the first is kept.
   *
   * <p>Values: {@code true} or {@code false}. Example: {@code -Dsnowbert.distinct=true}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.distinct", defaultValue = "false")
  protected boolean distinct;

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
  protected @Nullable String mirror;

  /**
   * The recipe that gives the defaults of other parameters: {@code bert} (dynamic masking,
   * replacement 80/10/10, masked tokens scored, linear schedule, gradients clipped to 1.0, 128
   * tokens) or {@code notebook} (static masking, always {@code [MASK]}, every position scored and
   * padded to 100 tokens, constant schedule, no clipping, decay on every parameter).
   *
   * <p>Values: {@code bert} or {@code notebook}. Example: {@code -Dsnowbert.recipe=notebook}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.recipe", defaultValue = "bert")
  protected String recipe;

  /**
   * The one source of every random number: split, masks, initial parameters, order, dropout.
   *
   * <p>Values: any whole number. Example: {@code -Dsnowbert.seed=7}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.seed", defaultValue = "42")
  protected long seed;

  /**
   * How a sentence is normalised and split into words: {@code japanese} (Kuromoji with IPADIC, as
   * MeCab does) or, for other languages, {@code whitespace} (words at white space, punctuation
   * apart, letters left as they are, as a cased BertTokenizer does). With {@code init} the model's
   * own holds; else it is {@code japanese}.
   *
   * <p>Values: {@code japanese} or {@code whitespace}. Example: {@code
   * -Dsnowbert.segmenter=whitespace}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.segmenter")
  protected @Nullable String segmenter;

  /**
   * A {@code vocab.txt}, one token a line, to use instead of learning one from the training
   * sentences.
   *
   * <p>Values: a file. Example: {@code -Dsnowbert.vocabulary=src/main/corpus/vocab.txt}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.vocabulary")
  protected @Nullable File vocabulary;

  /**
   * The most entries that a learned vocabulary has.
   *
   * <p>Values: a whole number of at least 1. Example: {@code -Dsnowbert.vocabularySize=8000}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.vocabularySize", defaultValue = "32000")
  protected int vocabularySize;

  /**
   * The share of sentences that are kept for validation.
   *
   * <p>Values: a number above 0 and below 1. Example: {@code -Dsnowbert.validationFraction=0.1}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.validationFraction", defaultValue = "0.05")
  protected double validationFraction;

  /**
   * The tokens at which a sentence is cut, {@code [CLS]} and {@code [SEP]} included; 128 by
   * default, 100 in the notebook's recipe.
   *
   * <p>Values: a whole number from 3 to 512. Example: {@code -Dsnowbert.maxLength=64}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.maxLength")
  protected @Nullable Integer maxLength;

  /**
   * When the masks of training sentences are drawn: {@code dynamic}, afresh each epoch, or {@code
   * static}, once; the recipe's by default.
   *
   * <p>Values: {@code dynamic} or {@code static}. Example: {@code -Dsnowbert.masking=static}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.masking")
  protected @Nullable String masking;

  /**
   * The probability with which a token is masked.
   *
   * <p>Values: a number above 0 and below 1. Example: {@code -Dsnowbert.maskProbability=0.2}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.maskProbability", defaultValue = "0.15")
  protected double maskProbability;

  /**
   * Whether whole words are masked rather than tokens.
   *
   * <p>Values: {@code true} or {@code false}. Example: {@code -Dsnowbert.wholeWord=true}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.wholeWord", defaultValue = "false")
  protected boolean wholeWord;

  /**
   * What stands in for a masked token: {@code bert} (80% {@code [MASK]}, 10% a random token, 10%
   * the token itself) or {@code mask} (always {@code [MASK]}); the recipe's by default.
   *
   * <p>Values: {@code bert} or {@code mask}. Example: {@code -Dsnowbert.replacement=mask}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.replacement")
  protected @Nullable String replacement;

  /**
   * Which positions are scored: {@code masked} ones or {@code all}; the recipe's by default.
   *
   * <p>Values: {@code masked} or {@code all}. Example: {@code -Dsnowbert.labels=all}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.labels")
  protected @Nullable String labels;

  /**
   * The size of the model, layers × width: {@code tiny} (2×128), {@code mini} (4×256), {@code
   * small} (4×512), {@code medium} (8×512), {@code base} (12×768) or {@code large} (24×1024);
   * {@code base} by default, or that of the model that {@code init} names.
   *
   * <p>Values: {@code tiny}, {@code mini}, {@code small}, {@code medium}, {@code base} or {@code
   * large}. Example: {@code -Dsnowbert.model=mini}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.model")
  protected @Nullable String model;

  /**
   * What to start from instead of random parameters: the folder or the zip of a model, or the
   * coordinates {@code groupId:artifactId:version} or {@code
   * groupId:artifactId:zip:classifier:version} of a published one. Its size and its vocabulary are
   * then those used.
   *
   * <p>Values: a folder, a zip or coordinates. Example: {@code
   * -Dsnowbert.init=org.example:snow:1.2.0}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.init")
  protected @Nullable String init;

  /**
   * How often training passes over the sentences.
   *
   * <p>Values: a whole number from 1 to 100000. Example: {@code -Dsnowbert.epochs=10}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.epochs", defaultValue = "2")
  protected int epochs;

  /**
   * The step at which training stops if the epochs have not ended before.
   *
   * <p>Values: a whole number of at least 1. Example: {@code -Dsnowbert.maxSteps=1000}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.maxSteps")
  protected @Nullable Integer maxSteps;

  /**
   * The sentences of one pass through the model.
   *
   * <p>Values: a whole number of at least 1. Example: {@code -Dsnowbert.batchSize=32}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.batchSize", defaultValue = "16")
  protected int batchSize;

  /**
   * The most tokens of one pass through the model, instead of a number of sentences: as many
   * sentences as fit, on a GPU for instance 16384.
   *
   * <p>Values: a whole number of at least 1. Example: {@code -Dsnowbert.batchTokens=16384}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.batchTokens")
  protected @Nullable Integer batchTokens;

  /**
   * The passes whose gradients make one step.
   *
   * <p>Values: a whole number of at least 1. Example: {@code -Dsnowbert.gradientAccumulation=4}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.gradientAccumulation", defaultValue = "1")
  protected int gradientAccumulation;

  /**
   * The highest learning rate of AdamW.
   *
   * <p>Values: a number above 0 and at most 1. Example: {@code -Dsnowbert.learningRate=1e-4}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.learningRate", defaultValue = "5e-5")
  protected double learningRate;

  /**
   * How the learning rate moves after warm-up: {@code constant}, or {@code linear} to 0 at the last
   * step; the recipe's by default.
   *
   * <p>Values: {@code constant} or {@code linear}. Example: {@code -Dsnowbert.schedule=constant}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.schedule")
  protected @Nullable String schedule;

  /**
   * The steps in which the learning rate rises from 0.
   *
   * <p>Values: a whole number of at least 0. Example: {@code -Dsnowbert.warmupSteps=500}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.warmupSteps", defaultValue = "0")
  protected int warmupSteps;

  /**
   * AdamW's decay of the weights.
   *
   * <p>Values: a number of at least 0. Example: {@code -Dsnowbert.weightDecay=0.1}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.weightDecay", defaultValue = "0.01")
  protected double weightDecay;

  /**
   * The global norm to which larger gradients are scaled down, 0 for no limit; the recipe's by
   * default.
   *
   * <p>Values: a number of at least 0. Example: {@code -Dsnowbert.clipNorm=0.5}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.clipNorm")
  protected @Nullable Double clipNorm;

  /**
   * The probability of dropout, in hidden states and attention.
   *
   * <p>Values: a number from 0 to 0.9. Example: {@code -Dsnowbert.dropout=0}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.dropout", defaultValue = "0.1")
  protected double dropout;

  /**
   * Whether each epoch takes the sentences in an order of its own.
   *
   * <p>Values: {@code true} or {@code false}. Example: {@code -Dsnowbert.shuffle=false}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.shuffle", defaultValue = "true")
  protected boolean shuffle;

  /**
   * The steps between two checkpoints; by default there is one at the end of each epoch, and after
   * ten minutes without one. A build that is cancelled writes one too.
   *
   * <p>Values: a whole number of at least 1. Example: {@code -Dsnowbert.checkpointSteps=1000}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.checkpointSteps")
  protected @Nullable Integer checkpointSteps;

  /**
   * How many of a training's last checkpoints stay. Each takes three times the room of the model; a
   * damaged one is skipped for the one before.
   *
   * <p>Values: a whole number of at least 1. Example: {@code -Dsnowbert.checkpointsToKeep=5}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.checkpointsToKeep", defaultValue = "2")
  protected int checkpointsToKeep;

  /**
   * Whether an interrupted training goes on from its last checkpoint.
   *
   * <p>Values: {@code true} or {@code false}. Example: {@code -Dsnowbert.resume=false}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.resume", defaultValue = "true")
  protected boolean resume;

  /**
   * The folder of what is kept for all builds: downloads, the engine's natives, and what finished
   * steps made, so that {@code mvn clean} costs no training; {@code snowbert} beside the local
   * repository by default. With {@code none} finished steps are neither taken nor kept: {@code
   * -Dsnowbert.cache=none} trains anew after {@code mvn clean}.
   *
   * <p>Values: a folder or {@code none}. Example: {@code -Dsnowbert.cache=none}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.cache")
  protected @Nullable String cache;

  /**
   * The room for what finished steps made, and for the checkpoints of trainings that have not
   * finished; what was not used for the longest time goes first.
   *
   * <p>Values: a number with {@code KB}, {@code MB}, {@code GB} or {@code TB}. Example: {@code
   * -Dsnowbert.cacheSize=500MB}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.cacheSize", defaultValue = "10GB")
  protected String cacheSize;

  /**
   * Where to compute: {@code cpu}, {@code cuda}, or {@code auto}, CUDA where there is one.
   *
   * <p>Values: {@code auto}, {@code cpu} or {@code cuda}. Example: {@code -Dsnowbert.device=cpu}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.device", defaultValue = "auto")
  protected String device;

  /**
   * The type of matrix products: {@code fp32}, {@code bf16}, or {@code auto}, what suits the
   * device.
   *
   * <p>Values: {@code auto}, {@code fp32} or {@code bf16}. Example: {@code
   * -Dsnowbert.precision=bf16}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.precision", defaultValue = "auto")
  protected String precision;

  /**
   * The threads that compute; the cores of the machine by default. Another number gives other last
   * digits.
   *
   * <p>Values: a whole number from 1 to 1024. Example: {@code -Dsnowbert.threads=8}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.threads")
  protected @Nullable Integer threads;

  /**
   * The folder of an unpacked libtorch, 2.7.1 or 2.5.1, to use instead of the one from Maven
   * Central.
   *
   * <p>Values: a folder. Example: {@code -Dsnowbert.libtorch=/opt/libtorch}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.libtorch")
  protected @Nullable File libtorch;

  /**
   * Arguments of the JVM that trains, separated by spaces; one with a space stands in double
   * quotes.
   *
   * <p>Values: any arguments of {@code java}. Example: {@code -Dsnowbert.jvmArguments=-Xmx4g}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.jvmArguments")
  protected @Nullable String jvmArguments;

  /**
   * The seconds after which the JVM that trains is ended and the build fails; no limit by default.
   * The next build goes on from where it was.
   *
   * <p>Values: a whole number of at least 1. Example: {@code -Dsnowbert.timeout=3600}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.timeout")
  protected @Nullable Long timeout;

  /**
   * The seconds without a sign of life after which training is taken to hang: its JVM is ended and
   * the build fails. By default 10 minutes, and 20 times the longest that it went without one so
   * far if that is more; {@code 0} to wait for ever.
   *
   * <p>Values: a whole number of at least 0. Example: {@code -Dsnowbert.watchdog=1800}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.watchdog")
  protected @Nullable Long watchdog;

  /**
   * What the evaluation of the packaged model must reach, each gate optional: {@code maxLoss},
   * {@code maxPerplexity}, {@code minTop1}, {@code minTop5}; {@code fills}, sentences of which one
   * of the {@code words} must be among the first {@code within} (5) fillings; and a {@code
   * baseline}, a published model of the same vocabulary, whose validation loss this one's may
   * exceed by at most the {@code tolerance} (0%).
   *
   * <p>Values: these elements. Example:
   *
   * <pre>{@code
   * <gates>
   *   <maxLoss>2.6</maxLoss>
   *   <minTop5>0.7</minTop5>
   *   <fills>
   *     <fill>
   *       <text>秋には[MASK]が木から落ちる。</text>
   *       <words>
   *         <word>葉</word>
   *       </words>
   *       <within>3</within>
   *     </fill>
   *   </fills>
   *   <baseline>org.example:snow:1.2.0</baseline>
   *   <tolerance>1%</tolerance>
   * </gates>
   * }</pre>
   *
   * @since 0.1.0
   */
  public @Parameter @Nullable GatesParameter gates;
}
