package org.snowbert.spark;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * The work of one worker in a job: it computes its part from the state that was sent, and cuts the
 * result into slices.
 */
record WorkerTask(ReplicaSettings replica, List<Broadcast<byte[]>> state, Slices slices)
    implements PairFlatMapFunction<WorkerPart, Integer, Piece> {
  @Override
  public Iterator<Tuple2<Integer, Piece>> call(WorkerPart part) {
    return Replica.compute(replica, state, slices, part);
  }
}
