package org.snowbert.inference;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import org.snowbert.FillMaskAnswer;
import org.snowbert.FillMaskAnswer.Candidate;
import org.snowbert.InvalidInputException;
import org.snowbert.model.Batch;
import org.snowbert.text.Vocabulary;

/** Fills the masks of texts with a model's most probable tokens. */
public final class FillMask {
  private FillMask() {}

  /**
   * Fills the masks of each text.
   *
   * @param topK the number of candidates for each mask
   * @return an answer for each text, in the order of the texts
   * @throws InvalidInputException if a text has no mask or more tokens than the model reads, or
   *     topK is below 1
   */
  public static List<FillMaskAnswer> fill(LoadedModel model, List<String> texts, int topK) {
    for (String text : texts) {
      if (!text.contains(Vocabulary.MASK)) {
        throw new InvalidInputException(
            "the text '%s' has no %s: put one in the place of a word"
                .formatted(text, Vocabulary.MASK));
      }
    }
    if (topK < 1) {
      throw new InvalidInputException("topK is %d: ask for at least 1 word".formatted(topK));
    }
    int mask = model.vocabulary().mask();
    int width = model.bert().config().vocabularySize();
    Queue<List<Candidate>> masks = new ArrayDeque<>();
    for (Batch batch : EncodedTexts.encode(model, texts).batches(id -> id == mask)) {
      float[] logits = model.bert().logits(batch);
      for (int row = 0; row < batch.scored().length; row++) {
        masks.add(best(logits, row * width, width, model.vocabulary(), topK));
      }
    }
    return texts.stream().map(text -> answer(text, masks)).toList();
  }

  /**
   * Fills the masks of one text.
   *
   * @param masks the candidates of each mask; those of the text are removed
   */
  private static FillMaskAnswer answer(String text, Queue<List<Candidate>> masks) {
    StringBuilder filled = new StringBuilder();
    List<List<Candidate>> candidates = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(Vocabulary.MASK);
        at >= 0;
        at = text.indexOf(Vocabulary.MASK, from)) {
      List<Candidate> best = masks.remove();
      candidates.add(best);
      filled.append(text, from, at).append(best.get(0).token());
      from = at + Vocabulary.MASK.length();
    }
    filled.append(text.substring(from));
    return new FillMaskAnswer(filled.toString(), candidates);
  }

  /**
   * The most probable tokens of a row of logits, without the special tokens. Of equally probable
   * tokens, the first in the vocabulary comes first.
   *
   * @param start where the row begins
   * @param width of the row, which may be wider than the vocabulary; what lies beyond the
   *     vocabulary has its share of the probability
   */
  private static List<Candidate> best(
      float[] logits, int start, int width, Vocabulary vocabulary, int count) {
    PriorityQueue<Integer> best = // the least probable token is at its head
        new PriorityQueue<>(
            Comparator.<Integer>comparingDouble(id -> logits[start + id])
                .thenComparing(Comparator.reverseOrder()));
    double largest = Double.NEGATIVE_INFINITY;
    for (int id = 0; id < width; id++) {
      float logit = logits[start + id];
      largest = Math.max(largest, logit);
      if (id >= vocabulary.size()
          || vocabulary.isSpecial(id)
          || (best.size() == count && logit <= logits[start + best.element()])) {
        continue;
      }
      if (best.size() == count) {
        best.remove();
      }
      best.add(id);
    }
    double sum = 0;
    for (int id = 0; id < width; id++) {
      sum += Math.exp(logits[start + id] - largest);
    }
    List<Candidate> candidates = new ArrayList<>();
    while (!best.isEmpty()) {
      int id = best.remove();
      String token = vocabulary.token(id);
      candidates.add(
          new Candidate(
              vocabulary.isContinuation(id) ? token.substring(2) : token,
              Math.exp(logits[start + id] - largest) / sum));
    }
    Collections.reverse(candidates);
    return List.copyOf(candidates);
  }
}
