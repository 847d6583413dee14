package org.snowbert.steps.asking;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.incremental.LockFile;
import org.snowbert.incremental.StepName;
import org.snowbert.internal.JsonFiles;
import org.snowbert.internal.Sha256;
import org.snowbert.jobs.EmbedRequest;
import org.snowbert.jobs.EvaluateRequest;
import org.snowbert.jobs.FillMaskRequest;
import org.snowbert.jobs.Job;
import org.snowbert.jobs.JobDispatcher;
import org.snowbert.jobs.JobRunner;
import org.snowbert.jobs.Layout;
import org.snowbert.jobs.SentenceFile;
import org.snowbert.jobs.results.EmbedReport;
import org.snowbert.jobs.results.Evaluation;
import org.snowbert.jobs.results.EvaluationReport;
import org.snowbert.jobs.results.FillMaskReply;
import org.snowbert.model.BertConfig;
import org.snowbert.model.ModelFolder;
import org.snowbert.settings.Labels;
import org.snowbert.settings.ModelFiles;
import org.snowbert.settings.Settings;
import org.snowbert.steps.Pipeline;
import org.snowbert.steps.card.ProvenanceDiff;
import org.snowbert.text.Segmentation;
import org.snowbert.text.Vocabulary;

/**
 * Asks a model: the model of this project, which is brought up to date first, or another that a
 * parameter names.
 */
public final class ModelQueries {
  /** A model whose files were checked. */
  private record Model(String name, Path path, ModelFiles files, Map<String, String> provenance) {}

  private final Pipeline pipeline;
  private final Settings settings;
  private final Layout layout;
  private final JobDispatcher jobs;

  public ModelQueries(Pipeline pipeline) {
    this.pipeline = pipeline;
    this.settings = pipeline.settings();
    this.layout = pipeline.layout();
    this.jobs = pipeline.jobs();
  }

  /**
   * Opens a model to fill masks.
   *
   * @param from null for this project's model
   * @param topK how many answers each mask gets
   * @throws InvalidInputException if there is no such model
   */
  public MaskFiller fillMasks(@Nullable NamedModel from, int topK) throws IOException {
    LockFile lock = pipeline.hold();
    try {
      return new MaskFiller(converse(model(from, lock), topK), lock::close);
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
   * @throws InvalidInputException if there is no such model, or no such text file
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
    }
    try (LockFile lock = pipeline.hold()) {
      Model model = model(from, lock);
      if (sentences == null) {
        pipeline.ensure(StepName.FETCH, lock);
      }
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
              settings.train().hardware()),
          EmbedReport.class);
    }
  }

  /**
   * Compares two models. A model that has this project's vocabulary is scored on the project's
   * masked validation tokens.
   *
   * @param from null for this project's model
   * @param scored whether there is a project, whose tokens score the models
   * @param prompts sentences with {@code [MASK]}
   * @param topK how many answers each mask gets
   * @throws InvalidInputException if there is no such model
   */
  public Comparison compare(
      @Nullable NamedModel from, NamedModel with, boolean scored, List<String> prompts, int topK)
      throws IOException {
    try (LockFile lock = pipeline.hold()) {
      Model second = model(with, lock); // a wrong name is found before the first model is trained
      Model first = model(from, lock);
      Map<Model, Evaluation> scores = scored ? scores(List.of(first, second), lock) : Map.of();
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
  private Map<Model, Evaluation> scores(List<Model> models, LockFile lock) throws IOException {
    pipeline.ensure(StepName.MASK, lock);
    Vocabulary vocabulary = Vocabulary.read(layout.tokens().vocabulary());
    List<Model> own =
        models.stream()
            .filter(model -> model.files().vocabulary().equals(vocabulary))
            .filter(
                model -> model.files().config().maxPositions() >= settings.tokenize().maxLength())
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
            settings.train().hardware()));
    EvaluationReport report = JsonFiles.read(output, EvaluationReport::of);
    Map<Model, Evaluation> scores = new HashMap<>();
    scores.put(own.get(0), report.figures());
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
    return jobs.converse(
        Job.FILL_MASK, new FillMaskRequest(model.path(), topK, settings.train().hardware()));
  }

  /** The model that a parameter names, or this project's model, brought up to date. */
  private Model model(@Nullable NamedModel from, LockFile lock) throws IOException {
    if (from != null) {
      Path path = from.located(layout).toAbsolutePath();
      return new Model(
          from.name(), path, ModelFiles.read(from.parameter(), path), ProvenanceDiff.of(path));
    }
    pipeline.ensure(StepName.DESCRIBE, lock);
    Path path = layout.model();
    return new Model(
        settings.project().coordinates(),
        path,
        new ModelFiles(
            BertConfig.read(path.resolve(ModelFolder.CONFIG)),
            Vocabulary.read(path.resolve(ModelFolder.VOCABULARY)),
            Segmentation.read(path)),
        ProvenanceDiff.of(path));
  }
}
