package org.snowbert.worker;

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
import org.snowbert.jobs.RequestFile;
import org.snowbert.jobs.TokenizeRequest;
import org.snowbert.jobs.TrainRequest;
import org.snowbert.jobs.Wire;
import org.snowbert.jobs.WorkerStatus;
import org.snowbert.settings.TrainSettings;
import org.snowbert.tokens.Tokenization;
import org.snowbert.worker.answers.EmbedJob;
import org.snowbert.worker.answers.FillMaskJob;
import org.snowbert.worker.batches.Threads;
import org.snowbert.worker.evaluation.AnalyzeJob;
import org.snowbert.worker.evaluation.EvaluateJob;
import org.snowbert.worker.evaluation.Evaluator;
import org.snowbert.worker.training.StopRequest;
import org.snowbert.worker.training.Training;

/**
 * The forked JVM's main class: {@code Worker <job> <request.json> <pid of Maven>}.
 *
 * <p>Its exit status is a {@link WorkerStatus}. Its output is a log, except that {@code fill-mask}
 * writes its replies to the standard output.
 *
 * <p>It stops on SIGTERM, and when its standard input ends: Maven closes that input to ask for the
 * end, and the system closes it when Maven is gone. A training is saved before the worker stops.
 */
public final class Worker {
  /** Memory that is released when the heap is full, so that the failure can still be written. */
  @SuppressWarnings("unused")
  private static @Nullable ByteBuffer reserve = ByteBuffer.allocate(1 << 20);

  private final Job job;
  private final RequestFile request;
  private final StopRequest stop;
  private @Nullable TrainSettings training; // for the advice if memory ends

  private Worker(Job job, RequestFile request, StopRequest stop) {
    this.job = job;
    this.request = request;
    this.stop = stop;
  }

  @SuppressWarnings("try") // the lock is only held
  public static void main(String[] args) throws IOException {
    Job job = Job.valueOf(args[0]);
    RequestFile request = new RequestFile(Path.of(args[1]));
    StopRequest stop =
        new StopRequest(() -> Runtime.getRuntime().halt(WorkerStatus.STOPPED.code()));
    stopOnRequest(job, stop);
    WorkerStatus status = WorkerStatus.FAILURE;
    Worker worker = new Worker(job, request, stop);
    // A thread of Spark that ends for want of memory would leave the others waiting.
    Thread.setDefaultUncaughtExceptionHandler(worker::threadEnded);
    try (LockFile lock = LockFile.take(request.lock(), holder -> {})) {
      // If Maven ended before the lock was taken, another Maven may already be at work.
      if (ProcessHandle.of(Long.parseLong(args[2])).isEmpty()) {
        stop.request();
      }
      status = worker.run();
    } finally { // also if the disk has no room for the file of the failure
      stop.ended();
      // The engine's threads must not keep the process alive.
      Runtime.getRuntime().exit(status.code());
    }
  }

  private static void stopOnRequest(Job job, StopRequest stop) {
    Runtime.getRuntime().addShutdownHook(new Thread(stop::request, "stop-on-signal"));
    if (job == Job.FILL_MASK) {
      return; // this job reads its input itself, and ends with it
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

  private WorkerStatus run() throws IOException {
    try {
      return work();
    } catch (InvalidInputException e) {
      return fail(e, e.getMessage(), WorkerStatus.INVALID_INPUT);
    } catch (Throwable e) { // native code and the end of memory throw errors
      return fail(e);
    }
  }

  private void threadEnded(Thread thread, Throwable e) {
    if (!(e instanceof VirtualMachineError)) {
      System.err.println(thread + " ended");
      e.printStackTrace();
      return;
    }
    int status = WorkerStatus.FAILURE.code();
    try {
      status = fail(e).code();
    } catch (IOException full) {
      System.err.println("the failure cannot be written: " + full);
    } finally {
      Runtime.getRuntime().halt(status);
    }
  }

  private WorkerStatus work() throws IOException {
    switch (job) {
      case TOKENIZE -> report(Tokenization.run(read(TokenizeRequest.class)));
      case TRAIN -> {
        TrainRequest train = read(TrainRequest.class);
        training = train.settings();
        Threads.of(train.settings()).configureEngine();
        if (!Training.run(train, stop)) {
          return WorkerStatus.STOPPED;
        }
      }
      case EVALUATE -> {
        EvaluateRequest evaluate = read(EvaluateRequest.class);
        Threads.of(evaluate.hardware().threads(), Evaluator.BATCH_SIZE).configureEngine();
        EvaluateJob.run(evaluate);
      }
      case FILL_MASK -> {
        FillMaskRequest fillMask = read(FillMaskRequest.class);
        Threads.of(fillMask.hardware().threads(), 1).configureEngine();
        FillMaskJob.run(fillMask, System.in, replies());
      }
      case EMBED -> {
        EmbedRequest embed = read(EmbedRequest.class);
        Threads.of(embed.hardware().threads(), EmbedJob.BATCH_SIZE).configureEngine();
        report(EmbedJob.run(embed));
      }
      case ANALYZE -> {
        AnalyzeRequest analyze = read(AnalyzeRequest.class);
        Threads.of(analyze.hardware().threads(), 1).configureEngine();
        AnalyzeJob.run(analyze);
      }
    }
    return WorkerStatus.DONE;
  }

  private <T> T read(Class<T> type) throws IOException {
    return Wire.read(request.path(), type);
  }

  private void report(Object report) throws IOException {
    Wire.write(request.report(), report);
  }

  /** The standard output, to which nothing else prints from now on. */
  private static PrintStream replies() {
    System.setOut(System.err);
    return new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
  }

  private WorkerStatus fail(Throwable e) throws IOException {
    reserve = null;
    return fail(e, FailureMessage.sentence(e, training), WorkerStatus.FAILURE);
  }

  private WorkerStatus fail(Throwable e, @Nullable String sentence, WorkerStatus status)
      throws IOException {
    e.printStackTrace();
    Files.writeString(request.failure(), String.valueOf(sentence));
    return status;
  }
}
