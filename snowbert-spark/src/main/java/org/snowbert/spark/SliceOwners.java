package org.snowbert.spark;

import org.apache.spark.Partitioner;

/** Gives each slice a partition of its own. */
@SuppressWarnings("serial") // an int is all its state
final class SliceOwners extends Partitioner {
  private final int slices;

  SliceOwners(int slices) {
    this.slices = slices;
  }

  @Override
  public int numPartitions() {
    return slices;
  }

  @Override
  public int getPartition(Object slice) {
    return (Integer) slice;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SliceOwners owners && owners.slices == slices;
  }

  @Override
  public int hashCode() {
    return slices;
  }
}
