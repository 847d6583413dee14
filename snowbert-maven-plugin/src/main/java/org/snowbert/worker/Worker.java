package org.snowbert.worker;

import com.google.gson.Gson;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.incremental.LockFile;
import org.snowbert.jobs.AnalyzeRequest;
import org.snowbert.jobs.EmbedRequest;
import org.snowbert.jobs.EvaluateRequest;
import org.snowbert.jobs.FillMaskRequest;
import org.snowbert.jobs.Job;
import org.snowbert.jobs.TokenizeRequest;
import org.snowbert.jobs.TrainRequest;
import org.snowbert.jobs.results.EvaluationReport;
import org.snowbert.settings.TrainSettings;
import org.snowbert.tokens.Tokenization;
import org.snowbert.worker.answers.Embedding;
import org.snowbert.worker.answers.FillMaskSession;
import org.snowbert.worker.evaluation.Analyzer;
import org.snowbert.worker.evaluation.Evaluator;
import org.snowbert.worker.training.Training;

/**
 * The forked JVM's main class: {@code Worker <job> <request.json> <pid of Maven>}.
 *
 * <p>Its exit status is 0, or {@link #INVALID_INPUT} for a user's mistake and {@link #FAILURE} for
 * anything else, with the sentence to show in {@code <request.json>.failure}; or {@link #STOPPED}.
 * What it prints is only a log, but for the replies of {@code fill-mask} on its standard output.
 *
 * <p>It stops, after it has saved what would be lost, on SIGTERM, and when its standard input ends:
 * that is how Maven asks for it, and what the system does when Maven is gone.
 */
public final class Worker {
  /** Not 1, with which a JVM ends that does not start. */
  public static final int FAILURE = 3;

  public static final int INVALID_INPUT = 2;

  /** It was asked to end before the job was done. */
  public static final int STOPPED = 4;

  /** What the name of the file with the failure's sentence ends in, after the request's. */
  public static final String FAILURE_SUFFIX = ".failure";

  /**
   * What the name of the file with the report of a job that leaves one ends in, after the
   * request's.
   */
  public static final String REPORT_SUFFIX = ".report";

  /** Let go when memory ends, so that there is some to say so. */
  @SuppressWarnings("unused")
  private static @Nullable ByteBuffer reserve = ByteBuffer.allocate(1 << 20);

  private Worker() {}

  @SuppressWarnings("try") // the lock is only held
  public static void main(String[] args) throws IOException {
    Job job = Job.valueOf(args[0]);
    Path request = Path.of(args[1]);
    StopRequest stop = new StopRequest(() -> Runtime.getRuntime().halt(STOPPED));
    stopOnRequest(job, stop);
    int status = FAILURE;
    try (LockFile lock = LockFile.take(lock(request), holder -> {})) {
      // Where Maven has gone before the lock was taken, another one may be at work by now.
      if (ProcessHandle.of(Long.parseLong(args[2])).isEmpty()) {
        stop.request();
      }
      status = run(job, request, stop);
    } finally { // also where there is no room for the failure's file
      stop.ended();
      // The engine's threads must not keep the process alive.
      Runtime.getRuntime().exit(status);
    }
  }

  /** The file that the process of a job holds: it may live on for a while after Maven. */
  public static Path lock(Path request) {
    return request.resolveSibling("lock");
  }

  private static void stopOnRequest(Job job, StopRequest stop) {
    Runtime.getRuntime().addShutdownHook(new Thread(stop::request, "stop-on-signal"));
    if (job == Job.FILL_MASK) {
      return; // it reads its input, and ends with it, by itself
    }
    Thread input =
        new Thread(
            () -> {
              try {
                System.in.transferTo(OutputStream.nullOutputStream());
              } catch (IOException e) {
                System.err.println("the input ends: " + e);
              }
              stop.request();
            },
            "stop-with-maven");
    input.setDaemon(true);
    input.start();
  }

  private static int run(Job job, Path request, StopRequest stop) throws IOException {
    TrainSettings training = null;
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
          if (!Training.run(train, stop)) {
            return STOPPED;
          }
        }
        case EVALUATE -> {
          EvaluateRequest evaluate = read(json, EvaluateRequest.class);
          Threads.of(evaluate.hardware().threads(), Evaluator.BATCH_SIZE).use();
          EvaluationReport.run(evaluate);
        }
        case FILL_MASK -> {
          FillMaskRequest fillMask = read(json, FillMaskRequest.class);
          Threads.of(fillMask.hardware().threads(), 1).use();
          FillMaskSession.run(fillMask, System.in, replies());
        }
        case EMBED -> {
          EmbedRequest embed = read(json, EmbedRequest.class);
          Threads.of(embed.hardware().threads(), Embedding.BATCH_SIZE).use();
          var report = Embedding.run(embed);
          Files.writeString(Path.of(request + REPORT_SUFFIX), new Gson().toJson(report));
        }
        case ANALYZE -> {
          AnalyzeRequest analyze = read(json, AnalyzeRequest.class);
          Threads.of(analyze.hardware().threads(), 1).use();
          Analyzer.run(analyze);
        }
      }
      return 0;
    } catch (InvalidInputException e) {
      return fail(request, e, e.getMessage(), INVALID_INPUT);
    } catch (Throwable e) { // natives and memory end in errors
      reserve = null;
      return fail(request, e, FailureMessage.sentence(e, training), FAILURE);
    }
  }

  /** The standard output, which nothing else prints to from now on. */
  private static PrintStream replies() {
    System.setOut(System.err);
    return new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
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
}
