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
import org.snowbert.jobs.results.TokenizeReport;
import org.snowbert.model.ModelFolder;
import org.snowbert.settings.Settings;

/** Learns or copies a vocabulary, and turns the sentences into token files. */
record TokenizeStep(
    Settings settings, Layout layout, StepRecords records, JobDispatcher jobs, BuildLog log)
    implements Step {
  @Override
  public void describe(Fingerprint fingerprint) throws IOException {
    fingerprint.parameter("plugin", settings.versions().plugin());
    if (settings.init() != null) {
      settings.init().describeVocabulary(fingerprint);
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
    AtomicFiles.write(layout.tokens().counts(), Wire.line(report) + "\n");
    log.info(
        String.format(
            Locale.ROOT,
            "tokenize: %,d training and %,d validation sentences, %,d tokens, a vocabulary of %,d, %,d unknown tokens, %,d sentences cut",
            report.trainSentences(),
            report.validationSentences(),
            report.trainTokens() + report.validationTokens(),
            report.vocabulary(),
            report.unknownTokens(),
            report.truncated()));
  }

  private @Nullable Path vocabulary() throws IOException {
    return settings.init() == null
        ? settings.tokenize().vocabulary()
        : settings.init().folder(layout.init()).resolve(ModelFolder.VOCABULARY);
  }
}
