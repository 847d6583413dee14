package org.snowbert.steps;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.snowbert.FillMaskAnswer;
import org.snowbert.internal.Sha256;
import org.snowbert.jobs.EmbedRequest;
import org.snowbert.jobs.EvaluateRequest;
import org.snowbert.jobs.Job;
import org.snowbert.jobs.JobRunner;
import org.snowbert.jobs.TokenizeRequest;
import org.snowbert.jobs.TrainRequest;
import org.snowbert.jobs.results.EmbedReport;
import org.snowbert.jobs.results.Evaluation;
import org.snowbert.jobs.results.EvaluationReport;
import org.snowbert.jobs.results.FillMaskReply;
import org.snowbert.jobs.results.TokenizeReport;
import org.snowbert.jobs.results.TrainingResults;
import org.snowbert.model.BertConfig;
import org.snowbert.model.ModelSize;
import org.snowbert.tokens.Tokenization;

/**
 * Does the jobs at once and in this process; its models hold the digest of what they were trained
 * with.
 */
public final class FakeJobs implements JobRunner {
  private static final Gson GSON = new Gson();
  private static final FillMaskAnswer.Candidate ANSWER = new FillMaskAnswer.Candidate("葉", 0.9);

  public final List<Job> done = new ArrayList<>();
  public boolean failing;

  /** That are open. */
  public int conversations;

  @Override
  public void run(Job job, Path request) throws IOException {
    done.add(job);
    if (failing) {
      throw new IOException("the fork crashed");
    }
    String json = Files.readString(request);
    switch (job) {
      case TOKENIZE -> {
        TokenizeReport report = Tokenization.run(GSON.fromJson(json, TokenizeRequest.class));
        Files.writeString(Path.of(request + ".report"), GSON.toJson(report));
      }
      case TRAIN -> train(GSON.fromJson(json, TrainRequest.class));
      case EVALUATE -> evaluate(GSON.fromJson(json, EvaluateRequest.class));
      case EMBED -> {
        EmbedRequest embed = GSON.fromJson(json, EmbedRequest.class);
        Files.writeString(Path.of(embed.output()), embed.metadata().get("model"));
        Files.writeString(
            Path.of(request + ".report"), GSON.toJson(new EmbedReport(1, 2, 0, 1, List.of())));
      }
      case ANALYZE -> throw new UnsupportedOperationException("of the held-out sentences");
      case FILL_MASK -> throw new IllegalArgumentException("it replies to lines");
    }
  }

  /** A line without a mask is a mistake. */
  @Override
  public Conversation converse(Job job, Path request) {
    done.add(job);
    conversations++;
    return new Conversation() {
      @Override
      public String ask(String line) {
        FillMaskAnswer answer = new FillMaskAnswer(line, List.of(List.of(ANSWER)));
        return GSON.toJson(
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

  private static void train(TrainRequest request) throws IOException {
    Path model = Files.createDirectories(Path.of(request.model()));
    BertConfig.of(ModelSize.TINY, 200, 512, 0.1, 0).write(model.resolve("config.json"));
    Files.writeString(
        model.resolve("model.safetensors"), Sha256.of(request.checkpoints().training().toString()));
    Files.copy(
        Path.of(request.tokens()).resolve("vocab.txt"),
        model.resolve("vocab.txt"),
        StandardCopyOption.REPLACE_EXISTING);
    TrainingResults results =
        new TrainingResults(
            "cpu",
            "fp32",
            2,
            1_234_567,
            10,
            List.of(new TrainingResults.Epoch(1, 10, 3.5, 2.5, 0.5, 0.75)),
            new Evaluation(2.5, null, 12.2, 0.5, 0.75, 100),
            6.5);
    Files.writeString(Path.of(request.results()), GSON.toJson(results));
    Files.writeString(
        Path.of(request.metrics()),
        "{\"step\":1,\"loss\":3.5,\"sentences\":30,\"tokens\":300,\"step_ms\":2000}\n");
  }

  private static void evaluate(EvaluateRequest request) throws IOException {
    Evaluation evaluation =
        new Evaluation(2.5, null, 12.2, 0.5, 0.75, Files.size(Path.of(request.model())));
    List<EvaluationReport.Fill> fills =
        request.prompts().stream()
            .map(prompt -> new EvaluationReport.Fill(prompt.text(), List.of(ANSWER)))
            .toList();
    EvaluationReport.Baseline baseline =
        request.baseline() == null
            ? null
            : new EvaluationReport.Baseline(request.baseline().name(), evaluation);
    Files.writeString(
        Path.of(request.output()),
        new EvaluationReport(evaluation, fills, baseline).toJson().toString());
  }
}
