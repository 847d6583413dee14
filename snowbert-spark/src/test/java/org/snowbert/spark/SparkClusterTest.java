package org.snowbert.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.package$;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.InvalidInputException;
import org.snowbert.internal.RandomStream;
import org.snowbert.model.Accelerator;
import org.snowbert.model.Batch;
import org.snowbert.model.Bert;
import org.snowbert.model.BertConfig;
import org.snowbert.model.GradientPrecision;
import org.snowbert.model.ModelSize;
import org.snowbert.model.Optimization;
import org.snowbert.model.Parameters;
import org.snowbert.model.Platform;
import org.snowbert.model.SyntheticBatch;

/** Trains on a real cluster of two workers on this machine. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
final class SparkClusterTest {
  private static final BertConfig CONFIG = BertConfig.of(ModelSize.TINY, 500, 64, 0.1, 0);
  private static final Optimization ADAMW = new Optimization(0.01, false, 1.0);
  private static final double LEARNING_RATE = 1e-3;
  private static final int STEPS = 20;
  private static final int ROUNDS = 4;
  private static final int GRADIENT_ACCUMULATION = 2;

  @TempDir private static Path home;
  private static StandaloneCluster cluster;

  /** What a training leaves: the parameters and the losses of its batches. */
  private record Trained(ByteBuffer parameters, List<Bert.Loss> losses) {}

  /** Happens before a step. */
  private interface Fault {
    void before(int step) throws IOException;
  }

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    cluster = StandaloneCluster.start(home, 2, 1, "2g");
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void theModelHasTheBytesOfOneMachine() throws IOException {
    assertThat(train(2, step -> {})).isEqualTo(onOneMachine(2));
  }

  @Test
  void gradientsInBf16MakeTheModelOfOneMachineToo() throws IOException {
    Trained trained = train(2, step -> {}, GradientPrecision.BF16);
    assertThat(trained).isEqualTo(onOneMachine(2, GradientPrecision.BF16));
    assertThat(trained).isNotEqualTo(onOneMachine(2));
  }

  /** Three workers share two executors. */
  @Test
  void moreWorkersThanExecutorsMakeTheSameModel() throws IOException {
    assertThat(train(3, step -> {})).isEqualTo(onOneMachine(3));
  }

  @Test
  void aKilledExecutorChangesNothing() throws IOException {
    Trained trained =
        train(
            2,
            step -> {
              if (step == 5 || step == 9) {
                cluster.executors().get(0).destroyForcibly();
              }
            });
    assertThat(trained).isEqualTo(onOneMachine(2));
  }

  /** The kill comes while the cluster computes a long step. */
  @Test
  void anExecutorThatIsKilledWithinAStepChangesNothing() throws IOException {
    int[] lengths = new int[1_000];
    Arrays.fill(lengths, 16);
    RandomStream draws = RandomStream.of(7, "long step");
    List<List<Batch>> batches =
        Stream.generate(() -> List.of(SyntheticBatch.of(lengths, 500, draws)))
            .limit(2L * GRADIENT_ACCUMULATION)
            .toList();
    AtomicBoolean kill = new AtomicBoolean();
    SparkCluster.Wait wait =
        computing -> {
          if (computing && kill.getAndSet(false)) {
            cluster.executors().get(0).destroyForcibly();
          }
        };
    Trained onCluster;
    try (SparkCluster spark = connect(cluster.master(), 2, Map.of(), Shipped.jars(home), wait);
        Bert bert = open()) {
      spark.gradients(bert, parts(2, batches(1, 2))); // the executors load the engine
      kill.set(true);
      List<Bert.Loss> losses = spark.gradients(bert, parts(2, batches));
      bert.update(LEARNING_RATE);
      onCluster = new Trained(parameters(bert), losses);
    }
    assertThat(kill).isFalse();
    try (Bert bert = open()) {
      accumulate(bert, batches, GradientPrecision.FP32);
      List<Bert.Loss> losses = bert.takeLosses();
      bert.update(LEARNING_RATE);
      assertThat(onCluster).isEqualTo(new Trained(parameters(bert), losses));
    }
  }

  /** The executor that is left computes both parts. */
  @Test
  void aLostMachineChangesNothing() throws IOException {
    Trained trained =
        train(
            2,
            step -> {
              if (step == 7) {
                cluster.killWorker(1);
              }
            });
    cluster.startWorker(1, "2g"); // for the other tests
    assertThat(trained).isEqualTo(onOneMachine(2));
  }

  /** An executor is lost in the middle. */
  @Test
  void roundsHaveTheBytesOfOneMachine() throws IOException {
    assertThat(
            trainInRounds(
                3,
                round -> {
                  if (round == 2) {
                    cluster.executors().get(0).destroyForcibly();
                  }
                }))
        .isEqualTo(roundsOnOneMachine(3));
  }

  @Test
  void aStopEndsTheWaitForAStep() throws IOException {
    AtomicBoolean stop = new AtomicBoolean();
    SparkCluster.Wait check =
        computing -> {
          if (stop.get()) {
            throw new CancellationException();
          }
        };
    try (SparkCluster spark = connect(cluster.master(), 2, Map.of(), Shipped.jars(home), check);
        Bert bert = open()) {
      List<List<Batch>> batches = batches(1, 2);
      List<WorkerPart> parts = parts(2, batches);
      stop.set(true);
      assertThatThrownBy(() -> spark.gradients(bert, parts))
          .isInstanceOf(CancellationException.class);
      stop.set(false);
      assertThat(spark.gradients(bert, parts)).hasSize(batches.size());
    }
  }

  @Test
  void workersWithoutTheEngineAreNamed() throws IOException {
    List<Path> withoutNatives =
        Shipped.jars(home).stream().filter(jar -> !jar.toString().contains("native")).toList();
    try (SparkCluster spark =
            connect(cluster.master(), 2, Map.of(), withoutNatives, computing -> {});
        Bert bert = open()) {
      List<WorkerPart> parts = parts(2, batches(1, 2));
      assertThatThrownBy(() -> spark.gradients(bert, parts))
          .isInstanceOf(IOException.class)
          .hasMessageContainingAll("a worker of spark://", "cannot load the native libraries");
    }
  }

  @Test
  void workersOfAnotherPlatformAreRefused() {
    ClusterOptions options =
        new ClusterOptions(
            cluster.master(), 1, 1, Map.of(), Shipped.jars(home), Platform.WIN_X86_64);
    assertThatThrownBy(() -> SparkCluster.connect(options, replica(null), computing -> {}))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(
            "the workers of spark://",
            "cannot load the engine for win-x86_64",
            "set snowbert.workerPlatform to " + Platform.current().classifier());
  }

  @Test
  void batchesTooLargeForAMessageAreExplained() throws IOException {
    int[] lengths = new int[40_000];
    Arrays.fill(lengths, 9);
    List<Batch> batch = List.of(SyntheticBatch.of(lengths, 500, RandomStream.of(7, "large")));
    Map<String, String> oneMegabyte = Map.of("spark.rpc.message.maxSize", "1");
    try (SparkCluster spark =
            connect(cluster.master(), 1, oneMegabyte, Shipped.jars(home), computing -> {});
        Bert bert = open()) {
      List<WorkerPart> parts = parts(1, List.of(batch, batch));
      assertThatThrownBy(() -> spark.gradients(bert, parts))
          .isInstanceOf(IOException.class)
          .hasMessageContainingAll(
              "too large for one message of Spark", "snowbert.localSteps", "snowbert.batchSize");
    }
  }

  @Test
  void anExecutorThatIsTooSmallIsRefused() {
    assertThatThrownBy(
            () ->
                connect(
                    cluster.master(),
                    1,
                    Map.of("spark.executor.memory", "100m"),
                    Shipped.jars(home),
                    computing -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("snowbert.sparkProperties", "Executor memory 104857600");
  }

  @Test
  void aClusterWithoutAFreeWorkerIsNotWaitedForWithoutEnd() {
    Map<String, String> moreThanAWorkerHas =
        Map.of(
            "spark.executor.memory", "4g",
            "spark.scheduler.maxRegisteredResourcesWaitingTime", "3s");
    assertThatThrownBy(
            () ->
                connect(
                    cluster.master(), 1, moreThanAWorkerHas, Shipped.jars(home), computing -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(
            "no worker of spark://",
            "gave an executor within 3 seconds",
            "spark.executor.memory",
            "is 4g");
  }

  @Test
  void aClusterOfAnotherVersionIsRefused(@TempDir Path otherHome) throws Exception {
    try (StandaloneCluster other = StandaloneCluster.startOtherVersion(otherHome)) {
      assertThatThrownBy(() -> connect(other.master(), 1))
          .isInstanceOf(IOException.class)
          .hasMessageContainingAll(
              other.master(),
              "another version of Spark than snowbert.sparkVersion",
              package$.MODULE$.SPARK_VERSION());
    }
  }

  @Test
  void aTrainingWhoseWorkersAreAllLostEnds() throws IOException {
    Map<String, String> impatient =
        Map.of("spark.scheduler.maxRegisteredResourcesWaitingTime", "10s");
    try (SparkCluster spark =
            connect(cluster.master(), 2, impatient, Shipped.jars(home), computing -> {});
        Bert bert = open()) {
      List<WorkerPart> parts = parts(2, batches(1, 2));
      spark.gradients(bert, parts);
      cluster.killWorker(0);
      cluster.killWorker(0);
      assertThatThrownBy(() -> spark.gradients(bert, parts))
          .isInstanceOf(IOException.class)
          .hasMessageContainingAll(
              "no worker of spark://", "gave an executor within 10 seconds", "start a worker");
    } finally {
      cluster.startWorker(1, "2g"); // for the other tests
      cluster.startWorker(1, "2g");
    }
  }

  @Test
  void anAddressWithoutAPortIsRefused() {
    assertThatThrownBy(() -> connect("spark://host", 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("snowbert.cluster is spark://host", "spark://host:7077");
  }

  @Test
  void anAddressWithoutAMasterIsRefused() {
    assertThatThrownBy(() -> connect("spark://127.0.0.1:1", 1))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(
            "no Spark master answers at spark://127.0.0.1:1", "snowbert.cluster");
  }

  private static SparkCluster connect(int workers, ReplicaSettings replica) throws IOException {
    return SparkCluster.connect(
        new ClusterOptions(
            cluster.master(), workers, 1, Map.of(), Shipped.jars(home), Platform.current()),
        replica,
        computing -> {});
  }

  private static SparkCluster connect(String master, int workers) throws IOException {
    return connect(master, workers, Map.of(), Shipped.jars(home), computing -> {});
  }

  private static SparkCluster connect(
      String master,
      int workers,
      Map<String, String> properties,
      List<Path> jars,
      SparkCluster.Wait wait)
      throws IOException {
    return SparkCluster.connect(
        new ClusterOptions(master, workers, 1, properties, jars, Platform.current()),
        replica(null),
        wait);
  }

  private static ReplicaSettings replica(@Nullable Optimization optimization) {
    return replica(optimization, GradientPrecision.FP32);
  }

  private static ReplicaSettings replica(
      @Nullable Optimization optimization, GradientPrecision precision) {
    return new ReplicaSettings(CONFIG, optimization, precision, false, false, 1, 1);
  }

  private static Trained train(int workers, Fault fault) throws IOException {
    return train(workers, fault, GradientPrecision.FP32);
  }

  private static Trained train(int workers, Fault fault, GradientPrecision precision)
      throws IOException {
    List<Bert.Loss> losses = new ArrayList<>();
    try (SparkCluster spark = connect(workers, replica(null, precision));
        Bert bert = open()) {
      for (int step = 1; step <= STEPS; step++) {
        fault.before(step);
        List<List<Batch>> batches = batches(step, workers);
        losses.addAll(spark.gradients(bert, parts(workers, batches)));
        bert.update(LEARNING_RATE);
      }
      return new Trained(parameters(bert), losses);
    }
  }

  /** A round has two steps. */
  private static ByteBuffer trainInRounds(int workers, Fault fault) throws IOException {
    try (SparkCluster spark = connect(workers, replica(ADAMW));
        Bert bert = open()) {
      for (int round = 0; round < ROUNDS; round++) {
        fault.before(round);
        int done = 2 * round;
        List<WorkerPart> first = parts(workers, batches(done + 1, workers));
        List<WorkerPart> second = parts(workers, batches(done + 2, workers));
        List<WorkerPart> parts =
            IntStream.range(0, workers)
                .mapToObj(
                    worker ->
                        new WorkerPart(
                            worker,
                            done,
                            List.of(
                                first.get(worker).steps().get(0),
                                second.get(worker).steps().get(0))))
                .toList();
        bert.beginRound();
        assertThat(spark.round(bert, parts)).hasSize(2 * workers * GRADIENT_ACCUMULATION);
        bert.endRound(done + 2, 0.7, 0.9);
      }
      return state(bert);
    }
  }

  private static ByteBuffer roundsOnOneMachine(int workers) throws IOException {
    try (Bert bert = open()) {
      for (int round = 0; round < ROUNDS; round++) {
        int done = 2 * round;
        bert.beginRound();
        for (int worker = 0; worker < workers; worker++) {
          bert.restartRound();
          for (int step = done + 1; step <= done + 2; step++) {
            LocalStep part = parts(workers, batches(step, workers)).get(worker).steps().get(0);
            bert.accumulate(part.batches(), part.scale(), part.seeds());
            bert.update(part.learningRate());
          }
          bert.addWorker();
        }
        bert.averageWorkers(workers);
        bert.endRound(done + 2, 0.7, 0.9);
      }
      return state(bert);
    }
  }

  private static List<WorkerPart> parts(int workers, List<List<Batch>> batches) {
    List<WorkerPart> parts = new ArrayList<>();
    for (int worker = 0; worker < workers; worker++) {
      int first = worker * GRADIENT_ACCUMULATION;
      int last = first + GRADIENT_ACCUMULATION;
      parts.add(
          new WorkerPart(
              worker,
              0,
              List.of(
                  new LocalStep(
                      List.copyOf(batches.subList(first, last)),
                      IntStream.range(first, last).mapToLong(i -> i).toArray(),
                      scale(batches),
                      LEARNING_RATE))));
    }
    return parts;
  }

  private static Trained onOneMachine(int workers) throws IOException {
    return onOneMachine(workers, GradientPrecision.FP32);
  }

  private static Trained onOneMachine(int workers, GradientPrecision precision) throws IOException {
    List<Bert.Loss> losses = new ArrayList<>();
    try (Bert bert = open()) {
      for (int step = 1; step <= STEPS; step++) {
        accumulate(bert, batches(step, workers), precision);
        losses.addAll(bert.takeLosses());
        bert.update(LEARNING_RATE);
      }
      return new Trained(parameters(bert), losses);
    }
  }

  private static void accumulate(
      Bert bert, List<List<Batch>> batches, GradientPrecision precision) {
    for (int i = 0; i < batches.size(); i++) {
      bert.accumulate(batches.get(i), scale(batches), i);
      if ((i + 1) % GRADIENT_ACCUMULATION == 0) {
        bert.endWorker(precision);
      }
    }
  }

  private static Bert open() throws IOException {
    return Bert.forTraining(CONFIG, Parameters.random(1, 0), ADAMW, Accelerator.CPU);
  }

  private static List<List<Batch>> batches(int step, int workers) {
    RandomStream draws = RandomStream.of(7, "batches", step);
    return Stream.generate(() -> List.of(SyntheticBatch.of(new int[] {9, 5, 12, 7}, 500, draws)))
        .limit((long) workers * GRADIENT_ACCUMULATION)
        .toList();
  }

  private static double scale(List<List<Batch>> batches) {
    return 1.0
        / batches.stream().flatMap(List::stream).mapToInt(part -> part.labels().length).sum();
  }

  private static ByteBuffer parameters(Bert bert) {
    return copy(bert.state(0, CONFIG.parameters()));
  }

  /** The parameters and AdamW's moments. */
  private static ByteBuffer state(Bert bert) {
    return copy(bert.state(0, 3 * CONFIG.parameters()));
  }

  private static ByteBuffer copy(ByteBuffer values) {
    byte[] bytes = new byte[values.remaining()];
    values.get(bytes);
    return ByteBuffer.wrap(bytes);
  }
}
