package org.snowbert.corpus;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;

/**
 * Which sentences a corpus keeps, as they are after normalising; null where anything is kept.
 *
 * <p>The expressions are RE2's, which take time in proportion to the text, whatever they are.
 *
 * @param minCharacters code points of the shortest
 * @param maxCharacters code points of the longest
 * @param include what must be found in a sentence
 * @param exclude what must not be found in it
 * @param distinct whether of equal sentences only the first is kept
 */
public record Filter(
    @Nullable Integer minCharacters,
    @Nullable Integer maxCharacters,
    @Nullable Pattern include,
    @Nullable Pattern exclude,
    boolean distinct) {
  public static final Filter NONE = new Filter(null, null, null, null, false);

  /** Why a sentence is dropped. */
  enum Reason {
    TOO_SHORT,
    TOO_LONG,
    NOT_INCLUDED,
    EXCLUDED,
    DUPLICATE
  }

  /**
   * Checks the lengths.
   *
   * @throws InvalidInputException if no sentence has one that is kept
   */
  public Filter {
    if (minCharacters != null && maxCharacters != null && minCharacters > maxCharacters) {
      throw new InvalidInputException(
          "snowbert.minCharacters is %d and snowbert.maxCharacters is %d, between which there is no length: give a larger maximum"
              .formatted(minCharacters, maxCharacters));
    }
  }

  /**
   * Compiles an expression.
   *
   * @param parameter that it is of
   * @throws InvalidInputException saying what is wrong with it
   */
  public static @Nullable Pattern pattern(String parameter, @Nullable String expression) {
    try {
      return expression == null ? null : Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new InvalidInputException(
          "snowbert.%s is '%s', which is no regular expression of RE2, the kind without look-around and back-references (%s): correct it"
              .formatted(parameter, expression, e.getDescription()),
          e);
    }
  }

  /** Why a sentence that is not empty is dropped, null if it is not, equal ones aside. */
  @Nullable Reason reasonToDrop(String sentence) {
    int length = sentence.codePointCount(0, sentence.length());
    if (minCharacters != null && length < minCharacters) {
      return Reason.TOO_SHORT;
    }
    if (maxCharacters != null && length > maxCharacters) {
      return Reason.TOO_LONG;
    }
    if (include != null && !include.matcher(sentence).find()) {
      return Reason.NOT_INCLUDED;
    }
    return exclude != null && exclude.matcher(sentence).find() ? Reason.EXCLUDED : null;
  }
}
