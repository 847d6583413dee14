package org.snowbert.worker.training;

import java.util.ArrayList;
import java.util.List;
import org.snowbert.model.Bert;

/** Losses that are computed and not taken yet. */
final class PendingLosses {
  private final List<Bert.Loss> losses = new ArrayList<>();

  void add(List<Bert.Loss> computed) {
    losses.addAll(computed);
  }

  /** The losses that were added since the last call, in their order. */
  List<Bert.Loss> take() {
    List<Bert.Loss> taken = List.copyOf(losses);
    losses.clear();
    return taken;
  }
}
