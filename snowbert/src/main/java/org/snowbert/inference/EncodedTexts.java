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

/**
 * Texts as tokens.
 *
 * @param ids the ids of the tokens of each text
 */
record EncodedTexts(List<int[]> ids) {
  /**
   * The most places of a batch: its number of texts times its longest text. They limit the memory
   * of the attention, and of the logits if every token is a mask.
   */
  private static final int PLACES = 2048;

  /**
   * Encodes texts.
   *
   * @throws InvalidInputException if a text has more tokens than the model reads
   */
  static EncodedTexts encode(LoadedModel model, List<String> texts) {
    int positions = model.bert().config().maxPositions();
    List<int[]> all = new ArrayList<>(texts.size());
    for (String text : texts) {
      int[] ids = model.tokenizer().encode(text);
      if (ids.length > positions) {
        throw new InvalidInputException(
            "the text '%s' has %d tokens, but the model reads %d: shorten it"
                .formatted(text, ids.length, positions));
      }
      all.add(ids);
    }
    return new EncodedTexts(all);
  }

  /** The texts with these numbers, in this order. */
  EncodedTexts inOrder(int[] order) {
    return new EncodedTexts(IntStream.of(order).mapToObj(ids::get).toList());
  }

  /** The numbers of the texts, the shortest text first: equal lengths need no padding. */
  int[] byLength() {
    return IntStream.range(0, ids.size())
        .boxed()
        .sorted(Comparator.comparingInt(text -> ids.get(text).length))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /**
   * Batches of the texts, in their order.
   *
   * @param scored tells whether the token with an id is scored
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
