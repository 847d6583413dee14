package org.snowbert.parameters;

import java.io.File;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** The parameters of the model, its training and the machine. */
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public abstract class ModelParameters extends DataParameters {
  /**
   * The size of the model, layers × width: {@code tiny} (2×128), {@code mini} (4×256), {@code
   * small} (4×512), {@code medium} (8×512), {@code base} (12×768) or {@code large} (24×1024);
   * {@code base} by default, or that of the model that {@code init} names.
   *
   * <p>ParameterChecks: {@code tiny}, {@code mini}, {@code small}, {@code medium}, {@code base} or
   * {@code large}. Example: {@code -Dsnowbert.model=mini}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.model")
  @Nullable String model;

  /**
   * What to start from instead of random parameters: the folder or the zip of a model, or the
   * coordinates {@code groupId:artifactId:version} or {@code
   * groupId:artifactId:zip:classifier:version} of a published one. Its size and its vocabulary are
   * then those used.
   *
   * <p>ParameterChecks: a folder, a zip or coordinates. Example: {@code
   * -Dsnowbert.init=org.example:snow:1.2.0}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.init")
  public @Nullable String init;

  /**
   * How often training passes over the sentences.
   *
   * <p>ParameterChecks: a whole number from 1 to 100000. Example: {@code -Dsnowbert.epochs=10}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.epochs", defaultValue = "2")
  public int epochs;

  /**
   * The step at which training stops if the epochs have not ended before.
   *
   * <p>ParameterChecks: a whole number of at least 1. Example: {@code -Dsnowbert.maxSteps=1000}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.maxSteps")
  public @Nullable Integer maxSteps;

  /**
   * The sentences of one pass through the model.
   *
   * <p>ParameterChecks: a whole number of at least 1. Example: {@code -Dsnowbert.batchSize=32}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.batchSize", defaultValue = "16")
  public int batchSize;

  /**
   * The most tokens of one pass through the model, instead of a number of sentences: as many
   * sentences as fit, on a GPU for instance 16384.
   *
   * <p>ParameterChecks: a whole number of at least 1. Example: {@code -Dsnowbert.batchTokens=16384}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.batchTokens")
  public @Nullable Integer batchTokens;

  /**
   * The passes whose gradients make one step.
   *
   * <p>ParameterChecks: a whole number of at least 1. Example: {@code
   * -Dsnowbert.gradientAccumulation=4}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.gradientAccumulation", defaultValue = "1")
  public int gradientAccumulation;

  /**
   * The highest learning rate of AdamW.
   *
   * <p>ParameterChecks: a number above 0 and at most 1. Example: {@code
   * -Dsnowbert.learningRate=1e-4}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.learningRate", defaultValue = "5e-5")
  public double learningRate;

  /**
   * How the learning rate moves after warm-up: {@code constant}, or {@code linear} to 0 at the last
   * step; the recipe's by default.
   *
   * <p>ParameterChecks: {@code constant} or {@code linear}. Example: {@code
   * -Dsnowbert.schedule=constant}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.schedule")
  @Nullable String schedule;

  /**
   * The steps in which the learning rate rises from 0.
   *
   * <p>ParameterChecks: a whole number of at least 0. Example: {@code -Dsnowbert.warmupSteps=500}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.warmupSteps", defaultValue = "0")
  int warmupSteps;

  /**
   * AdamW's decay of the weights.
   *
   * <p>ParameterChecks: a number of at least 0. Example: {@code -Dsnowbert.weightDecay=0.1}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.weightDecay", defaultValue = "0.01")
  double weightDecay;

  /**
   * The global norm to which larger gradients are scaled down, 0 for no limit; the recipe's by
   * default.
   *
   * <p>ParameterChecks: a number of at least 0. Example: {@code -Dsnowbert.clipNorm=0.5}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.clipNorm")
  @Nullable Double clipNorm;

  /**
   * The probability of dropout, in hidden states and attention.
   *
   * <p>ParameterChecks: a number from 0 to 0.9. Example: {@code -Dsnowbert.dropout=0}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.dropout", defaultValue = "0.1")
  double dropout;

  /**
   * Whether each epoch takes the sentences in an order of its own.
   *
   * <p>ParameterChecks: {@code true} or {@code false}. Example: {@code -Dsnowbert.shuffle=false}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.shuffle", defaultValue = "true")
  boolean shuffle;

  /**
   * The steps between two checkpoints; by default there is one at the end of each epoch, and after
   * ten minutes without one. A build that is cancelled writes one too.
   *
   * <p>ParameterChecks: a whole number of at least 1. Example: {@code
   * -Dsnowbert.checkpointSteps=1000}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.checkpointSteps")
  @Nullable Integer checkpointSteps;

  /**
   * How many of a training's last checkpoints stay. Each takes three times the room of the model; a
   * damaged one is skipped for the one before.
   *
   * <p>ParameterChecks: a whole number of at least 1. Example: {@code
   * -Dsnowbert.checkpointsToKeep=5}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.checkpointsToKeep", defaultValue = "2")
  public int checkpointsToKeep;

  /**
   * Whether an interrupted training goes on from its last checkpoint.
   *
   * <p>ParameterChecks: {@code true} or {@code false}. Example: {@code -Dsnowbert.resume=false}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.resume", defaultValue = "true")
  boolean resume;

  /**
   * The folder of what is kept for all builds: downloads, the engine's natives, and what finished
   * steps made, so that {@code mvn clean} costs no training; {@code snowbert} beside the local
   * repository by default. With {@code none} finished steps are neither taken nor kept: {@code
   * -Dsnowbert.cache=none} trains anew after {@code mvn clean}.
   *
   * <p>ParameterChecks: a folder or {@code none}. Example: {@code -Dsnowbert.cache=none}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.cache")
  public @Nullable String cache;

  /**
   * The room for what finished steps made, and for the checkpoints of trainings that have not
   * finished; what was not used for the longest time goes first.
   *
   * <p>ParameterChecks: a number with {@code KB}, {@code MB}, {@code GB} or {@code TB}. Example:
   * {@code -Dsnowbert.cacheSize=500MB}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.cacheSize", defaultValue = "10GB")
  public String cacheSize;

  /**
   * Where to compute: {@code cpu}, {@code cuda}, or {@code auto}, CUDA where there is one.
   *
   * <p>ParameterChecks: {@code auto}, {@code cpu} or {@code cuda}. Example: {@code
   * -Dsnowbert.device=cpu}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.device", defaultValue = "auto")
  public String device;

  /**
   * The type of matrix products: {@code fp32}, {@code bf16}, or {@code auto}, what suits the
   * device.
   *
   * <p>ParameterChecks: {@code auto}, {@code fp32} or {@code bf16}. Example: {@code
   * -Dsnowbert.precision=bf16}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.precision", defaultValue = "auto")
  public String precision;

  /**
   * The threads that compute; the cores of the machine by default. Another number gives other last
   * digits.
   *
   * <p>ParameterChecks: a whole number from 1 to 1024. Example: {@code -Dsnowbert.threads=8}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.threads")
  @Nullable Integer threads;

  /**
   * The folder of an unpacked libtorch, 2.7.1 or 2.5.1, to use instead of the one from Maven
   * Central.
   *
   * <p>ParameterChecks: a folder. Example: {@code -Dsnowbert.libtorch=/opt/libtorch}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.libtorch")
  public @Nullable File libtorch;

  /**
   * Arguments of the JVM that trains, separated by spaces; one with a space stands in double
   * quotes.
   *
   * <p>ParameterChecks: any arguments of {@code java}. Example: {@code
   * -Dsnowbert.jvmArguments=-Xmx4g}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.jvmArguments")
  public @Nullable String jvmArguments;

  /**
   * The seconds after which the JVM that trains is ended and the build fails; no limit by default.
   * The next build goes on from where it was.
   *
   * <p>ParameterChecks: a whole number of at least 1. Example: {@code -Dsnowbert.timeout=3600}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.timeout")
  public @Nullable Long timeout;

  /**
   * The seconds without a sign of life after which training is taken to hang: its JVM is ended and
   * the build fails. By default 10 minutes, and 20 times the longest that it went without one so
   * far if that is more; {@code 0} to wait for ever.
   *
   * <p>ParameterChecks: a whole number of at least 0. Example: {@code -Dsnowbert.watchdog=1800}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.watchdog")
  public @Nullable Long watchdog;

  /**
   * What the evaluation of the packaged model must reach, each gate optional: {@code maxLoss},
   * {@code maxPerplexity}, {@code minTop1}, {@code minTop5}; {@code fills}, sentences of which one
   * of the {@code words} must be among the first {@code within} (5) fillings; and a {@code
   * baseline}, a published model of the same vocabulary, whose validation loss this one's may
   * exceed by at most the {@code tolerance} (0%).
   *
   * <p>ParameterChecks: these elements. Example:
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
