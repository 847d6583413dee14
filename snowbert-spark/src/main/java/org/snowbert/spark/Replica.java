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
   * Computes the gradients of a worker's part. The iterator must be used up before the task ends,
   * until which this model is locked.
   *
   * @param scale what each loss is multiplied by
   */
  static Iterator<Tuple2<Integer, Piece>> gradients(
      ReplicaSettings settings,
      List<Broadcast<byte[]>> parameters,
      Slices slices,
      WorkerPart part,
      double scale) {
    LOCK.lock();
    TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> LOCK.unlock());
    Replica replica = open(settings);
    replica.take(parameters, slices);
    return replica.compute(slices, part, scale);
  }

  private static Replica open(ReplicaSettings settings) {
    if (current == null) {
      System.setProperty("ai.djl.pytorch.num_interop_threads", Integer.toString(settings.parts()));
      System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(settings.threads()));
      System.setProperty("ai.djl.offline", "true");
      System.setProperty("OPT_OUT_TRACKING", "true");
      if (System.getenv("DJL_CACHE_DIR") == null) {
        System.setProperty("DJL_CACHE_DIR", System.getProperty("user.dir"));
      }
      try {
        current = new Replica(Bert.forGradients(settings.config(), accelerator(settings)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return current;
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

  /** Takes the parameters of a step, which the tasks of one step take once. */
  private void take(List<Broadcast<byte[]>> parameters, Slices slices) {
    long given = parameters.get(0).id();
    if (given != version) {
      version = -1; // until all slices are taken
      for (int slice = 0; slice < parameters.size(); slice++) {
        bert.setParameters(slices.first(slice), ByteBuffer.wrap(parameters.get(slice).value()));
      }
      version = given;
    }
  }

  private Iterator<Tuple2<Integer, Piece>> compute(Slices slices, WorkerPart part, double scale) {
    bert.dropGradients(); // a task that failed may have left some
    for (int i = 0; i < part.batches().size(); i++) {
      bert.accumulate(part.batches().get(i), scale, part.seeds()[i]);
    }
    Losses losses = Losses.of(bert.takeLosses());
    return IntStream.range(0, slices.count())
        .mapToObj(
            slice ->
                new Tuple2<>(
                    slice,
                    new Piece(
                        part.worker(),
                        Slices.copy(bert.gradients(slices.first(slice), slices.last(slice))),
                        slice == 0 ? losses : Losses.NONE)))
        .iterator();
  }
}
