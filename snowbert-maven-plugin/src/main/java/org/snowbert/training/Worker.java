package org.snowbert.training;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.inference.FillMask;
import org.snowbert.inference.LoadedModel;
import org.snowbert.text.Tokenization;
import org.snowbert.text.TokenizeRequest;

/**
 * The forked JVM's main class: {@code Worker <job> <request.json> <pid of Maven>}.
 *
 * <p>Its exit status is 0, or {@link #INVALID_INPUT} for a user's mistake and {@link #FAILURE} for
 * anything else, with the sentence to show in {@code <request.json>.failure}. What it prints is
 * only a log.
 */
public final class Worker {
  /** Not 1, with which a JVM ends that does not start. */
  public static final int FAILURE = 3;

  public static final int INVALID_INPUT = 2;

  /** What the name of the file with the failure's sentence ends in, after the request's. */
  public static final String FAILURE_SUFFIX = ".failure";

  /**
   * What the name of the file with the report of the job {@code tokenize} ends in, after the
   * request's.
   */
  public static final String REPORT_SUFFIX = ".report";

  private Worker() {}

  public static void main(String[] args) throws IOException {
    Path request = Path.of(args[1]);
    haltWith(Long.parseLong(args[2]));
    int status = FAILURE;
    try {
      status = run(Job.valueOf(args[0]), request);
    } finally { // also where there is no room for the failure's file
      // The engine's threads must not keep the process alive.
      Runtime.getRuntime().exit(status);
    }
  }

  private static int run(Job job, Path request) throws IOException {
    TrainingSettings training = null;
    try {
      String json = Files.readString(request);
      switch (job) {
        case TOKENIZE -> {
          var report = Tokenization.run(read(json, TokenizeRequest.class));
          Files.writeString(Path.of(request + REPORT_SUFFIX), new Gson().toJson(report));
        }
        case TRAIN -> {
          TrainRequest train = read(json, TrainRequest.class);
          training = train.settings();
          Threads.of(train.hardware().threads(), train.settings()).use();
          Training.run(train);
        }
        case EVALUATE -> {
          EvaluateRequest evaluate = read(json, EvaluateRequest.class);
          Threads.of(evaluate.hardware().threads(), Evaluator.BATCH_SIZE).use();
          EvaluationReport.run(evaluate);
        }
        case FILL_MASK -> {
          FillMaskRequest fillMask = read(json, FillMaskRequest.class);
          Threads.of(fillMask.hardware().threads(), 1).use();
          fill(fillMask);
        }
      }
      return 0;
    } catch (InvalidInputException e) {
      return fail(request, e, e.getMessage(), INVALID_INPUT);
    } catch (Throwable e) { // natives and memory end in errors
      return fail(request, e, Failure.sentence(e, training), FAILURE);
    }
  }

  private static void fill(FillMaskRequest request) throws IOException {
    try (LoadedModel model =
        LoadedModel.open(Path.of(request.model()), request.hardware().accelerator())) {
      var answers = FillMask.fill(model, List.of(request.text()), request.topK());
      Files.writeString(Path.of(request.output()), new Gson().toJson(answers.get(0)));
    }
  }

  private static int fail(Path request, Throwable e, @Nullable String sentence, int status)
      throws IOException {
    e.printStackTrace();
    Files.writeString(Path.of(request + FAILURE_SUFFIX), String.valueOf(sentence));
    return status;
  }

  private static <T> T read(String json, Class<T> type) {
    return new Gson().fromJson(json, type);
  }

  /**
   * Ends this process when Maven is gone: nobody waits for its result, and it would hold the
   * machine.
   */
  private static void haltWith(long parent) {
    Thread watch =
        new Thread(
            () -> {
              ProcessHandle.of(parent).ifPresent(handle -> handle.onExit().join());
              Runtime.getRuntime().halt(FAILURE);
            },
            "watch-maven");
    watch.setDaemon(true);
    watch.start();
  }
}
