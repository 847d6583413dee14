package org.snowbert.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.snowbert.InvalidInputException;
import org.snowbert.internal.TokenLabel;
import org.snowbert.model.Batch;

/** Texts as the model reads them. */
record EncodedTexts(List<int[]> ids) {
  /**
   * Places of a batch's rectangle, at most. They bound its memory: the attention's, and that of the
   * logits where every token is a mask.
   */
  private static final int PLACES = 2048;

  /**
   * Encodes texts.
   *
   * @throws InvalidInputException if one has more tokens than the model reads
   */
  static EncodedTexts of(LoadedModel model, List<String> texts) {
    int positions = model.bert().config().maxPositions();
    List<int[]> all = new ArrayList<>(texts.size());
    for (String text : texts) {
      int[] ids = model.encoder().encode(text);
      if (ids.length > positions) {
        throw new InvalidInputException(
            "The text '%s' has %d tokens, the model reads %d; shorten it."
                .formatted(text, ids.length, positions));
      }
      all.add(ids);
    }
    return new EncodedTexts(all);
  }

  /** Those of some numbers, in that order. */
  EncodedTexts of(int[] order) {
    return new EncodedTexts(IntStream.of(order).mapToObj(ids::get).toList());
  }

  /** Their numbers, the shortest text first: batches of one length have no places to spare. */
  int[] byLength() {
    return IntStream.range(0, ids.size())
        .boxed()
        .sorted(Comparator.comparingInt(text -> ids.get(text).length))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /**
   * Batches of the texts in their order.
   *
   * @param scored which tokens are
   */
  List<Batch> batches(IntPredicate scored) {
    List<Batch> batches = new ArrayList<>();
    int from = 0;
    int longest = 0;
    for (int to = 0; to < ids.size(); to++) {
      longest = Math.max(longest, ids.get(to).length);
      if (to > from && (to - from + 1) * longest > PLACES) {
        batches.add(batch(ids.subList(from, to), scored));
        from = to;
        longest = ids.get(to).length;
      }
    }
    if (from < ids.size()) {
      batches.add(batch(ids.subList(from, ids.size()), scored));
    }
    return batches;
  }

  private static Batch batch(List<int[]> texts, IntPredicate scored) {
    int[] tokens = texts.stream().flatMapToInt(Arrays::stream).toArray();
    int[] labels =
        IntStream.of(tokens).map(id -> scored.test(id) ? id : TokenLabel.IGNORE_INDEX).toArray();
    return Batch.packed(tokens, labels, texts.stream().mapToInt(text -> text.length).toArray());
  }
}
