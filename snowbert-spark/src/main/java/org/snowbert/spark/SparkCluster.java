package org.snowbert.spark;

import java.io.IOException;
import java.io.Serializable;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.JavaSparkStatusTracker;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.package$;
import org.jspecify.annotations.Nullable;
import org.snowbert.model.Bert;
import org.snowbert.model.GradientPrecision;
import scala.Function0;
import scala.Function1;
import scala.Function2;
import scala.Tuple2;
import scala.concurrent.Await;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;

/**
 * A Spark cluster whose executors compute the gradients of steps, or rounds of steps. This JVM is
 * Spark's driver. It keeps the model and the optimizer's state, so an executor that is lost loses
 * nothing: Spark computes its part again elsewhere.
 *
 * <p>A step is one job of two stages. In the first stage each worker takes the parameters, computes
 * the gradients of its part, and cuts them into slices. In the second stage the slices of all
 * workers are added in the order of the workers. So the sums have the same bytes on any number of
 * executors. A round is such a job too: the workers take the parameters and AdamW's moments, and do
 * steps of their own; the second stage makes the mean of all that they come to.
 */
public final class SparkCluster implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  /** Variables of this JVM that tune the engine, and that the executors need too. */
  private static final List<String> TUNING = List.of("GLIBC_TUNABLES", "GOMP_SPINCOUNT");

  /** Spark's own wait for executors, which this class takes for its wait too. */
  private static final String PATIENCE = "spark.scheduler.maxRegisteredResourcesWaitingTime";

  private static final String JARS = "spark.jars";
  private static final String EXECUTOR_OPTIONS = "spark.executor.extraJavaOptions";
  private static final Pattern COLLECTOR = Pattern.compile("-XX:\\+Use\\w+GC");

  private final JavaSparkContext spark;
  private final ReplicaSettings replica;
  private final Slices slices;
  private final Wait wait;
  private List<Broadcast<byte[]>> state = List.of();

  /** Is told often that this object waits. */
  public interface Wait {
    /**
     * Is called about ten times a second. An exception that it throws ends the wait.
     *
     * @param computing whether a worker computes meanwhile
     */
    void on(boolean computing);
  }

  private SparkCluster(JavaSparkContext spark, ReplicaSettings replica, int workers, Wait wait) {
    this.spark = spark;
    this.replica = replica;
    this.slices = Slices.of(replica.sent(), workers);
    this.wait = wait;
  }

  /**
   * Connects to a cluster, and waits until it gives the first executor.
   *
   * @param wait is called often while this object waits; an exception that it throws ends the wait
   * @throws org.snowbert.InvalidInputException if the cluster cannot be used as the user asks
   * @throws IOException if the cluster does not answer or gives no executor
   */
  public static SparkCluster connect(ClusterOptions options, ReplicaSettings replica, Wait wait)
      throws IOException {
    InetAddress local = MasterAddress.reach(options.master());
    JavaSparkContext spark = null;
    try {
      spark = new JavaSparkContext(conf(options, local));
      requireRegistered(spark);
      awaitExecutor(spark, options.master(), wait);
      ExecutorProbe.require(spark, options);
      return new SparkCluster(spark, replica, options.workers(), wait);
    } catch (Throwable e) {
      if (spark != null) {
        spark.close();
      } else if (isStandalone(options.master()) && ClusterFailure.isStopWhileStarting(e)) {
        throw notAccepted(options.master(), e);
      }
      throw ClusterFailure.explain(e, options.master());
    }
  }

  private static SparkConf conf(ClusterOptions options, @Nullable InetAddress local) {
    String threads = Integer.toString(options.threads());
    SparkConf conf =
        new SparkConf(false)
            .setMaster(options.master())
            .setAppName("snowbert")
            .set("spark.submit.deployMode", "client")
            .set(JARS, String.join(",", options.jars().stream().map(Path::toString).toList()))
            // One task at a time in an executor, because the engine trains one model in a JVM.
            .set("spark.executor.cores", threads)
            .set("spark.task.cpus", threads)
            .set("spark.cores.max", Integer.toString(options.workers() * options.threads()))
            .set("spark.executor.instances", Integer.toString(options.workers()))
            .set("spark.dynamicAllocation.enabled", "false")
            .set(PATIENCE, "60s")
            // Parameters and gradients do not shrink.
            .set("spark.broadcast.compress", "false")
            .set("spark.shuffle.compress", "false")
            .set("spark.shuffle.sort.bypassMergeThreshold", "100000")
            .set("spark.driver.maxResultSize", "0")
            .set("spark.ui.enabled", "false")
            .set("spark.log.level", "WARN")
            .set("spark.ui.showConsoleProgress", "false")
            .set("spark.executorEnv.RUST_FLAVOR", "cpu");
    TUNING.forEach(
        name -> {
          String value = System.getenv(name);
          if (value != null) {
            conf.set("spark.executorEnv." + name, value);
          }
        });
    if (local != null) { // otherwise Spark opens its ports on every address
      conf.set("spark.driver.host", MasterAddress.text(local));
      conf.set("spark.driver.bindAddress", MasterAddress.text(local));
    }
    if (!COLLECTOR.matcher(options.properties().getOrDefault(EXECUTOR_OPTIONS, "")).find()) {
      // G1 gives each slice whole regions: the parameters went out in 2.9 s with it, and in 1.5 s
      // with this collector (two executors, 91 million parameters).
      conf.set("spark.executor.defaultJavaOptions", "-XX:+UseParallelGC");
    }
    options
        .properties()
        .forEach(
            (name, value) ->
                conf.set(name, name.equals(JARS) ? conf.get(JARS) + "," + value : value));
    return conf;
  }

  /** A standalone master gives each application that it accepts a name of its own. */
  private static void requireRegistered(JavaSparkContext spark) throws IOException {
    if (isStandalone(spark.master())
        && spark.sc().applicationId().startsWith("spark-application-")) {
      throw notAccepted(spark.master(), null);
    }
  }

  private static boolean isStandalone(String master) {
    return master.startsWith("spark:");
  }

  private static IOException notAccepted(String master, @Nullable Throwable cause) {
    return new IOException(
        "the Spark master at %s (snowbert.cluster) does not accept this build: look whether it runs another version of Spark than snowbert.sparkVersion, which is %s, or wants a secret"
            .formatted(master, package$.MODULE$.SPARK_VERSION()),
        cause);
  }

  private static void awaitExecutor(JavaSparkContext spark, String master, Wait wait)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (!hasExecutor(spark)) {
      wait.on(false);
      if (spark.sc().isStopped()) {
        throw new IOException(
            "the executors of %s (snowbert.cluster) end as soon as they start: look into their logs on the workers, which need Java 17 or later"
                .formatted(master));
      }
      requirePatience(spark, master, start);
      Thread.sleep(POLL.toMillis());
    }
  }

  private static boolean hasExecutor(JavaSparkContext spark) {
    return spark.sc().statusTracker().getExecutorInfos().length > 1; // the driver counts as one
  }

  /**
   * Requires that the cluster has not been without an executor for too long.
   *
   * @param since the time from which on it had none
   */
  private static void requirePatience(JavaSparkContext spark, String master, long since)
      throws IOException {
    Duration patience = Duration.ofSeconds(spark.getConf().getTimeAsSeconds(PATIENCE));
    if (System.nanoTime() - since > patience.toNanos()) {
      throw new IOException(
          "no worker of %s (snowbert.cluster) gave an executor within %d seconds: start a worker, wait longer with %s in snowbert.sparkProperties, or ask less of each worker, where snowbert.threads is %s and spark.executor.memory in snowbert.sparkProperties is %s; if executors end as soon as they start, their logs on the workers say why"
              .formatted(
                  master,
                  patience.toSeconds(),
                  PATIENCE,
                  spark.getConf().get("spark.executor.cores"),
                  spark.getConf().get("spark.executor.memory", "1g")));
    }
  }

  /**
   * Computes the gradients of a step and sets them in the model.
   *
   * @param bert the model, whose parameters the workers take
   * @param parts the parts of the workers, in their order; at most as many as there are workers
   * @return the losses of the batches of each worker, in their order
   * @throws IOException if the cluster cannot compute them
   */
  public List<Bert.Loss> gradients(Bert bert, List<WorkerPart> parts) throws IOException {
    return explained(
        () -> {
          send(bert);
          return compute(bert, parts);
        });
  }

  /** Computes the gradients of a step from the parameters that were sent last. */
  List<Bert.Loss> compute(Bert bert, List<WorkerPart> parts) throws Exception {
    GradientPrecision precision = replica.gradientPrecision();
    return run(parts, pieces -> SliceSum.of(pieces, precision), bert::setGradients);
  }

  /**
   * Does a round: each worker does the steps of its part from the state of the model. The mean of
   * their states becomes the state of the model; the number of its steps does not change.
   *
   * @return the losses of the batches of each worker, in their order
   * @throws IOException if the cluster cannot do it; the state may then have changed in parts
   */
  public List<Bert.Loss> round(Bert bert, List<WorkerPart> parts) throws IOException {
    return explained(
        () -> {
          send(bert);
          return run(parts, SliceSum::mean, bert::setState);
        });
  }

  private List<Bert.Loss> explained(Callable<List<Bert.Loss>> job) throws IOException {
    try {
      return job.call();
    } catch (Throwable e) {
      throw ClusterFailure.explain(e, spark.master());
    }
  }

  /** Makes one slice of the pieces of all workers. */
  private interface SliceAddition extends Serializable {
    SliceSum of(Iterator<Tuple2<Integer, Piece>> pieces);
  }

  /** Takes the elements of a slice from the first on. */
  private interface SliceReceiver {
    void take(long first, ByteBuffer values);
  }

  /** Computes parts from the state that was sent last. The receiver takes the slices. */
  private List<Bert.Loss> run(
      List<WorkerPart> parts, SliceAddition addition, SliceReceiver receiver) throws Exception {
    List<Bert.Loss> losses = new ArrayList<>();
    JavaRDD<SliceSum> sums =
        spark
            .parallelize(parts, parts.size())
            .flatMapToPair(new WorkerTask(replica, state, slices))
            .partitionBy(new SliceOwners(slices.count()))
            .mapPartitions(pieces -> List.of(addition.of(pieces)).iterator());
    try {
      collect(
          sums,
          sum -> {
            receiver.take(slices.first(sum.slice()), ByteBuffer.wrap(sum.values()));
            losses.addAll(sum.losses().list());
          });
    } finally {
      sums.rdd().cleanShuffleDependencies(false); // the slices of a step fill the executors' disks
    }
    return losses;
  }

  /** Makes the state available to the workers, and forgets that of the last step. */
  void send(Bert bert) {
    state.forEach(Broadcast::destroy);
    state =
        IntStream.range(0, slices.count())
            .mapToObj(
                slice ->
                    spark.broadcast(
                        Slices.copy(bert.state(slices.first(slice), slices.last(slice)))))
            .toList();
  }

  /** Receives each sum when it arrives. */
  private interface Receiver {
    void take(SliceSum sum);
  }

  private void collect(JavaRDD<SliceSum> sums, Receiver receiver) throws Exception {
    Function1<scala.collection.Iterator<SliceSum>, SliceSum> first = new FirstOf();
    AtomicBoolean ended = new AtomicBoolean();
    Function2<Object, SliceSum, BoxedUnit> handler =
        (partition, sum) -> {
          synchronized (ended) { // a job that was cancelled may still deliver
            if (!ended.get()) {
              receiver.take(sum);
            }
          }
          return BoxedUnit.UNIT;
        };
    Function0<BoxedUnit> end = () -> BoxedUnit.UNIT;
    Iterator<Object> partitions =
        IntStream.range(0, sums.getNumPartitions()).<Object>mapToObj(i -> i).iterator();
    SimpleFutureAction<BoxedUnit> job =
        spark
            .sc()
            .submitJob(
                sums.rdd(), first, CollectionConverters.asScala(partitions).toSeq(), handler, end);
    long lastExecutor = System.nanoTime();
    while (true) {
      try {
        Await.result(job, scala.concurrent.duration.Duration.fromNanos(POLL.toNanos()));
        return;
      } catch (TimeoutException e) {
        try {
          wait.on(isComputing());
          if (hasExecutor(spark)) {
            lastExecutor = System.nanoTime();
          }
          requirePatience(spark, spark.master(), lastExecutor);
        } catch (Throwable stop) {
          synchronized (ended) {
            ended.set(true);
          }
          job.cancel();
          throw stop;
        }
      }
    }
  }

  private boolean isComputing() {
    JavaSparkStatusTracker status = spark.statusTracker();
    return Arrays.stream(status.getActiveStageIds())
        .mapToObj(status::getStageInfo)
        .anyMatch(stage -> stage != null && stage.numActiveTasks() > 0);
  }

  @Override
  public void close() {
    spark.close();
  }
}
