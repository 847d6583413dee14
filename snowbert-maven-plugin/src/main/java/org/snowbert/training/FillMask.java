package org.snowbert.training;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.snowbert.InvalidInputException;
import org.snowbert.model.Batch;
import org.snowbert.text.Segmenter;
import org.snowbert.text.Vocabulary;
import org.snowbert.text.WordPiece;
import org.snowbert.training.FillMaskAnswer.Candidate;

/** Fills the masks of a prompt with a model's most probable tokens. */
final class FillMask {
  private FillMask() {}

  static void run(FillMaskRequest request) throws IOException {
    try (LoadedModel model = LoadedModel.open(Path.of(request.model()), request.hardware());
        WordPiece wordPiece = new WordPiece(model.vocabulary())) {
      FillMaskAnswer answer = fill(model, wordPiece, request.text(), request.topK());
      Files.writeString(Path.of(request.output()), new Gson().toJson(answer));
    }
  }

  /**
   * As transformers' BertJapaneseTokenizer does it: what stands between masks is segmented by
   * itself.
   */
  private static int[] encode(String text, Vocabulary vocabulary, WordPiece wordPiece) {
    Segmenter segmenter = new Segmenter();
    List<Integer> ids = new ArrayList<>();
    ids.add(vocabulary.cls());
    int from = 0;
    while (true) {
      int mask = text.indexOf(Vocabulary.MASK, from);
      String part = text.substring(from, mask < 0 ? text.length() : mask);
      for (int[] pieces : wordPiece.encode(segmenter.segment(part))) {
        IntStream.of(pieces).forEach(ids::add);
      }
      if (mask < 0) {
        break;
      }
      ids.add(vocabulary.mask());
      from = mask + Vocabulary.MASK.length();
    }
    if (from == 0) {
      throw new InvalidInputException(
          "The prompt is '"
              + text
              + "'; put "
              + Vocabulary.MASK
              + " where a word is to be filled in.");
    }
    ids.add(vocabulary.sep());
    return ids.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Fills the masks of a text with {@code topK} candidates each. */
  static FillMaskAnswer fill(LoadedModel model, WordPiece wordPiece, String text, int topK) {
    Vocabulary vocabulary = model.vocabulary();
    int[] ids = encode(text, vocabulary, wordPiece);
    int positions = model.bert().config().maxPositions();
    if (ids.length > positions) {
      throw new InvalidInputException(
          "The prompt '%s' has %d tokens, the model reads %d; shorten it."
              .formatted(text, ids.length, positions));
    }
    int[] labels =
        IntStream.of(ids).map(id -> id == vocabulary.mask() ? 0 : Batch.UNSCORED).toArray();
    float[] logits = model.bert().logits(Batch.packed(ids, labels, new int[] {ids.length}));
    StringBuilder filled = new StringBuilder();
    List<List<Candidate>> masks = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(Vocabulary.MASK);
        at >= 0;
        at = text.indexOf(Vocabulary.MASK, from)) {
      List<Candidate> best = best(logits, masks.size(), vocabulary, topK);
      masks.add(best);
      filled.append(text, from, at).append(best.get(0).token());
      from = at + Vocabulary.MASK.length();
    }
    filled.append(text.substring(from));
    return new FillMaskAnswer(filled.toString(), masks);
  }

  private static List<Candidate> best(float[] logits, int row, Vocabulary vocabulary, int count) {
    int size = vocabulary.size();
    int start = row * size;
    double largest =
        IntStream.range(0, size).mapToDouble(id -> logits[start + id]).max().orElseThrow();
    double sum =
        IntStream.range(0, size).mapToDouble(id -> Math.exp(logits[start + id] - largest)).sum();
    return IntStream.range(0, size)
        .filter(id -> !vocabulary.isSpecial(id))
        .boxed()
        .sorted(Comparator.comparingDouble(id -> -logits[start + id]))
        .limit(count)
        .map(
            id ->
                new Candidate(
                    vocabulary.isContinuation(id)
                        ? vocabulary.token(id).substring(2)
                        : vocabulary.token(id),
                    Math.exp(logits[start + id] - largest) / sum))
        .toList();
  }
}
