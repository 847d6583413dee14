package org.snowbert.text;

import java.io.IOException;
import java.util.stream.IntStream;

/**
 * Encodes texts of any length as {@code [CLS] … [SEP]}, with their {@code [MASK]}s. The parts
 * between the masks are normalised and segmented separately, as transformers' tokenizers do.
 *
 * <p>Loads a native library. Thread-safe.
 */
public final class TextEncoder implements AutoCloseable {
  private final Vocabulary vocabulary;
  private final WordPiece wordPiece;
  private final Segmentation segmentation;
  private final Segmenter segmenter;

  /**
   * An encoder.
   *
   * @throws IOException if the native library cannot be loaded
   */
  public TextEncoder(Vocabulary vocabulary, Segmentation segmentation) throws IOException {
    this.vocabulary = vocabulary;
    this.wordPiece = new WordPiece(vocabulary, segmentation);
    this.segmentation = segmentation;
    this.segmenter = segmentation.segmenter();
  }

  /** The ids of the tokens of a text, those of {@code [CLS]} and {@code [SEP]} included. */
  public synchronized int[] encode(String text) {
    IntStream.Builder ids = IntStream.builder();
    ids.add(vocabulary.cls());
    int from = 0;
    for (int mask = text.indexOf(Vocabulary.MASK);
        mask >= 0;
        mask = text.indexOf(Vocabulary.MASK, from)) {
      add(text.substring(from, mask), ids);
      ids.add(vocabulary.mask());
      from = mask + Vocabulary.MASK.length();
    }
    add(text.substring(from), ids);
    ids.add(vocabulary.sep());
    return ids.build().toArray();
  }

  private void add(String part, IntStream.Builder ids) {
    for (int[] pieces : wordPiece.encode(segmenter.segment(segmentation.normalize(part)))) {
      IntStream.of(pieces).forEach(ids::add);
    }
  }

  @Override
  public synchronized void close() {
    wordPiece.close();
  }
}
