package org.snowbert.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.snowbert.model.GradientPrecision;
import scala.Tuple2;

final class SliceSumTest {
  /** The sum of these in float32 depends on the order. */
  private static final List<Float> VALUES = List.of(1e8f, 3f, -1e8f, 7f);

  @Test
  void theOrderInWhichPiecesArriveDoesNotMatter() {
    float inOrder = ((1e8f + 3f) + -1e8f) + 7f;
    assertThat(value(SliceSum.of(pieces(0, 1, 2, 3).iterator(), GradientPrecision.FP32)))
        .isEqualTo(inOrder);
    assertThat(value(SliceSum.of(pieces(2, 0, 3, 1).iterator(), GradientPrecision.FP32)))
        .isEqualTo(inOrder);
    SliceSum last = SliceSum.of(pieces(3, 2, 1, 0).iterator(), GradientPrecision.FP32);
    assertThat(value(last)).isEqualTo(inOrder);
    assertThat(last.losses().sums()).containsExactly(0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5);
    assertThat(last.slice()).isEqualTo(5);
  }

  @Test
  void theMeanIsComputedInFloat64() {
    assertThat(value(SliceSum.mean(pieces(2, 0, 3, 1).iterator()))).isEqualTo(10f / 4);
  }

  @Test
  void aMissingPieceIsNamed() {
    assertThatThrownBy(() -> SliceSum.of(pieces(0, 3, 2).iterator(), GradientPrecision.FP32))
        .hasMessage("slice 5 lacks worker 1");
  }

  private static float value(SliceSum sum) {
    return ByteBuffer.wrap(sum.values()).order(ByteOrder.LITTLE_ENDIAN).getFloat();
  }

  private static List<Tuple2<Integer, Piece>> pieces(int... workers) {
    return IntStream.of(workers)
        .mapToObj(
            worker ->
                new Tuple2<>(
                    5, new Piece(worker, bytes(VALUES.get(worker)), new Losses(losses(worker)))))
        .toList();
  }

  private static double[] losses(int worker) {
    return new double[] {worker, worker + 0.5};
  }

  private static byte[] bytes(float value) {
    return ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array();
  }
}
