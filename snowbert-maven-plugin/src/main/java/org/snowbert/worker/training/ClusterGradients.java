package org.snowbert.worker.training;

import com.google.gson.Gson;
import com.sun.jna.Native;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.snowbert.jobs.TrainRequest;
import org.snowbert.model.Accelerator;
import org.snowbert.model.Bert;
import org.snowbert.settings.Cluster;
import org.snowbert.settings.TrainSettings;
import org.snowbert.spark.ClusterOptions;
import org.snowbert.spark.ReplicaSettings;
import org.snowbert.spark.SparkCluster;
import org.snowbert.spark.WorkerPart;
import org.snowbert.worker.batches.Threads;
import org.snowbert.worker.batches.TrainingStep;

/** Computes on a Spark cluster. */
final class ClusterGradients implements StepGradients {
  /** A class of each jar that the workers need beside Spark. */
  private static final List<Class<?>> SHIPPED =
      List.of(
          Bert.class,
          SparkCluster.class,
          Gson.class,
          Native.class,
          ai.djl.Model.class,
          ai.djl.pytorch.engine.PtModel.class);

  /** A file of each jar with native libraries. */
  private static final List<String> NATIVES =
      List.of("jnilib/pytorch.properties", "native/lib/pytorch.properties");

  private final SparkCluster cluster;
  private final Bert bert;
  private final DropoutSeeds seeds;
  private final StopRequest stop;
  private final List<Bert.Loss> losses = new ArrayList<>();

  private ClusterGradients(SparkCluster cluster, Bert bert, DropoutSeeds seeds, StopRequest stop) {
    this.cluster = cluster;
    this.bert = bert;
    this.seeds = seeds;
    this.stop = stop;
  }

  /**
   * Connects to the cluster of a training.
   *
   * @throws StopRequest.Requested if the end was requested meanwhile
   */
  static StepGradients connect(TrainRequest request, Bert bert, StopRequest stop)
      throws IOException {
    TrainSettings settings = request.settings();
    Cluster cluster = Objects.requireNonNull(request.cluster());
    Accelerator accelerator = settings.hardware().accelerator();
    Threads threads = Threads.of(settings);
    return new ClusterGradients(
        SparkCluster.connect(
            new ClusterOptions(
                cluster.master(),
                settings.workers(),
                threads.all(),
                cluster.sparkProperties(),
                jars()),
            new ReplicaSettings(
                bert.config(),
                accelerator.device().isGpu(),
                accelerator.bf16(),
                threads.parts(),
                threads.each()),
            stop::check),
        bert,
        new DropoutSeeds(settings.seed()),
        stop);
  }

  /** The jars of this JVM that the workers need too. */
  private static List<Path> jars() throws IOException {
    Stream<URL> classes =
        SHIPPED.stream().map(type -> type.getProtectionDomain().getCodeSource().getLocation());
    List<URL> jars = new ArrayList<>(classes.toList());
    for (String name : NATIVES) {
      URL file = Objects.requireNonNull(Bert.class.getClassLoader()).getResource(name);
      if (file != null) {
        jars.add(((JarURLConnection) file.openConnection()).getJarFileURL());
      }
    }
    List<Path> paths = new ArrayList<>();
    for (URL jar : jars) {
      try {
        paths.add(Path.of(jar.toURI()));
      } catch (URISyntaxException e) {
        throw new IOException(jar + " is no file", e);
      }
    }
    return paths;
  }

  @Override
  public void compute(TrainingStep step) throws IOException {
    List<WorkerPart> parts =
        IntStream.range(0, step.shares().size()).mapToObj(worker -> part(step, worker)).toList();
    try {
      losses.addAll(cluster.gradients(bert, parts, 1.0 / step.scored()));
    } catch (StopRequest.Requested e) {
      bert.dropGradients(); // some slices may have arrived
      throw e;
    } catch (IOException | RuntimeException e) {
      if (stop.isRequested()) { // on SIGTERM Spark stops by itself, and the step fails
        bert.dropGradients();
        throw new StopRequest.Requested();
      }
      throw e;
    }
  }

  private WorkerPart part(TrainingStep step, int worker) {
    TrainingStep.Share share = step.shares().get(worker);
    return new WorkerPart(
        worker,
        share.batches(),
        IntStream.range(0, share.batches().size())
            .mapToLong(i -> seeds.of(step.step(), share.first() + i))
            .toArray());
  }

  @Override
  public List<Bert.Loss> takeLosses() {
    List<Bert.Loss> taken = List.copyOf(losses);
    losses.clear();
    return taken;
  }

  @Override
  public void close() {
    cluster.close();
  }
}
