package org.snowbert.worker.training;

import com.google.gson.Gson;
import com.sun.jna.Native;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.snowbert.jobs.TrainRequest;
import org.snowbert.model.Accelerator;
import org.snowbert.model.Bert;
import org.snowbert.model.BertConfig;
import org.snowbert.model.Platform;
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

  /** The file of the jar with the engine's bindings to its native libraries, on all platforms. */
  private static final String BINDINGS = "jnilib/pytorch.properties";

  /** The file of each jar with native libraries. */
  private static final String NATIVES = "native/lib/pytorch.properties";

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
            cluster.master(),
            settings.workers(),
            threads.all(),
            cluster.sparkProperties(),
            jars(cluster.workerPlatform()),
            cluster.workerPlatform()),
        new ReplicaSettings(
            config,
            settings.rounds() == null ? null : settings.optimization(),
            settings.gradientPrecision(),
            accelerator.device().isGpu(),
            accelerator.bf16(),
            threads.parts(),
            threads.each()),
        wait);
  }

  /** The jars of this JVM that the workers need too. */
  private static List<Path> jars(Platform workers) throws IOException {
    List<Path> jars = new ArrayList<>();
    for (Class<?> type : SHIPPED) {
      jars.add(path(type.getProtectionDomain().getCodeSource().getLocation()));
    }
    for (URL file : resources(BINDINGS)) {
      jars.add(jarOf(file));
    }
    for (URL file : resources(NATIVES)) {
      if (platform(file).equals(workers.classifier())) {
        jars.add(jarOf(file));
      }
    }
    return jars;
  }

  private static List<URL> resources(String name) throws IOException {
    return Collections.list(Objects.requireNonNull(Bert.class.getClassLoader()).getResources(name));
  }

  /** The platform of a jar with native libraries, by the classifier that its file says. */
  private static String platform(URL file) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = file.openStream()) {
      properties.load(in);
    }
    return properties.getProperty("classifier", "");
  }

  private static Path jarOf(URL file) throws IOException {
    return path(((JarURLConnection) file.openConnection()).getJarFileURL());
  }

  private static Path path(URL file) throws IOException {
    try {
      return Path.of(file.toURI());
    } catch (URISyntaxException e) {
      throw new IOException(file + " is no file", e);
    }
  }
}
