package org.snowbert.console;

import java.nio.file.Path;
import java.util.Locale;
import org.snowbert.jobs.results.EmbedReport;

/**
 * Says in one line how many vectors were written, and how fast.
 *
 * @param vectors the file that holds the vectors
 */
public record EmbeddingSummary(EmbedReport report, Path vectors) {
  public String line() {
    String cut =
        report.cut() == 0
            ? ""
            : String.format(Locale.ROOT, ", %,d of them cut where the model ends", report.cut());
    return String.format(
        Locale.ROOT,
        "embed: %s, %,d vectors of width %,d%s, in %.1f s, %,.0f sentences/s",
        vectors,
        report.sentences(),
        report.width(),
        cut,
        report.seconds(),
        report.sentences() / report.seconds());
  }
}
