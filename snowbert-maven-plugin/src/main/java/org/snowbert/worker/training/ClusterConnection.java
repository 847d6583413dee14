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
import java.util.stream.Stream;
import org.snowbert.jobs.TrainRequest;
import org.snowbert.model.Accelerator;
import org.snowbert.model.Bert;
import org.snowbert.model.BertConfig;
import org.snowbert.settings.Cluster;
import org.snowbert.settings.TrainSettings;
import org.snowbert.spark.ClusterOptions;
import org.snowbert.spark.ReplicaSettings;
import org.snowbert.spark.SparkCluster;
import org.snowbert.worker.batches.Threads;

/** Opens the Spark cluster of a training. */
final class ClusterConnection {
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

  private ClusterConnection() {}

  /**
   * Connects to the cluster of a training.
   *
   * @param wait is called often while the cluster works
   * @throws StopRequest.Requested if the end was requested meanwhile
   */
  static SparkCluster open(TrainRequest request, BertConfig config, SparkCluster.Wait wait)
      throws IOException {
    TrainSettings settings = request.settings();
    Cluster cluster = Objects.requireNonNull(request.cluster());
    Accelerator accelerator = settings.hardware().accelerator();
    Threads threads = Threads.of(settings);
    return SparkCluster.connect(
        new ClusterOptions(
            cluster.master(), settings.workers(), threads.all(), cluster.sparkProperties(), jars()),
        new ReplicaSettings(
            config,
            settings.rounds() == null ? null : settings.optimization(),
            accelerator.device().isGpu(),
            accelerator.bf16(),
            threads.parts(),
            threads.each()),
        wait);
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
}
