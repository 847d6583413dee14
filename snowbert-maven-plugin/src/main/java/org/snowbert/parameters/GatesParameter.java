package org.snowbert.parameters;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.settings.Gates;
import org.snowbert.text.TokenizerConfig;

/** The parameter {@code <gates>}: the limits that an evaluation must meet. */
public final class GatesParameter {
  /** The name of the baseline in messages. */
  public static final String BASELINE = "the baseline of <gates>";

  private static final Pattern PERCENTAGE = Pattern.compile("\\s*(\\d+(?:\\.\\d+)?)\\s*%\\s*");

  /** The highest validation loss that passes. When it is left out, every loss passes. */
  @Nullable Double maxLoss;

  /** The highest perplexity that passes. When it is left out, every perplexity passes. */
  @Nullable Double maxPerplexity;

  /**
   * The lowest top-1 accuracy that passes, from 0 to 1: the share of masked tokens that are the
   * most probable token.
   */
  @Nullable Double minTop1;

  /**
   * The lowest top-5 accuracy that passes, from 0 to 1: the share of masked tokens that are among
   * the five most probable tokens.
   */
  @Nullable Double minTop5;

  /** Sentences whose masks must be filled with given words. */
  @Nullable List<FillParameter> fills;

  /**
   * The model to compare with: its {@code groupId:artifactId:version}, its folder or its zip. The
   * validation loss must not exceed that of the baseline by more than the tolerance.
   */
  @Nullable String baseline;

  /**
   * The percentage by which the validation loss may exceed that of the baseline, such as {@code
   * 1%}.
   */
  String tolerance = "0%";

  /** The baseline as the POM names it; null if there is none. */
  public @Nullable String baseline() {
    return baseline;
  }

  /** The names of the gates in use that need validation sentences, in the order of a POM. */
  List<String> ofFigures() {
    Map<String, @Nullable Object> gates = new LinkedHashMap<>();
    gates.put("maxLoss", maxLoss);
    gates.put("maxPerplexity", maxPerplexity);
    gates.put("minTop1", minTop1);
    gates.put("minTop5", minTop5);
    gates.put("baseline", baseline);
    gates.values().removeIf(Objects::isNull);
    return List.copyOf(gates.keySet());
  }

  /**
   * Reads the tolerance, in percent.
   *
   * @throws InvalidInputException if it is not a percentage
   */
  public BigDecimal tolerance() {
    Matcher percentage = PERCENTAGE.matcher(tolerance);
    if (!percentage.matches()) {
      throw new InvalidInputException(
          "tolerance of <gates> is '%s': give a percentage such as 1%%".formatted(tolerance));
    }
    return new BigDecimal(percentage.group(1));
  }

  /**
   * Checks the parameter and makes gates of it.
   *
   * @param baselineModel the baseline and its files; null if there is none
   * @param segmenter the segmenter that normalises the fills
   */
  public Gates toGates(Gates.@Nullable Baseline baselineModel, TokenizerConfig segmenter) {
    return new Gates(
        maxLoss,
        maxPerplexity,
        minTop1,
        minTop5,
        fills == null ? List.of() : fills.stream().map(fill -> fill.toFill(segmenter)).toList(),
        baselineModel);
  }
}
