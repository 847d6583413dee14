package org.snowbert.spark;

import java.io.Serializable;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** Takes the only sum of a partition. */
@SuppressWarnings("serial") // it has no state
final class FirstOf extends AbstractFunction1<Iterator<SliceSum>, SliceSum>
    implements Serializable {
  @Override
  public SliceSum apply(Iterator<SliceSum> sums) {
    return sums.next();
  }
}
