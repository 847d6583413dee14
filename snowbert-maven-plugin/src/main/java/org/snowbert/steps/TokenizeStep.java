package org.snowbert.steps;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.snowbert.incremental.BuildLog;
import org.snowbert.incremental.Fingerprint;
import org.snowbert.incremental.StepName;
import org.snowbert.incremental.StepRecords;
import org.snowbert.internal.AtomicFiles;
import org.snowbert.internal.Folders;
import org.snowbert.jobs.Job;
import org.snowbert.jobs.JobDispatcher;
import org.snowbert.jobs.Layout;
import org.snowbert.jobs.TokenizeRequest;
import org.snowbert.jobs.Wire;
import org.snowbert.jobs.results.TokenCounts;
import org.snowbert.jobs.results.TokenizeReport;
import org.snowbert.settings.Settings;

/** Learns or reads a vocabulary, and turns the sentences into token files. */
record TokenizeStep(
    Settings settings, Layout layout, StepRecords records, JobDispatcher jobs, BuildLog log)
    implements Step {
  /** The share of unknown tokens above which the vocabulary does not suit the corpus. */
  private static final double MOST_UNKNOWN = 0.01;

  @Override
  public void describe(Fingerprint fingerprint) throws IOException {
    fingerprint.parameter("plugin", settings.versions().plugin());
    if (settings.init() != null) {
      settings.init().describeTokenizer(fingerprint);
    }
    fingerprint
        .settings(settings.tokenize())
        .outputs(records.of(StepName.FETCH), layout.name(layout.sentences())::equals);
  }

  @Override
  public List<Path> outputs() throws IOException {
    return Folders.files(layout.tokens().path());
  }

  @Override
  public void run(Fingerprint fingerprint) throws IOException {
    TokenizeReport report =
        jobs.run(
            Job.TOKENIZE,
            new TokenizeRequest(
                layout.sentences(), layout.tokens(), vocabulary(), settings.tokenize()),
            TokenizeReport.class);
    TokenCounts counts = report.counts();
    AtomicFiles.write(layout.tokens().counts(), Wire.line(counts) + "\n");
    log.info(
        String.format(
            Locale.ROOT,
            "tokenize: %,d training and %,d validation sentences, %,d tokens, a vocabulary of %,d, %,d unknown tokens, %,d sentences cut",
            counts.trainSentences(),
            counts.validationSentences(),
            counts.tokens(),
            counts.vocabulary(),
            counts.unknownTokens(),
            counts.truncated()));
    if (counts.unknownTokens() > MOST_UNKNOWN * counts.tokens()) {
      log.warn(
          String.format(
              Locale.ROOT,
              "tokenize: %.1f%% of the tokens are unknown to the vocabulary, most often %s: learn a vocabulary from the corpus, or start from a model of such text",
              100.0 * counts.unknownTokens() / counts.tokens(),
              String.join(", ", report.unknownWords())));
    }
  }

  private @Nullable Path vocabulary() throws IOException {
    return settings.init() == null
        ? settings.tokenize().vocabulary()
        : settings.tokenize().segmenter().vocabularyFile(settings.init().folder(layout.init()));
  }
}
