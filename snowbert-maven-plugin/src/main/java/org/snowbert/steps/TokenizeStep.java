package org.snowbert.steps;

import com.google.gson.Gson;
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
import org.snowbert.jobs.results.TokenizeReport;
import org.snowbert.settings.ModelFiles;
import org.snowbert.settings.Settings;
import org.snowbert.settings.TokenizeSettings;

/** From sentences to a vocabulary and token files. */
record TokenizeStep(
    Settings settings, Layout workspace, StepRecords states, JobDispatcher jobs, BuildLog log)
    implements Step {
  private static final String SENTENCES = "corpus/sentences.txt";

  @Override
  public void describe(Fingerprint fingerprint) throws IOException {
    TokenizeSettings tokens = settings.tokens();
    fingerprint.parameter("plugin", settings.versions().plugin());
    if (settings.init() != null) {
      settings.init().describeVocabulary(fingerprint);
    } else if (tokens.vocabulary() != null) {
      fingerprint.file("vocabulary", tokens.vocabulary());
    } else {
      fingerprint.parameter("vocabularySize", tokens.vocabularySize());
    }
    fingerprint
        .parameter("segmenter", tokens.segmentation())
        .parameter("validationFraction", tokens.validationFraction())
        .parameter("maxLength", tokens.maxLength())
        .parameter("seed", settings.training().seed())
        .outputs(states.of(StepName.FETCH), SENTENCES::equals);
  }

  @Override
  public List<Path> outputs() throws IOException {
    return Folders.files(workspace.tokens());
  }

  @Override
  public void run(Fingerprint fingerprint) throws IOException {
    Path vocabulary = vocabulary();
    TokenizeReport report =
        jobs.run(
            Job.TOKENIZE,
            new TokenizeRequest(
                workspace.root().resolve(SENTENCES).toString(),
                workspace.tokens().toString(),
                vocabulary == null ? null : vocabulary.toString(),
                settings.tokens().vocabularySize(),
                settings.tokens().validationFraction(),
                settings.training().seed(),
                settings.tokens().segmentation(),
                settings.tokens().maxLength()),
            TokenizeReport.class);
    AtomicFiles.write(workspace.counts(), new Gson().toJson(report) + "\n");
    log.info(
        String.format(
            Locale.ROOT,
            "tokenize: %,d training and %,d validation sentences, %,d tokens, a vocabulary of %,d; %,d unknown tokens, %,d sentences cut",
            report.trainSentences(),
            report.validationSentences(),
            report.trainTokens() + report.validationTokens(),
            report.vocabulary(),
            report.unknownTokens(),
            report.truncated()));
  }

  private @Nullable Path vocabulary() throws IOException {
    return settings.init() == null
        ? settings.tokens().vocabulary()
        : settings.init().folder(workspace).resolve(ModelFiles.VOCABULARY);
  }
}
