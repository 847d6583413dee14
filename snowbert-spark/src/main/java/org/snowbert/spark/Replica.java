package org.snowbert.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.resource.ResourceInformation;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;
import org.snowbert.model.Accelerator;
import org.snowbert.model.Bert;
import org.snowbert.model.GradientPrecision;
import org.snowbert.model.Optimization;
import scala.Tuple2;

/**
 * The copy of the model in the JVM of an executor. It stays open between steps. There is one,
 * because the engine trains one model in a JVM.
 */
final class Replica {
  private static final ReentrantLock LOCK = new ReentrantLock();
  private static @Nullable Replica current;

  private final Bert bert;
  private long version = -1;

  private Replica(Bert bert) {
    this.bert = bert;
  }

  /**
   * Computes a worker's part. The iterator must be used up before the task ends, until which this
   * model is locked.
   *
   * @param state the state from which the part starts
   */
  static Iterator<Tuple2<Integer, Piece>> compute(
      ReplicaSettings settings, List<Broadcast<byte[]>> state, Slices slices, WorkerPart part) {
    LOCK.lock();
    TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> LOCK.unlock());
    Replica replica = open(settings);
    replica.take(state, slices);
    return settings.inRounds()
        ? replica.round(slices, part)
        : replica.gradients(slices, part, settings.gradientPrecision());
  }

  private static Replica open(ReplicaSettings settings) {
    if (current == null) {
      Accelerator.useThreads(settings.parts(), settings.threads());
      System.setProperty("ai.djl.offline", "true");
      System.setProperty("OPT_OUT_TRACKING", "true");
      if (System.getenv("DJL_CACHE_DIR") == null) {
        System.setProperty("DJL_CACHE_DIR", System.getProperty("user.dir"));
      }
      try {
        current = new Replica(model(settings));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return current;
  }

  private static Bert model(ReplicaSettings settings) throws IOException {
    Optimization optimization = settings.optimization();
    return optimization == null
        ? Bert.forGradients(settings.config(), accelerator(settings))
        : Bert.forRounds(settings.config(), optimization, accelerator(settings));
  }

  /** The device that Spark assigns to the task, which must be of the kind that is to compute. */
  private static Accelerator accelerator(ReplicaSettings settings) {
    ResourceInformation gpu = TaskContext.get().resourcesJMap().get("gpu");
    if (settings.gpu() != (gpu != null)) {
      throw new IllegalStateException(
          settings.gpu()
              ? "Spark assigns no GPU to the workers: set spark.task.resource.gpu.amount in snowbert.sparkProperties, or snowbert.device to cpu"
              : "Spark assigns a GPU to the workers, and the build has the engine of a CPU: leave spark.task.resource.gpu.amount out of snowbert.sparkProperties, or set snowbert.device to cuda");
    }
    return Accelerator.assigned(
        gpu == null ? null : (Integer) Integer.parseInt(gpu.addresses()[0]), settings.bf16());
  }

  /** Takes the state that was sent, which the tasks of one step take once. */
  private void take(List<Broadcast<byte[]>> state, Slices slices) {
    long given = state.get(0).id();
    if (given != version) {
      version = -1; // until all slices are taken
      for (int slice = 0; slice < state.size(); slice++) {
        bert.setState(slices.first(slice), ByteBuffer.wrap(state.get(slice).value()));
      }
      version = given;
    }
  }

  private Iterator<Tuple2<Integer, Piece>> gradients(
      Slices slices, WorkerPart part, GradientPrecision precision) {
    bert.dropGradients(); // a task that failed may have left some
    accumulate(part.steps().get(0));
    return pieces(slices, part, (first, last) -> bert.gradients(first, last, precision));
  }

  private Iterator<Tuple2<Integer, Piece>> round(Slices slices, WorkerPart part) {
    version = -1; // the steps change the state
    bert.dropGradients();
    bert.setSteps(part.done());
    for (LocalStep step : part.steps()) {
      accumulate(step);
      bert.update(step.learningRate());
    }
    return pieces(slices, part, bert::state);
  }

  private void accumulate(LocalStep step) {
    bert.accumulate(step.batches(), step.scale(), step.seeds());
  }

  /** Gives the elements of a result from one to another, excluded. */
  private interface Elements {
    ByteBuffer between(long first, long last);
  }

  private Iterator<Tuple2<Integer, Piece>> pieces(
      Slices slices, WorkerPart part, Elements elements) {
    Losses losses = Losses.of(bert.takeLosses());
    return IntStream.range(0, slices.count())
        .mapToObj(
            slice ->
                new Tuple2<>(
                    slice,
                    new Piece(
                        part.worker(),
                        Slices.copy(elements.between(slices.first(slice), slices.last(slice))),
                        slice == 0 ? losses : Losses.NONE)))
        .iterator();
  }
}
