package org.snowbert.parameters;

import java.io.File;
import java.util.List;
import java.util.Map;
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
   * Skips the goals of this plugin. The build then makes no model, so in packaging {@code
   * bert-model} it also installs and deploys nothing.
   *
   * <p>Values: {@code true} or {@code false}. Example: {@code -Dsnowbert.skip=true}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.skip", defaultValue = "false")
  protected boolean skip;

  /**
   * The files that hold the sentences. When this parameter is left out, the corpora SNOW T15 and
   * T23 are used. {@code id} names the source in messages. {@code url} is an {@code https:} or
   * {@code file:} address, or a path relative to the project. A workbook ({@code .xlsx}), a {@code
   * .csv} and a {@code .tsv} file begin with a row of headers. A {@code .jsonl} file has keys:
   * {@code a.b} is the key {@code b} within {@code a}. A {@code .txt} file has one sentence per
   * line. Text files are UTF-8 and may be compressed ({@code .gz}, {@code .bz2}, {@code .xz}).
   * {@code column} names the header or key of the sentences; a workbook without it uses the column
   * {@code #やさしい日本語}. {@code columns} names several headers or keys, and each row gives one
   * sentence for each of them. {@code format}, one of these endings without its dot, is needed only
   * if the file's name does not end so. Other elements may be left out: {@code sha256}, which the
   * file is checked against; {@code sheet}, the name of a sheet (otherwise the first is read);
   * {@code headerRow}, the number of the row or line of headers; {@code quote}, the character
   * around values of a {@code .csv} or {@code .tsv} file, or {@code none}; and {@code license},
   * which the model card names, such as {@code CC-BY-4.0}.
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
   * The smallest number of characters (Unicode code points) in a sentence, counted after
   * normalising. Shorter sentences are dropped. When this parameter is left out, no sentence is too
   * short.
   *
   * <p>Values: a whole number of at least 1. Example: {@code -Dsnowbert.minCharacters=5}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.minCharacters")
  protected @Nullable Integer minCharacters;

  /**
   * The largest number of characters (Unicode code points) in a sentence, counted after
   * normalising. Longer sentences are dropped. When this parameter is left out, no sentence is too
   * long.
   *
   * <p>Values: a whole number of at least 1, and of at least {@code minCharacters}. Example: {@code
   * -Dsnowbert.maxCharacters=200}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.maxCharacters")
  protected @Nullable Integer maxCharacters;

  /**
   * A regular expression that a sentence must match somewhere. Other sentences are dropped. When
   * this parameter is left out, no sentence is dropped for this reason. The syntax is that of <a
   * href="https://github.com/google/re2/wiki/Syntax">RE2</a>, which has no look-around and no
   * back-references, so that matching is always fast.
   *
   * <p>Values: a regular expression. Example: {@code <include>[.!?]$</include>}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.include")
  protected @Nullable String include;

  /**
   * A regular expression that a sentence must not match anywhere. Sentences that match are dropped.
   * When this parameter is left out, no sentence is dropped for this reason.
   *
   * <p>Values: a regular expression, as for {@code include}. Example: {@code
   * <exclude>https?://</exclude>}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.exclude")
  protected @Nullable String exclude;

  /**
   * Whether repeated sentences are dropped. Of equal sentences in all sources, only the first is
   * used.
   *
   * <p>Values: {@code true} or {@code false}. Example: {@code -Dsnowbert.distinct=true}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.distinct", defaultValue = "false")
  protected boolean distinct;

  /**
   * A folder or a base URL that holds the files of all sources under their own file names. When
   * this parameter is left out, each file comes from the {@code url} of its source.
   *
   * <p>Values: a folder, or an {@code https:} or {@code file:} address. Example: {@code
   * -Dsnowbert.mirror=/srv/corpora}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.mirror")
  protected @Nullable String mirror;

  /**
   * The recipe, which gives other parameters their defaults. {@code bert}: dynamic masking,
   * replacement 80/10/10, masked tokens scored, linear schedule, gradients clipped to 1.0,
   * sentences of up to 128 tokens, an output bias of {@code frequencies}, and the rate, warm-up,
   * {@code adamEpsilon}, batch, dropout and share of masked tokens that suit a new model. {@code
   * notebook}: static masking, always {@code [MASK]}, every position scored, sentences padded to
   * 100 tokens, constant schedule, no clipping, weight decay on every parameter.
   *
   * <p>Values: {@code bert} or {@code notebook}. Example: {@code -Dsnowbert.recipe=notebook}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.recipe", defaultValue = "bert")
  protected String recipe;

  /**
   * The seed of every random number: for the split into training and validation, the masks, the
   * initial parameters, the order of the sentences and dropout.
   *
   * <p>Values: any whole number. Example: {@code -Dsnowbert.seed=7}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.seed", defaultValue = "42")
  protected long seed;

  /**
   * The way in which a sentence is normalised and split into tokens. {@code japanese} finds the
   * words that MeCab finds with IPADIC, and splits them into pieces. {@code japanese-character}
   * makes each character a token. The others are for other languages, and do what BertTokenizer
   * does: they split at white space, and make each punctuation mark and each Chinese character a
   * word. {@code cased} leaves letters as they are. {@code uncased} makes them small and strips
   * their accents. {@code whitespace} is another name for {@code cased}. When this parameter is
   * left out, the model that {@code init} names decides; without {@code init} it is {@code
   * japanese}.
   *
   * <p>Values: {@code japanese}, {@code japanese-character}, {@code cased}, {@code uncased} or
   * {@code whitespace}. Example: {@code -Dsnowbert.segmenter=uncased}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.segmenter")
  protected @Nullable String segmenter;

  /**
   * The vocabulary to use: a {@code vocab.txt} with one token per line, or a {@code tokenizer.json}
   * of a BertTokenizer. When this parameter is left out, the vocabulary is that of the model that
   * {@code init} names; without {@code init} it is learned from the training sentences.
   *
   * <p>Values: a file. Example: {@code -Dsnowbert.vocabulary=src/main/corpus/vocab.txt}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.vocabulary")
  protected @Nullable File vocabulary;

  /**
   * The largest number of entries in a learned vocabulary. Every character of the training
   * sentences is an entry, even if these are more. It has no effect if {@code vocabulary} or {@code
   * init} is set.
   *
   * <p>Values: a whole number of at least 1. Example: {@code -Dsnowbert.vocabularySize=8000}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.vocabularySize", defaultValue = "32000")
  protected int vocabularySize;

  /**
   * The share of the sentences that are used for validation and not for training. With 0 the model
   * trains on all sentences, as the notebook did; it then has no validation figures, and of the
   * gates only {@code fills} can be checked.
   *
   * <p>Values: a number of at least 0 and below 1. Example: {@code
   * -Dsnowbert.validationFraction=0.1}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.validationFraction", defaultValue = "0.05")
  protected double validationFraction;

  /**
   * The largest number of tokens in a sentence, {@code [CLS]} and {@code [SEP]} included. Longer
   * sentences are cut. When this parameter is left out, the recipe decides: 128 in {@code bert},
   * 100 in {@code notebook}, and no more than the model of {@code init} reads.
   *
   * <p>Values: a whole number from 3 to 512. Example: {@code -Dsnowbert.maxLength=64}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.maxLength")
  protected @Nullable Integer maxLength;

  /**
   * The time at which the masks of training sentences are drawn. {@code dynamic} draws new masks in
   * each epoch, {@code static} draws them once. When this parameter is left out, the recipe
   * decides: {@code dynamic} in {@code bert}, {@code static} in {@code notebook}.
   *
   * <p>Values: {@code dynamic} or {@code static}. Example: {@code -Dsnowbert.masking=static}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.masking")
  protected @Nullable String masking;

  /**
   * The probability that a token of a training sentence is masked; with {@code wholeWord}, that a
   * word is masked. When this parameter is left out, the recipe decides: 0.4 in {@code bert}, 0.15
   * in {@code notebook} and with {@code init}.
   *
   * <p>Values: a number above 0 and below 1. Example: {@code -Dsnowbert.maskProbability=0.2}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.maskProbability")
  protected @Nullable Double maskProbability;

  /**
   * The probability that a token of a validation sentence is masked. It does not follow {@code
   * maskProbability}, so that the losses of trainings that mask more or less can be compared.
   *
   * <p>Values: a number above 0 and below 1. Example: {@code
   * -Dsnowbert.evaluationMaskProbability=0.3}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.evaluationMaskProbability", defaultValue = "0.15")
  protected double evaluationMaskProbability;

  /**
   * Whether words are masked as a whole. With {@code false}, each token is masked on its own.
   *
   * <p>Values: {@code true} or {@code false}. Example: {@code -Dsnowbert.wholeWord=true}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.wholeWord", defaultValue = "false")
  protected boolean wholeWord;

  /**
   * The token that replaces a masked token. With {@code bert} it is {@code [MASK]} in 80% of cases,
   * a random token in 10%, and the masked token itself in 10%. With {@code mask} it is always
   * {@code [MASK]}. When this parameter is left out, the recipe decides: {@code bert} in {@code
   * bert}, {@code mask} in {@code notebook}.
   *
   * <p>Values: {@code bert} or {@code mask}. Example: {@code -Dsnowbert.replacement=mask}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.replacement")
  protected @Nullable String replacement;

  /**
   * The positions that are scored in training: {@code masked} scores the masked tokens only, {@code
   * all} scores every position. When this parameter is left out, the recipe decides: {@code masked}
   * in {@code bert}, {@code all} in {@code notebook}.
   *
   * <p>Values: {@code masked} or {@code all}. Example: {@code -Dsnowbert.labels=all}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.labels")
  protected @Nullable String labels;

  /**
   * The size of the model, layers × width: {@code tiny} (2×128), {@code mini} (4×256), {@code
   * small} (4×512), {@code medium} (8×512), {@code base} (12×768) or {@code large} (24×1024). When
   * this parameter is left out, the model has the size of the model that {@code init} names;
   * without {@code init} it is {@code base}.
   *
   * <p>Values: {@code tiny}, {@code mini}, {@code small}, {@code medium}, {@code base} or {@code
   * large}. Example: {@code -Dsnowbert.model=mini}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.model")
  protected @Nullable String model;

  /**
   * The trained model that training starts from: its folder, its zip, or the coordinates {@code
   * groupId:artifactId:version} or {@code groupId:artifactId:zip:classifier:version} of a published
   * model. The version {@code RELEASE} stands for the newest release. The new model has the same
   * size and vocabulary. When this parameter is left out, training starts from random parameters.
   *
   * <p>Values: a folder, a zip or coordinates. Example: {@code
   * -Dsnowbert.init=org.example:snow:1.2.0}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.init")
  protected @Nullable String init;

  /**
   * The number of times that training passes over the training sentences.
   *
   * <p>Values: a whole number from 1 to 100000. Example: {@code -Dsnowbert.epochs=10}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.epochs", defaultValue = "2")
  protected int epochs;

  /**
   * The bias that a new model adds to the logits of each token before training. {@code
   * frequencies}: the logits of a model that knows only how often each token stands in the training
   * sentences, so that the first steps need not learn that. {@code zero}: 0 for every token, as in
   * transformers. When this parameter is left out, the recipe decides: {@code frequencies} in
   * {@code bert}, {@code zero} in {@code notebook} and where {@code labels} is {@code all}. A model
   * of {@code init} has an output bias already.
   *
   * <p>Values: {@code frequencies} or {@code zero}. Example: {@code -Dsnowbert.outputBias=zero}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.outputBias")
  protected @Nullable String outputBias;

  /**
   * The largest number of training steps. Training stops at this step even if epochs remain. When
   * this parameter is left out, training stops after the last epoch.
   *
   * <p>Values: a whole number of at least 1. Example: {@code -Dsnowbert.maxSteps=1000}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.maxSteps")
  protected @Nullable Integer maxSteps;

  /**
   * The number of sentences in one pass through the model. It has no effect if {@code batchTokens}
   * is set. When this parameter is left out, the recipe decides: 32 in {@code bert}, 16 in {@code
   * notebook} and with {@code init}.
   *
   * <p>Values: a whole number of at least 1. Example: {@code -Dsnowbert.batchSize=32}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.batchSize")
  protected @Nullable Integer batchSize;

  /**
   * The largest number of tokens in one pass through the model, which takes as many sentences as
   * fit. A GPU can take 16384, for instance. When this parameter is left out, {@code batchSize}
   * decides.
   *
   * <p>Values: a whole number of at least 1. Example: {@code -Dsnowbert.batchTokens=16384}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.batchTokens")
  protected @Nullable Integer batchTokens;

  /**
   * The number of passes through the model whose gradients make one training step. With several
   * {@code workers} it is that of one worker.
   *
   * <p>Values: a whole number of at least 1. Example: {@code -Dsnowbert.gradientAccumulation=4}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.gradientAccumulation", defaultValue = "1")
  protected int gradientAccumulation;

  /**
   * The number of workers that share each optimizer step. {@code batchSize} and {@code
   * gradientAccumulation} are those of one worker, so a step reads as many sentences as {@code
   * workers} times {@code gradientAccumulation} batches have. With {@code cluster} each worker is a
   * task on the cluster. Without it this machine computes the workers' parts one after the other,
   * and makes the same model if {@code threads} is the same.
   *
   * <p>Values: a whole number from 1 to 100000. Example: {@code -Dsnowbert.workers=8}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.workers", defaultValue = "1")
  protected int workers;

  /**
   * The number of optimizer steps that each worker does by itself before the mean of all workers'
   * models and moments goes back to them. With 1 the workers share each step, and the model is that
   * of one machine. More save a slow network, and the model learns less from the same sentences.
   * This is experimental.
   *
   * <p>Values: a whole number from 1 to 10000. Example: {@code -Dsnowbert.localSteps=50}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.localSteps", defaultValue = "1")
  protected int localSteps;

  /**
   * The number type in which workers that share a step send their gradients. {@code bf16} halves
   * the bytes that each worker sends, and rounds each gradient to eight binary digits before the
   * gradients are added in {@code fp32}.
   *
   * <p>Values: {@code fp32} or {@code bf16}. Example: {@code -Dsnowbert.gradientPrecision=bf16}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.gradientPrecision", defaultValue = "fp32")
  protected String gradientPrecision;

  /**
   * The learning rate of the outer optimizer: the part of the way to the mean of the workers'
   * models that the model goes at the end of a round. Only with {@code localSteps}.
   *
   * <p>Values: a number above 0, at most 10. Example: {@code -Dsnowbert.outerLearningRate=0.7}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.outerLearningRate", defaultValue = "1")
  protected double outerLearningRate;

  /**
   * The Nesterov momentum of the outer optimizer. Only with {@code localSteps}.
   *
   * <p>Values: a number from 0 to 0.99. Example: {@code -Dsnowbert.outerMomentum=0.9}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.outerMomentum", defaultValue = "0")
  protected double outerMomentum;

  /**
   * The address of the master of an Apache Spark cluster whose executors compute the gradients.
   * {@code local-cluster[2,1,3072]} starts a cluster on this machine: two workers with one core and
   * 3072 MB each. When this parameter is left out, this machine computes.
   *
   * <p>Values: {@code spark://host:port}, {@code yarn}, {@code k8s://host:port} or {@code
   * local-cluster[workers,cores,megabytes]}. Example: {@code
   * -Dsnowbert.cluster=spark://spark.example.org:7077}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.cluster")
  protected @Nullable String cluster;

  /**
   * The version of Spark on the {@code cluster}.
   *
   * <p>Values: a version of at least 4.0.0. Example: {@code -Dsnowbert.sparkVersion=4.1.1}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.sparkVersion", defaultValue = "4.2.0")
  protected String sparkVersion;

  /**
   * The operating system and the processors of the workers of the {@code cluster}, which get the
   * engine for them. When this parameter is left out, the workers are like the machine of the
   * build.
   *
   * <p>Values: {@code linux-x86_64}, {@code linux-aarch64}, {@code osx-aarch64} or {@code
   * win-x86_64}. Example: {@code -Dsnowbert.workerPlatform=linux-x86_64}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.workerPlatform")
  protected @Nullable String workerPlatform;

  /**
   * Further properties of Spark for the {@code cluster}. They win over those of the plugin. Four
   * are refused: {@code spark.master}, {@code spark.submit.deployMode}, {@code spark.task.cpus} and
   * {@code spark.serializer}. Without a cluster nothing uses them.
   *
   * <p>Values: elements with the names of Spark's properties. Example:
   *
   * <pre>{@code
   * <sparkProperties>
   *   <spark.executor.memory>4g</spark.executor.memory>
   * </sparkProperties>
   * }</pre>
   *
   * @since 0.1.0
   */
  @Parameter protected @Nullable Map<String, @Nullable String> sparkProperties;

  /**
   * The highest learning rate of the optimizer AdamW. When this parameter is left out, the recipe
   * decides: in {@code bert} by the size of the model and the number of sentences in a step, 5e-5
   * in {@code notebook} and with {@code init}.
   *
   * <p>Values: a number above 0 and at most 1. Example: {@code -Dsnowbert.learningRate=1e-4}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.learningRate")
  protected @Nullable Double learningRate;

  /**
   * The course of the learning rate after warm-up. {@code constant} keeps it, {@code linear} and
   * {@code cosine} lower it to 0 at the last step, {@code inverse-sqrt} lowers it with the square
   * root of the step. They are those of transformers. When this parameter is left out, the recipe
   * decides: {@code linear} in {@code bert}, {@code constant} in {@code notebook}.
   *
   * <p>Values: {@code constant}, {@code linear}, {@code cosine} or {@code inverse-sqrt}. Example:
   * {@code -Dsnowbert.schedule=cosine}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.schedule")
  protected @Nullable String schedule;

  /**
   * The number of steps in which the learning rate rises from 0 to {@code learningRate}. When
   * neither this parameter nor {@code warmupFraction} is set, the recipe decides: in {@code bert}
   * 10% of the steps for {@code tiny} and {@code mini} and 20% for larger models, 6% with {@code
   * init}, none in {@code notebook}.
   *
   * <p>Values: a whole number of at least 0. Example: {@code -Dsnowbert.warmupSteps=500}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.warmupSteps")
  protected @Nullable Integer warmupSteps;

  /**
   * The warm-up as a share of all steps, instead of {@code warmupSteps}.
   *
   * <p>Values: a number from 0 to 1. Example: {@code -Dsnowbert.warmupFraction=0.1}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.warmupFraction")
  protected @Nullable Double warmupFraction;

  /**
   * The part of AdamW's first moments that a step keeps.
   *
   * <p>Values: a number of at least 0 and below 1. Example: {@code -Dsnowbert.adamBeta1=0.8}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.adamBeta1", defaultValue = "0.9")
  protected double adamBeta1;

  /**
   * The part of AdamW's second moments that a step keeps.
   *
   * <p>Values: a number of at least 0 and below 1. Example: {@code -Dsnowbert.adamBeta2=0.98}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.adamBeta2", defaultValue = "0.999")
  protected double adamBeta2;

  /**
   * The number that AdamW adds to the root of a second moment before it divides by it. When this
   * parameter is left out, the recipe decides: 1e-6 for a new model in {@code bert}, else 1e-8.
   *
   * <p>Values: a number above 0 and at most 1. Example: {@code -Dsnowbert.adamEpsilon=1e-6}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.adamEpsilon")
  protected @Nullable Double adamEpsilon;

  /**
   * The weight decay of the optimizer AdamW.
   *
   * <p>Values: a number of at least 0. Example: {@code -Dsnowbert.weightDecay=0.1}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.weightDecay", defaultValue = "0.01")
  protected double weightDecay;

  /**
   * The largest global norm of the gradients. Larger gradients are scaled down to this norm; with
   * {@code 0} they are left as they are. When this parameter is left out, the recipe decides: 1.0
   * in {@code bert}, no limit in {@code notebook}.
   *
   * <p>Values: a number of at least 0. Example: {@code -Dsnowbert.clipNorm=0.5}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.clipNorm")
  protected @Nullable Double clipNorm;

  /**
   * The probability of dropout in hidden states and attention. When this parameter is left out, the
   * recipe decides: 0 in {@code bert}, 0.1 in {@code notebook} and with {@code init}.
   *
   * <p>Values: a number from 0 to 0.9. Example: {@code -Dsnowbert.dropout=0}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.dropout")
  protected @Nullable Double dropout;

  /**
   * Whether each epoch takes the sentences in a new random order. With {@code false}, all epochs
   * take them in the same order.
   *
   * <p>Values: {@code true} or {@code false}. Example: {@code -Dsnowbert.shuffle=false}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.shuffle", defaultValue = "true")
  protected boolean shuffle;

  /**
   * The number of steps between two evaluations on the validation sentences. Training also
   * evaluates at the end of each epoch, and when this parameter is left out, only there.
   *
   * <p>Values: a whole number of at least 1. Example: {@code -Dsnowbert.evaluationSteps=500}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.evaluationSteps")
  protected @Nullable Integer evaluationSteps;

  /**
   * The number of evaluations in a row without a lower validation loss after which training ends.
   * With {@code evaluationSteps}, the evaluations at the ends of epochs do not count. When this
   * parameter is left out, training goes on to the last step. The learning rate falls as if all
   * steps were done, so {@code patience} suits a schedule {@code constant} best.
   *
   * <p>Values: a whole number of at least 1. Example: {@code -Dsnowbert.patience=3}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.patience")
  protected @Nullable Integer patience;

  /**
   * Whether the model is that of the evaluation with the lowest validation loss. With {@code
   * false}, it is that of the last step. When this parameter is left out, it is {@code true} if
   * {@code patience} is set, otherwise {@code false}.
   *
   * <p>Values: {@code true} or {@code false}. Example: {@code -Dsnowbert.keepBest=true}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.keepBest")
  protected @Nullable Boolean keepBest;

  /**
   * The number of steps between two checkpoints. When this parameter is left out, training writes a
   * checkpoint at the end of each epoch, and whenever ten minutes have passed without one. A build
   * that is cancelled also writes a checkpoint.
   *
   * <p>Values: a whole number of at least 1. Example: {@code -Dsnowbert.checkpointSteps=1000}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.checkpointSteps")
  protected @Nullable Integer checkpointSteps;

  /**
   * The number of checkpoints that stay on disk; older checkpoints are deleted. Each checkpoint
   * takes three times the space of the model. If the newest checkpoint is damaged, training goes on
   * from the one before it.
   *
   * <p>Values: a whole number of at least 1. Example: {@code -Dsnowbert.checkpointsToKeep=5}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.checkpointsToKeep", defaultValue = "2")
  protected int checkpointsToKeep;

  /**
   * Whether an interrupted training goes on from its last checkpoint. With {@code false}, it starts
   * anew.
   *
   * <p>Values: {@code true} or {@code false}. Example: {@code -Dsnowbert.resume=false}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.resume", defaultValue = "true")
  protected boolean resume;

  /**
   * The folder of the files that all builds share: downloads, the native libraries of the engine,
   * and the results of finished steps. Because of these results, a build after {@code mvn clean}
   * need not train again. When this parameter is left out, the folder is {@code snowbert} beside
   * the local repository. With {@code none}, results of finished steps are neither read nor
   * written: {@code -Dsnowbert.cache=none} trains anew after {@code mvn clean}.
   *
   * <p>Values: a folder or {@code none}. Example: {@code -Dsnowbert.cache=none}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.cache")
  protected @Nullable String cache;

  /**
   * The largest total size of the finished steps and the unfinished trainings in the cache. If they
   * become larger, the entries that were unused for the longest time are deleted first.
   *
   * <p>Values: a number with {@code KB}, {@code MB}, {@code GB} or {@code TB}. Example: {@code
   * -Dsnowbert.cacheSize=500MB}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.cacheSize", defaultValue = "10GB")
  protected String cacheSize;

  /**
   * The device that computes: {@code cpu}, {@code cuda}, or {@code auto}. {@code auto} uses CUDA if
   * the machine has it, otherwise the CPU. With {@code cluster}, {@code auto} uses CUDA only if
   * {@code sparkProperties} has {@code spark.task.resource.gpu.amount}.
   *
   * <p>Values: {@code auto}, {@code cpu} or {@code cuda}. Example: {@code -Dsnowbert.device=cpu}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.device", defaultValue = "auto")
  protected String device;

  /**
   * The number type of matrix products: {@code fp32}, {@code bf16}, or {@code auto}. {@code auto}
   * uses {@code bf16} on CUDA and {@code fp32} on the CPU.
   *
   * <p>Values: {@code auto}, {@code fp32} or {@code bf16}. Example: {@code
   * -Dsnowbert.precision=bf16}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.precision", defaultValue = "auto")
  protected String precision;

  /**
   * The number of threads that compute. When this parameter is left out, there is one thread for
   * each core. With {@code cluster} these are the threads of each worker, and of this machine too;
   * when left out, they are {@code spark.executor.cores}, else the cores in {@code
   * local-cluster[…]}, else 1. Another number of threads changes the last digits of the results.
   *
   * <p>Values: a whole number from 1 to 1024. Example: {@code -Dsnowbert.threads=8}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.threads")
  protected @Nullable Integer threads;

  /**
   * The folder of an unpacked libtorch, version 2.7.1 or 2.5.1. When this parameter is left out,
   * libtorch comes from Maven Central.
   *
   * <p>Values: a folder. Example: {@code -Dsnowbert.libtorch=/opt/libtorch}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.libtorch")
  protected @Nullable File libtorch;

  /**
   * Arguments of each forked JVM, such as the one that trains, separated by spaces. Put an argument
   * that contains a space in double quotes. When this parameter is left out, the JVM gets no
   * further arguments.
   *
   * <p>Values: any arguments of {@code java}. Example: {@code -Dsnowbert.jvmArguments=-Xmx4g}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.jvmArguments")
  protected @Nullable String jvmArguments;

  /**
   * The number of seconds after which a forked JVM, such as the one that trains, is ended and the
   * build fails. The next build goes on from the last checkpoint. When this parameter is left out,
   * there is no time limit.
   *
   * <p>Values: a whole number of at least 1. Example: {@code -Dsnowbert.timeout=3600}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.timeout")
  protected @Nullable Long timeout;

  /**
   * The number of seconds without a sign of life after which a training counts as hung. Its JVM is
   * then ended, and the build fails. When this parameter is left out, it is 10 minutes, or 20 times
   * the longest silence of this training so far if that is longer. With {@code 0}, the build waits
   * for ever.
   *
   * <p>Values: a whole number of at least 0. Example: {@code -Dsnowbert.watchdog=1800}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.watchdog")
  protected @Nullable Long watchdog;

  /**
   * The classifier of the model, in a packaging other than {@code bert-model}. The zip is then
   * {@code target/<finalName>-<classifier>.zip}. When this parameter is left out, the model has no
   * classifier. Each of several models of one project needs its own.
   *
   * <p>Values: a word. Example: {@code -Dsnowbert.classifier=model}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.classifier")
  protected @Nullable String classifier;

  /**
   * The limits that the evaluation of the packaged model must meet. Each limit may be left out;
   * without any, every model passes. {@code maxLoss} and {@code maxPerplexity} are the highest loss
   * and perplexity that pass. {@code minTop1} and {@code minTop5} are the lowest top-1 and top-5
   * accuracy that pass. {@code fills} are sentences with a mask: one of the {@code words} must be
   * among the {@code within} (5) most probable fillings. {@code baseline} is another model with the
   * same vocabulary, by its coordinates, its folder or its zip: the validation loss may exceed that
   * of the baseline by at most the {@code tolerance} (0%).
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

  /**
   * The formats of the published model. It always has {@code model.safetensors}. {@code
   * torchscript} adds {@code model.pt}, with which the zip is twice as large. {@code onnx} adds
   * {@code model.onnx} and {@code encoder.onnx}, which refer to {@code model.safetensors} and take
   * a few kilobytes. {@code onnx-embedded} adds them with the parameters in each, for loaders that
   * take the bytes of one file. When this parameter is left out, it is {@code torchscript,onnx}.
   *
   * <p>Values: one or more of {@code torchscript}, {@code onnx} and {@code onnx-embedded}, but not
   * the last two together. Example: {@code -Dsnowbert.formats=onnx}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.formats")
  protected @Nullable List<String> formats;
}
