package org.snowbert.spark;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * The work of one worker in a step: it computes the gradients of its part and cuts them into
 * slices.
 */
record GradientTask(
    ReplicaSettings replica, List<Broadcast<byte[]>> parameters, Slices slices, double scale)
    implements PairFlatMapFunction<WorkerPart, Integer, Piece> {
  @Override
  public Iterator<Tuple2<Integer, Piece>> call(WorkerPart part) {
    return Replica.gradients(replica, parameters, slices, part, scale);
  }
}
