package org.snowbert.parameters;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.settings.Gates;
import org.snowbert.text.TokenizerConfig;

/** One {@code <fill>} of {@code <gates>}: a sentence and the words that may fill its mask. */
public final class FillParameter {
  /** The sentence, with one mask: {@code [MASK]} or {@code ___}. */
  @Nullable String text;

  /** The words that may fill the mask. One of them is enough. */
  @Nullable List<String> words;

  /** The number of most probable fillings that one of the words must be among. */
  int within = 5;

  Gates.Fill toFill(TokenizerConfig tokenizer) {
    if (text == null) {
      throw new InvalidInputException(
          "a fill of <gates> has no text: give it a sentence with one [MASK]");
    }
    return new Gates.Fill(
        PromptText.of(tokenizer.normalize(text)),
        words == null
            ? List.of()
            : words.stream().map(word -> folded(tokenizer.normalize(word), tokenizer)).toList(),
        within);
  }

  /** A word as the vocabulary of an uncased model has it. */
  private static String folded(String word, TokenizerConfig tokenizer) {
    String small = tokenizer.lowerCase() ? word.toLowerCase(Locale.ROOT) : word;
    return tokenizer.stripAccents()
        ? Normalizer.normalize(small, Normalizer.Form.NFD).replaceAll("\\p{Mn}", "")
        : small;
  }
}
