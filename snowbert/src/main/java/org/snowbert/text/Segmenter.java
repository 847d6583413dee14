package org.snowbert.text;

import java.util.List;

/** Splits sentences into words. Not thread-safe. */
public interface Segmenter {
  /** The words of one normalised sentence, in order. */
  List<String> segment(String sentence);
}
