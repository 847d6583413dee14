package org.snowbert.steps;

import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowbert.internal.TokenLabel;
import org.snowbert.jobs.Layout;
import org.snowbert.masking.MaskedFile;
import org.snowbert.text.TokenizerConfig;
import org.snowbert.text.Vocabulary;

/** Makes an example prompt: a held-out sentence with one {@code [MASK]}. */
final class ExamplePrompt {
  /** The largest number of tokens, so that a command with the prompt stays in one line. */
  private static final int LONGEST = 16;

  /** Characters that have a special meaning within the quotes of a shell or of Windows. */
  private static final Pattern UNQUOTABLE = Pattern.compile("['\"`$%!\\\\]");

  private final Vocabulary vocabulary;
  private final String space; // between words

  private ExamplePrompt(Vocabulary vocabulary, String space) {
    this.vocabulary = vocabulary;
    this.space = space;
  }

  /** Makes a prompt of the first sentence that is short; null if there is none. */
  static @Nullable String of(Layout layout) throws IOException {
    ExamplePrompt prompt =
        new ExamplePrompt(
            Vocabulary.read(layout.tokens().vocabulary()),
            TokenizerConfig.read(layout.tokens().path()).isJapanese() ? "" : " ");
    MaskedFile masked = MaskedFile.open(layout.masked().validation());
    for (int sentence = 0; sentence < masked.sentences(); sentence++) {
      int length = masked.length(sentence);
      if (length <= LONGEST) {
        int[] ids = new int[length];
        int[] labels = new int[length];
        masked.read(sentence, ids, labels, 0);
        String text = prompt.text(ids, labels);
        if (text != null) {
          return text;
        }
      }
    }
    return null;
  }

  /**
   * The sentence in which only the first masked whole word is masked; null if it has no such word
   * or cannot be quoted.
   */
  private @Nullable String text(int[] ids, int[] labels) {
    StringBuilder text = new StringBuilder();
    boolean masked = false;
    for (int i = 1; i < ids.length - 1; i++) { // without [CLS] and [SEP]
      boolean drawn = ids[i] == vocabulary.mask() && labels[i] != TokenLabel.IGNORE_INDEX;
      int id = TokenLabel.tokenBeforeMasking(ids[i], labels[i]);
      if (vocabulary.isSpecial(id)) {
        return null; // the vocabulary does not have the word
      }
      String token = vocabulary.token(id);
      boolean continues = vocabulary.isContinuation(id);
      if (drawn && !masked && !continues && !continues(ids, labels, i + 1)) {
        token = Vocabulary.MASK;
        masked = true;
      }
      text.append(continues || text.isEmpty() ? "" : space).append(token.replaceFirst("^##", ""));
    }
    return masked && !UNQUOTABLE.matcher(text).find() ? text.toString() : null;
  }

  private boolean continues(int[] ids, int[] labels, int i) {
    return vocabulary.isContinuation(TokenLabel.tokenBeforeMasking(ids[i], labels[i]));
  }
}
