package org.snowbert.worker.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.snowbert.InvalidInputException;
import org.snowbert.internal.TokenLabel;
import org.snowbert.jobs.TrainRequest;
import org.snowbert.model.BertConfig;
import org.snowbert.model.ModelFolder;
import org.snowbert.settings.Labels;
import org.snowbert.text.Tokenizer;
import org.snowbert.text.TokenizerConfig;
import org.snowbert.text.Vocabulary;
import org.snowbert.worker.batches.Examples;

/**
 * Checks, before a training begins, the conditions whose failure would end the training or its
 * evaluation only after hours.
 */
final class Preflight {
  private final TrainRequest request;
  private final Vocabulary vocabulary;

  Preflight(TrainRequest request, Vocabulary vocabulary) {
    this.request = request;
    this.vocabulary = vocabulary;
  }

  /**
   * Requires scored tokens to learn from and to evaluate with, if a sentence is held out, and
   * prompts that can be filled.
   *
   * @param epochs the number of epochs of the training
   * @throws InvalidInputException if a condition does not hold
   */
  void check(Examples train, Examples validation, int epochs) throws IOException {
    requireScored(train, epochs);
    if (validation.count() > 0 && !hasScored(validation, 0)) {
      throw new InvalidInputException(
          "none of the %d validation sentences has a word to mask: raise snowbert.validationFraction, or give more snowbert.sources"
              .formatted(validation.count()));
    }
    requireFillable(request.prompts());
  }

  private void requireScored(Examples train, int epochs) {
    if (request.settings().masks().labels() == Labels.ALL) {
      return;
    }
    int drawn = request.settings().masks().isDynamic() ? epochs : 1;
    for (int epoch = 1; epoch <= drawn; epoch++) {
      if (!hasScored(train, epoch)) {
        throw new InvalidInputException(
            "no token of epoch %d is masked, of %d training sentences, and nothing else is scored: raise snowbert.maskProbability, which is %s, or give more snowbert.sources"
                .formatted(epoch, train.count(), request.settings().masks().maskProbability()));
      }
    }
  }

  /**
   * Whether a token is scored. The search ends at the first scored token, which is usually in one
   * of the first sentences.
   */
  private static boolean hasScored(Examples examples, int epoch) {
    for (int sentence = 0; sentence < examples.count(); sentence++) {
      int[] labels = new int[examples.length(sentence)];
      examples.read(sentence, epoch, new int[labels.length], labels, 0);
      if (Arrays.stream(labels).anyMatch(label -> label != TokenLabel.IGNORE_INDEX)) {
        return true;
      }
    }
    return false;
  }

  private void requireFillable(List<String> prompts) throws IOException {
    if (prompts.isEmpty()) {
      return;
    }
    Path init = request.init();
    int positions =
        init == null
            ? request.settings().maxPositions()
            : BertConfig.read(init.resolve(ModelFolder.CONFIG)).maxPositions();
    TokenizerConfig config = TokenizerConfig.read(request.tokens().path());
    try (Tokenizer tokenizer = new Tokenizer(vocabulary, config)) {
      for (String prompt : prompts) {
        requireFillable(prompt, tokenizer, positions);
      }
    }
  }

  private void requireFillable(String prompt, Tokenizer tokenizer, int positions) {
    int tokens = 2; // [CLS] and [SEP]
    for (Tokenizer.Word word : tokenizer.words(prompt)) {
      if (Arrays.stream(word.ids()).anyMatch(id -> id == vocabulary.unk())) {
        throw new InvalidInputException(
            "the fill '%s' of <gates> has '%s', which the vocabulary of %,d tokens does not know: say it in other words"
                .formatted(prompt, word.text(), vocabulary.size()));
      }
      tokens += word.ids().length;
    }
    if (tokens > positions) {
      throw new InvalidInputException(
          "the fill '%s' of <gates> has %d tokens, but the model reads %d: shorten it"
              .formatted(prompt, tokens, positions));
    }
  }
}
