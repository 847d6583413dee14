package org.snowbert.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.snowbert.FillMaskAnswer;
import org.snowbert.internal.Sha256;
import org.snowbert.jobs.AnalyzeRequest;
import org.snowbert.jobs.EmbedRequest;
import org.snowbert.jobs.EvaluateRequest;
import org.snowbert.jobs.Job;
import org.snowbert.jobs.JobRunner;
import org.snowbert.jobs.RequestFile;
import org.snowbert.jobs.TokenizeRequest;
import org.snowbert.jobs.TrainRequest;
import org.snowbert.jobs.Wire;
import org.snowbert.jobs.results.Analysis;
import org.snowbert.jobs.results.EmbedReport;
import org.snowbert.jobs.results.Evaluation;
import org.snowbert.jobs.results.EvaluationReport;
import org.snowbert.jobs.results.FillMaskReply;
import org.snowbert.jobs.results.MetricsLine;
import org.snowbert.jobs.results.TokenizeReport;
import org.snowbert.jobs.results.TrainingResults;
import org.snowbert.model.BertConfig;
import org.snowbert.model.ModelSize;
import org.snowbert.tokens.Tokenization;

/**
 * Runs jobs at once and in this process. Its models hold a digest of the settings that they were
 * trained with.
 */
public final class FakeJobs implements JobRunner {
  private static final FillMaskAnswer.Candidate ANSWER = new FillMaskAnswer.Candidate("葉", 0.9);

  public final List<Job> done = new ArrayList<>();
  public boolean failing;

  /** The number of open conversations. */
  public int conversations;

  @Override
  public void run(Job job, RequestFile request) throws IOException {
    done.add(job);
    if (failing) {
      throw new IOException("the fork crashed");
    }
    switch (job) {
      case TOKENIZE -> {
        TokenizeReport report = Tokenization.run(read(request, TokenizeRequest.class));
        Wire.write(request.report(), report);
      }
      case TRAIN -> train(read(request, TrainRequest.class));
      case EVALUATE -> evaluate(read(request, EvaluateRequest.class));
      case EMBED -> {
        EmbedRequest embed = read(request, EmbedRequest.class);
        Files.writeString(embed.output(), embed.metadata().get("model"));
        Wire.write(request.report(), new EmbedReport(1, 2, 0, 1, List.of()));
      }
      case ANALYZE ->
          Wire.write(
              read(request, AnalyzeRequest.class).output(),
              new Analysis(
                  List.of(), List.of(), new Analysis.Words(0, 0, 0, 0), List.of(), List.of()));
      case FILL_MASK -> throw new IllegalArgumentException("this job replies to lines");
    }
  }

  /** Answers a line with a mask, and refuses a line without one. */
  @Override
  public Conversation converse(Job job, RequestFile request) {
    done.add(job);
    conversations++;
    return new Conversation() {
      @Override
      public String ask(String line) {
        FillMaskAnswer answer = new FillMaskAnswer(line, List.of(List.of(ANSWER)));
        return Wire.line(
            line.contains("[MASK]")
                ? new FillMaskReply(answer, null)
                : new FillMaskReply(null, "no mask"));
      }

      @Override
      public void close() {
        conversations--;
      }
    };
  }

  private static <T> T read(RequestFile request, Class<T> type) throws IOException {
    return Wire.read(request.path(), type);
  }

  private static void train(TrainRequest request) throws IOException {
    Path model = Files.createDirectories(request.folder().model());
    BertConfig.of(ModelSize.TINY, 200, 512, 0.1, 0).write(model.resolve("config.json"));
    Files.writeString(
        model.resolve("model.safetensors"), Sha256.of(request.checkpoints().training().toString()));
    Files.copy(
        request.tokens().vocabulary(),
        model.resolve("vocab.txt"),
        StandardCopyOption.REPLACE_EXISTING);
    TrainingResults results =
        new TrainingResults(
            "cpu",
            "fp32",
            2,
            1_234_567,
            10,
            10,
            null,
            List.of(new TrainingResults.Epoch(1, 10, 3.5, 2.5, 0.5, 0.75)),
            new Evaluation(2.5, null, 12.2, 0.5, 0.75, 100),
            6.5);
    Wire.write(request.folder().results(), results);
    Files.writeString(
        request.folder().metrics(),
        new MetricsLine.Step(1, 10, 1, 3.5, null, null, 1e-3, 30, 300, 2000).json() + "\n");
  }

  private static void evaluate(EvaluateRequest request) throws IOException {
    Evaluation evaluation = new Evaluation(2.5, null, 12.2, 0.5, 0.75, Files.size(request.model()));
    List<EvaluationReport.Fill> fills =
        request.prompts().stream()
            .map(prompt -> new EvaluationReport.Fill(prompt.text(), List.of(ANSWER)))
            .toList();
    EvaluationReport.Baseline baseline =
        request.baseline() == null
            ? null
            : new EvaluationReport.Baseline(request.baseline().name(), evaluation);
    Files.writeString(
        request.output(), new EvaluationReport(evaluation, fills, baseline).toJson().toString());
  }
}
