package org.snowbert.spark;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.snowbert.model.Bert;

/**
 * The losses of batches, in their order.
 *
 * @param sums the two sums of each {@link Bert.Loss}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Losses(double[] sums) implements Serializable {
  static final Losses NONE = new Losses(new double[0]);

  static Losses of(List<Bert.Loss> losses) {
    return new Losses(
        losses.stream()
            .flatMap(loss -> Stream.of(loss.scored(), loss.replaced()))
            .mapToDouble(Double::doubleValue)
            .toArray());
  }

  List<Bert.Loss> list() {
    return IntStream.range(0, sums.length / 2)
        .mapToObj(i -> new Bert.Loss(sums[2 * i], sums[2 * i + 1]))
        .toList();
  }
}
