package org.snowbert.parameters;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.goals.resolver.ModelLocator;
import org.snowbert.settings.Gates;
import org.snowbert.text.Segmentation;

/** The {@code <gates>} that an evaluation must pass. */
public final class GatesParameter {
  /** What messages call the baseline. */
  static final String BASELINE = "the baseline of <gates>";

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

  /** By how much of the baseline's loss it may: {@code 1%}. */
  String tolerance = "0%";

  /**
   * The gates, the baseline's zip found.
   *
   * @param base the directory of relative paths
   * @param segmentation by which the fills are normalised
   */
  public Gates toGates(ModelLocator models, Path base, Segmentation segmentation)
      throws IOException {
    return new Gates(
        maxLoss,
        maxPerplexity,
        minTop1,
        minTop5,
        fills == null ? List.of() : fills.stream().map(fill -> fill.toFill(segmentation)).toList(),
        baseline == null ? null : baseline(baseline, models, base));
  }

  private Gates.Baseline baseline(String model, ModelLocator models, Path base) throws IOException {
    Path located = models.locate(BASELINE, model, base);
    return new Gates.Baseline(ModelLocator.name(model, located), located, percent(tolerance));
  }

  private static BigDecimal percent(String tolerance) {
    Matcher percentage = PERCENTAGE.matcher(tolerance);
    if (!percentage.matches()) {
      throw new InvalidInputException(
          "tolerance of <gates> is '%s': give a percentage such as 1%%".formatted(tolerance));
    }
    return new BigDecimal(percentage.group(1));
  }
}
