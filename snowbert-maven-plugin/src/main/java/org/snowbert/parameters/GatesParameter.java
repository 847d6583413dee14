package org.snowbert.parameters;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.settings.Gates;
import org.snowbert.text.Segmentation;

/** The {@code <gates>} that an evaluation must pass. */
public final class GatesParameter {
  /** What messages call the baseline. */
  public static final String BASELINE = "the baseline of <gates>";

  private static final Pattern PERCENTAGE = Pattern.compile("\\s*(\\d+(?:\\.\\d+)?)\\s*%\\s*");

  /** The highest validation loss. */
  @Nullable Double maxLoss;

  /** The highest perplexity. */
  @Nullable Double maxPerplexity;

  /** The lowest share of masked tokens that are filled rightly. */
  @Nullable Double minTop1;

  /** The lowest share of masked tokens that are among the five most probable. */
  @Nullable Double minTop5;

  /** Sentences whose mask must be filled as expected. */
  @Nullable List<FillParameter> fills;

  /**
   * The model whose validation loss this one's must not exceed: its {@code
   * groupId:artifactId:version}, its folder or its zip.
   */
  @Nullable String baseline;

  /** How much higher than the baseline's loss the model's loss may be, such as {@code 1%}. */
  String tolerance = "0%";

  /** The baseline as the POM names it; null for none. */
  public @Nullable String baseline() {
    return baseline;
  }

  /**
   * The tolerance in percent.
   *
   * @throws InvalidInputException if it is no percentage
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
   * The gates, checked.
   *
   * @param located the baseline after its files were found; null for none
   * @param segmenter whose way of normalising the fills are brought into
   */
  public Gates toGates(Gates.@Nullable Baseline located, Segmentation segmenter) {
    return new Gates(
        maxLoss,
        maxPerplexity,
        minTop1,
        minTop5,
        fills == null ? List.of() : fills.stream().map(fill -> fill.toFill(segmenter)).toList(),
        located);
  }
}
