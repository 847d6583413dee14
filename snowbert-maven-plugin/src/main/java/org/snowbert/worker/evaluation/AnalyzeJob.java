package org.snowbert.worker.evaluation;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.snowbert.inference.LoadedModel;
import org.snowbert.internal.JsonFiles;
import org.snowbert.internal.TokenLabel;
import org.snowbert.jobs.AnalyzeRequest;
import org.snowbert.jobs.results.Analysis;
import org.snowbert.masking.MaskedFile;
import org.snowbert.model.Batch;
import org.snowbert.text.Tokenizer;
import org.snowbert.text.Vocabulary;
import org.snowbert.tokens.HeldOutSentences;
import org.snowbert.tokens.TokenFile;
import org.snowbert.worker.batches.SentenceBatches;

/**
 * The job {@code analyze}: scores each masked validation token, and groups the scores by word class
 * and by frequency.
 */
public final class AnalyzeJob {
  /** Keeps the logits of a batch small, as in an evaluation. */
  private static final int BATCH_SIZE = 64;

  /** The most tokens of a sentence that any model reads. */
  private static final int MAX_LENGTH = 512;

  private final LoadedModel model;
  private final Vocabulary vocabulary;
  private final MaskedFile masked;
  private final List<String> sentences;
  private final TokenFrequencies frequencies;

  private final Tokenizer tokenizer;
  private final Map<String, GuessCounts> byWordClass = new HashMap<>();

  /** The keys are the numbers of decimal digits of a frequency. */
  private final Map<Integer, GuessCounts> byFrequency = new TreeMap<>();

  private long words;
  private long pieces;
  private long wholeWords;
  private long unknownPieces;

  private AnalyzeJob(
      LoadedModel model, MaskedFile masked, List<String> sentences, TokenFrequencies frequencies) {
    this.model = model;
    this.tokenizer = model.tokenizer();
    this.vocabulary = model.vocabulary();
    this.masked = masked;
    this.sentences = sentences;
    this.frequencies = frequencies;
  }

  public static void run(AnalyzeRequest request) throws IOException {
    TokenFile train = TokenFile.open(request.train());
    MaskedFile masked = MaskedFile.open(request.masked());
    List<String> sentences =
        HeldOutSentences.read(request.sentences(), request.seed(), request.validationFraction());
    if (sentences.size() != masked.sentences()) {
      throw new IOException(
          "%s has %d sentences, but the corpus holds out %d: build again"
              .formatted(request.masked(), masked.sentences(), sentences.size()));
    }
    try (LoadedModel model = LoadedModel.open(request.model(), request.hardware().accelerator())) {
      TokenFrequencies frequencies = TokenFrequencies.of(request.train(), model.vocabulary());
      AnalyzeJob job = new AnalyzeJob(model, masked, sentences, frequencies);
      JsonFiles.write(request.output(), job.analyze(request.seed(), lengths(train, masked)));
    }
  }

  private Analysis analyze(long seed, List<Integer> lengths) {
    SentenceBatches batches = SentenceBatches.toScore(sentences.size(), masked::length, BATCH_SIZE);
    for (int batch = 0; batch < batches.batches(); batch++) {
      score(batches.from(batch), batches.to(batch));
    }
    return new Analysis(
        byWordClass.entrySet().stream()
            .map(entry -> entry.getValue().group(entry.getKey()))
            .sorted(
                Comparator.comparingLong(Analysis.Group::tokens)
                    .reversed()
                    .thenComparing(Analysis.Group::name))
            .toList(),
        byFrequency.entrySet().stream()
            .map(entry -> entry.getValue().group(range(entry.getKey())))
            .toList(),
        new Analysis.Words(words, pieces, wholeWords, unknownPieces),
        lengths,
        FilledExamples.of(model, sentences, seed));
  }

  private static List<Integer> lengths(TokenFile train, MaskedFile validation) {
    int[] counts = new int[MAX_LENGTH + 1];
    IntStream.range(0, train.sentences()).forEach(i -> counts[train.length(i)]++);
    IntStream.range(0, validation.sentences()).forEach(i -> counts[validation.length(i)]++);
    int longest = MAX_LENGTH;
    while (counts[longest] == 0) {
      longest--;
    }
    return IntStream.rangeClosed(0, longest).mapToObj(length -> counts[length]).toList();
  }

  private void score(int from, int to) {
    int[] lengths = new int[to - from];
    Arrays.setAll(lengths, i -> masked.length(from + i));
    int[] ids = new int[Arrays.stream(lengths).sum()];
    int[] labels = new int[ids.length];
    int at = 0;
    for (int i = 0; i < lengths.length; i++) {
      masked.read(from + i, ids, labels, at);
      at += lengths[i];
    }
    Batch batch = Batch.packed(ids, labels, lengths);
    float[] logits = batch.scored().length == 0 ? new float[0] : model.bert().logits(batch);
    int row = 0;
    at = 0;
    for (int i = 0; i < lengths.length; i++) {
      row = score(sentences.get(from + i), ids, labels, at, at + lengths[i], logits, row);
      at += lengths[i];
    }
  }

  /** Scores one sentence, and returns the row of logits after its last scored token. */
  private int score(
      String sentence, int[] ids, int[] labels, int from, int to, float[] logits, int firstRow) {
    List<Tokenizer.Word> all = tokenizer.words(sentence);
    List<String> classes = tokenizer.wordClasses(sentence);
    int row = firstRow;
    int i = from + 1; // after [CLS]
    for (int word = 0; word < all.size() && i < to - 1; word++) { // a long sentence was cut
      int end = Math.min(i + all.get(word).ids().length, to - 1);
      words++;
      wholeWords += end - i == 1 ? 1 : 0;
      for (; i < end; i++) {
        int token = TokenLabel.tokenBeforeMasking(ids[i], labels[i]);
        pieces++;
        unknownPieces += token == vocabulary.unk() ? 1 : 0;
        if (labels[i] != TokenLabel.IGNORE_INDEX) {
          tally(token, word < classes.size() ? classes.get(word) : "", logits, row++);
        }
      }
    }
    return row;
  }

  private void tally(int token, String wordClass, float[] logits, int row) {
    int size = model.bert().config().vocabularySize();
    float logitOfToken = logits[row * size + token];
    float largest = Float.NEGATIVE_INFINITY;
    int rank = 1;
    for (int id = 0; id < size; id++) {
      float logit = logits[row * size + id];
      largest = Math.max(largest, logit);
      rank += logit > logitOfToken ? 1 : 0;
    }
    double sum = 0;
    for (int id = 0; id < size; id++) {
      sum += Math.exp(logits[row * size + id] - largest);
    }
    double loss = largest + Math.log(sum) - logitOfToken;
    if (!wordClass.isEmpty()) {
      byWordClass.computeIfAbsent(wordClass, name -> new GuessCounts()).add(loss, rank);
    }
    long frequency = frequencies.of(token);
    int digits = frequency == 0 ? 0 : Long.toString(frequency).length();
    byFrequency.computeIfAbsent(digits, n -> new GuessCounts()).add(loss, rank);
  }

  /** The range of the numbers that have this many digits, such as {@code 10 to 99}. */
  private static String range(int digits) {
    if (digits == 0) {
      return "never";
    }
    long least = Math.round(Math.pow(10, digits - 1));
    return String.format(Locale.ROOT, "%,d to %,d", least, 10 * least - 1);
  }
}
