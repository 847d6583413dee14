package org.snowbert.corpus;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;

/**
 * Says which normalised sentences a corpus keeps. A condition that is null holds for every
 * sentence.
 *
 * <p>The expressions are RE2's: whatever they are, they take time in proportion to the text.
 *
 * @param minCharacters the fewest code points of a sentence
 * @param maxCharacters the most code points of a sentence
 * @param include must be found in a sentence
 * @param exclude must not be found in a sentence
 * @param distinct whether only the first of equal sentences is kept
 */
public record Filter(
    @Nullable Integer minCharacters,
    @Nullable Integer maxCharacters,
    @Nullable Pattern include,
    @Nullable Pattern exclude,
    boolean distinct) {
  /** Keeps every sentence. */
  public static final Filter NONE = new Filter(null, null, null, null, false);

  /** The reasons to drop a sentence, in the order in which they are checked. */
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
   * @throws InvalidInputException if the minimum is more than the maximum
   */
  public Filter {
    if (minCharacters != null && maxCharacters != null && minCharacters > maxCharacters) {
      throw new InvalidInputException(
          "snowbert.minCharacters is %d and snowbert.maxCharacters is %d, so that no sentence can have a length between them: lower the minimum or raise the maximum"
              .formatted(minCharacters, maxCharacters));
    }
  }

  /** Java's intersection of classes, which RE2 takes for characters. */
  private static final Pattern INTERSECTION = Pattern.compile("\\[[^\\]]*&&");

  /**
   * Compiles a regular expression.
   *
   * @param parameter the name of its parameter, without {@code snowbert.}
   * @param expression null for no expression
   * @throws InvalidInputException if RE2 does not accept the expression
   */
  public static @Nullable Pattern pattern(String parameter, @Nullable String expression) {
    if (expression == null) {
      return null;
    }
    if (INTERSECTION.matcher(expression).find()) {
      throw new InvalidInputException(
          "snowbert.%s is '%s', in which && intersects two classes for Java, but not for RE2: write one class without &&"
              .formatted(parameter, expression));
    }
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new InvalidInputException(
          "snowbert.%s is '%s', which is not a regular expression of RE2 (%s): correct it, and use neither look-around nor back-references"
              .formatted(parameter, expression, e.getDescription()),
          e);
    }
  }

  /**
   * The reason to drop a sentence, {@link Reason#DUPLICATE} excepted.
   *
   * @param sentence is not empty
   * @return null if there is no reason
   */
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
