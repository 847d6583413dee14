package org.snowbert.steps.asking;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.incremental.BuildLog;
import org.snowbert.incremental.LockFile;
import org.snowbert.incremental.StepName;
import org.snowbert.internal.JsonFiles;
import org.snowbert.internal.Sha256;
import org.snowbert.jobs.AnalyzeRequest;
import org.snowbert.jobs.EmbedRequest;
import org.snowbert.jobs.EvaluateRequest;
import org.snowbert.jobs.FillMaskRequest;
import org.snowbert.jobs.Job;
import org.snowbert.jobs.JobDispatcher;
import org.snowbert.jobs.JobRunner;
import org.snowbert.jobs.Layout;
import org.snowbert.jobs.SentenceFile;
import org.snowbert.jobs.Wire;
import org.snowbert.jobs.results.Analysis;
import org.snowbert.jobs.results.EmbedReport;
import org.snowbert.jobs.results.Evaluation;
import org.snowbert.jobs.results.EvaluationReport;
import org.snowbert.jobs.results.FillMaskReply;
import org.snowbert.masking.MaskedFile;
import org.snowbert.model.BertConfig;
import org.snowbert.model.ModelFolder;
import org.snowbert.settings.Hardware;
import org.snowbert.settings.Labels;
import org.snowbert.settings.ModelFiles;
import org.snowbert.steps.LayoutLock;
import org.snowbert.steps.card.ProvenanceDiff;
import org.snowbert.text.TokenizerConfig;
import org.snowbert.text.Vocabulary;

/**
 * Asks a model: the model that the last build of this project left in {@code target/}, or another
 * that a parameter names. Nothing is trained or replaced.
 */
@SuppressWarnings("try") // the locks are only held
public final class ModelQueries {
  /** A model whose files were checked. */
  private record Model(String name, Path path, ModelFiles files, Map<String, String> provenance) {}

  private final FinishedModel own;
  private final Layout layout;
  private final JobDispatcher jobs;
  private final Hardware hardware;
  private final BuildLog log;

  /**
   * Questions to a model.
   *
   * @param own the model of this project, if it has one
   * @param hardware the hardware that computes the answers
   */
  public ModelQueries(FinishedModel own, JobDispatcher jobs, Hardware hardware, BuildLog log) {
    this.own = own;
    this.layout = own.layout();
    this.jobs = jobs;
    this.hardware = hardware;
    this.log = log;
  }

  private LockFile lock(@Nullable NamedModel from) throws IOException {
    if (from == null) {
      own.require(); // before the lock, whose file would be the first in target
    }
    return LayoutLock.take(layout, log);
  }

  /**
   * Opens a model to fill masks.
   *
   * @param from null for this project's model
   * @param topK how many answers each mask gets
   * @throws InvalidInputException if there is no such model
   */
  public MaskFiller fillMasks(@Nullable NamedModel from, int topK) throws IOException {
    LockFile lock = lock(from);
    try {
      return new MaskFiller(converse(model(from), topK), lock::close);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Writes the vectors of sentences.
   *
   * @param from null for this project's model
   * @param sentences a text file with a sentence a line; null for the corpus
   * @param output the file to write: CSV if its name ends so, else safetensors
   * @param text the sentence whose nearest sentences are wanted; null for none
   * @param topK how many nearest sentences are wanted
   * @throws InvalidInputException if there is no such model, no such text file or no corpus
   */
  public EmbedReport embed(
      @Nullable NamedModel from,
      @Nullable Path sentences,
      Path output,
      @Nullable String text,
      int topK)
      throws IOException {
    if (sentences != null) {
      new SentenceFile(sentences).count("snowbert.input");
    } else {
      own.requireCorpus();
    }
    try (LockFile lock = lock(from)) {
      Model model = model(from);
      Path input = sentences == null ? layout.sentences() : sentences;
      Files.createDirectories(output.toAbsolutePath().getParent());
      return jobs.run(
          Job.EMBED,
          new EmbedRequest(
              model.path(),
              input.toAbsolutePath(),
              output.toAbsolutePath(),
              Map.of(
                  "model", model.name(),
                  "sentences", String.valueOf(input.getFileName()),
                  "sentences_sha256", Sha256.of(input)),
              text,
              topK,
              hardware),
          EmbedReport.class);
    }
  }

  /**
   * Compares two models. A model that has this project's vocabulary is scored on the project's
   * masked validation tokens, if a build has made some.
   *
   * @param from null for this project's model
   * @param prompts sentences with {@code [MASK]}
   * @param topK how many answers each mask gets
   * @throws InvalidInputException if there is no such model
   */
  public Comparison compare(
      @Nullable NamedModel from, NamedModel with, List<String> prompts, int topK)
      throws IOException {
    try (LockFile lock = lock(from)) {
      Model first = model(from);
      Model second = model(with);
      boolean scored =
          own.isFinished(StepName.MASK)
              && MaskedFile.open(layout.masked().validation()).sentences() > 0;
      Map<Model, Evaluation> scores = scored ? scores(List.of(first, second)) : Map.of();
      return new Comparison(
          side(first, scores, prompts, topK),
          side(second, scores, prompts, topK),
          scored,
          first.provenance().isEmpty() || second.provenance().isEmpty()
              ? List.of()
              : ProvenanceDiff.between(first.provenance(), second.provenance()));
    }
  }

  /** The figures of those models that read this project's tokens. */
  private Map<Model, Evaluation> scores(List<Model> models) throws IOException {
    int longest = MaskedFile.open(layout.masked().validation()).longest();
    Vocabulary vocabulary = Vocabulary.read(layout.tokens().vocabulary());
    List<Model> own =
        models.stream()
            .filter(model -> model.files().vocabulary().equals(vocabulary))
            .filter(model -> model.files().config().maxPositions() >= longest)
            .toList();
    if (own.isEmpty()) {
      return Map.of();
    }
    Path output = layout.comparison();
    jobs.run(
        Job.EVALUATE,
        new EvaluateRequest(
            own.get(0).path(),
            layout.masked().validation(),
            output,
            Labels.MASKED,
            null,
            List.of(),
            own.size() == 1
                ? null
                : new EvaluateRequest.Baseline(own.get(1).name(), own.get(1).path()),
            hardware));
    EvaluationReport report = JsonFiles.read(output, EvaluationReport::of);
    Map<Model, Evaluation> scores = new HashMap<>();
    if (report.figures() != null) {
      scores.put(own.get(0), report.figures());
    }
    if (report.baseline() != null) {
      scores.put(own.get(1), report.baseline().figures());
    }
    return scores;
  }

  private Comparison.Side side(
      Model model, Map<Model, Evaluation> scores, List<String> prompts, int topK)
      throws IOException {
    List<FillMaskReply> answers = new ArrayList<>();
    if (!prompts.isEmpty()) {
      try (MaskFiller filler = new MaskFiller(converse(model, topK), () -> {})) {
        for (String prompt : prompts) {
          answers.add(filler.ask(prompt));
        }
      }
    }
    return new Comparison.Side(
        model.name(),
        model.files().config(),
        model.files().vocabulary(),
        scores.get(model),
        !model.provenance().isEmpty(),
        answers);
  }

  private JobRunner.Conversation converse(Model model, int topK) throws IOException {
    return jobs.converse(Job.FILL_MASK, new FillMaskRequest(model.path(), topK, hardware));
  }

  /** The model that a parameter names, or this project's model. */
  private Model model(@Nullable NamedModel from) throws IOException {
    if (from != null) {
      Path path = from.located(layout).toAbsolutePath();
      return new Model(
          from.name(), path, ModelFiles.read(from.parameter(), path), ProvenanceDiff.of(path));
    }
    own.require();
    Path path = layout.model();
    TokenizerConfig tokenizer = TokenizerConfig.read(path);
    return new Model(
        own.coordinates(),
        path,
        new ModelFiles(
            BertConfig.read(path.resolve(ModelFolder.CONFIG)),
            Vocabulary.read(tokenizer.vocabularyFile(path)),
            tokenizer),
        ProvenanceDiff.of(path));
  }

  /** Whether a build trains the model of this project now. */
  public boolean isInTraining() throws IOException {
    return own.isInTraining();
  }

  /** The Maven that works on the model of this project now; empty if it is on another machine. */
  public Optional<ProcessHandle> build() throws IOException {
    return LockFile.holder(layout.lock());
  }

  /** Whether the model of this project is there with its evaluation. */
  public boolean isEvaluated() throws IOException {
    return own.exists() && own.isFinished(StepName.EVALUATE);
  }

  /**
   * Analyses the model of this project on its held-out sentences.
   *
   * @throws InvalidInputException if there is no model with its evaluation
   */
  public Analysis analyze() throws IOException {
    own.requireEvaluation();
    try (LockFile lock = lock(null)) {
      own.requireEvaluation();
      Map<String, String> split = own.tokenizing();
      jobs.run(
          Job.ANALYZE,
          new AnalyzeRequest(
              layout.model(),
              layout.sentences(),
              layout.tokens().train(),
              layout.masked().validation(),
              Long.parseLong(split.get("seed")),
              Double.parseDouble(split.get("validationFraction")),
              layout.analysis(),
              hardware));
      return Wire.read(layout.analysis(), Analysis.class);
    }
  }
}
