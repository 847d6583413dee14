package org.snowbert.steps;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.corpus.SourceCache;
import org.snowbert.incremental.BuildLog;
import org.snowbert.incremental.FileStamp;
import org.snowbert.incremental.Fingerprint;
import org.snowbert.incremental.LockFile;
import org.snowbert.incremental.StepCache;
import org.snowbert.incremental.StepName;
import org.snowbert.incremental.StepRecord;
import org.snowbert.incremental.StepRecords;
import org.snowbert.incremental.StepsDoneInThisBuild;
import org.snowbert.internal.JsonFiles;
import org.snowbert.jobs.AnalyzeRequest;
import org.snowbert.jobs.Job;
import org.snowbert.jobs.JobDispatcher;
import org.snowbert.jobs.JobRunner;
import org.snowbert.jobs.Layout;
import org.snowbert.jobs.results.Analysis;
import org.snowbert.jobs.results.EvaluationReport;
import org.snowbert.jobs.results.TrainingResults;
import org.snowbert.settings.Gates;
import org.snowbert.settings.Settings;
import org.snowbert.steps.asking.ModelQueries;

/**
 * Brings steps up to date.
 *
 * <p>A step runs when an item of its {@link Fingerprint} is not what it was, or when something that
 * it made has gone or changed. What it was done with is recorded after it is done, and deleted
 * before it runs again.
 */
public final class Pipeline {
  private final Settings settings;
  private final Layout workspace;
  private final SourceCache sources;
  private final StepCache kept;
  private final BuildLog log;
  private final StepsDoneInThisBuild done;
  private final JobDispatcher jobs;
  private final StepRecords states;
  private final RunRecord runs;

  /**
   * A pipeline over a workspace.
   *
   * @param kept what other builds made
   * @param done what this build brought up to date before; added to
   */
  public Pipeline(
      Settings settings,
      Layout workspace,
      SourceCache sources,
      StepCache kept,
      JobRunner runner,
      BuildLog log,
      StepsDoneInThisBuild done) {
    this.settings = settings;
    this.workspace = workspace;
    this.sources = sources;
    this.kept = kept;
    this.log = log;
    this.done = done;
    this.jobs = new JobDispatcher(workspace, runner);
    this.states = new StepRecords(workspace);
    this.runs = new RunRecord(workspace);
  }

  /**
   * Brings a step and those before it up to date.
   *
   * @throws InvalidInputException when the user made a mistake
   * @throws IOException when a step fails
   */
  public void bring(StepName last) throws IOException {
    try (LockFile lock = workspace.lock(log)) {
      if (isDone(last)) {
        requireTheSame(last);
      }
      ensure(last, lock);
    }
  }

  /** A second execution with other parameters would pass off the first one's result as its own. */
  private void requireTheSame(StepName step) throws IOException {
    StepRecord recorded = states.of(step);
    Fingerprint fingerprint = new Fingerprint(recorded);
    task(step).describe(fingerprint);
    List<String> changes = fingerprint.changesSince(recorded);
    if (!changes.isEmpty()) {
      throw new InvalidInputException(
          "%s was done by an earlier execution of this build, since when %s: give the second execution a module of its own"
              .formatted(step, changes.get(0)));
    }
  }

  /** Brings a step up to date while the lock is held. */
  public void ensure(StepName last, LockFile lock) throws IOException {
    for (StepName step : StepName.upTo(last)) {
      if (!isDone(step)) {
        try {
          bringOne(step);
        } catch (IOException e) {
          requireInPlace(lock, e);
          throw e;
        }
        requireInPlace(lock, null);
        done.add(step, states.of(step));
      }
    }
  }

  /** A clean of another build deletes what it does not know to be in use. */
  private void requireInPlace(LockFile lock, @Nullable IOException cause) throws IOException {
    if (!lock.isInPlace()) {
      throw new IOException(
          "%s was deleted while this build worked in it: build again, and let no other build clean it meanwhile"
              .formatted(workspace.root()),
          cause);
    }
  }

  /** What the evaluation must reach. */
  public Gates gates() {
    return settings.gates();
  }

  /** Brings the evaluation up to date and gives what came of it. */
  public EvaluationReport evaluate() throws IOException {
    bring(StepName.EVALUATE);
    return JsonFiles.read(workspace.evaluation(), EvaluationReport::of);
  }

  /** What this project's model, or another, can be asked. */
  public ModelQueries questions() {
    return new ModelQueries(this, settings, workspace, jobs);
  }

  /** Keeps other builds out until it is closed. */
  public LockFile hold() throws IOException {
    return workspace.lock(log);
  }

  /** What came of the training, which must be up to date. */
  public TrainingSummary outcome() throws IOException {
    return new TrainingSummary(
        jobs.read(workspace.results(), TrainingResults.class), runs.took(StepName.TRAIN), prompt());
  }

  /** The user's own where the gates have one. */
  private @Nullable String prompt() throws IOException {
    List<Gates.Fill> fills = settings.gates().fills();
    return fills.isEmpty() ? ExamplePrompt.of(workspace) : fills.get(0).text();
  }

  /**
   * Looks at what the trained model makes of the held-out sentences; it is evaluated first where
   * that is not up to date.
   */
  public Analysis analyze() throws IOException {
    try (LockFile lock = workspace.lock(log)) {
      ensure(StepName.EVALUATE, lock);
      jobs.run(
          Job.ANALYZE,
          new AnalyzeRequest(
              workspace.model().toString(),
              workspace.sentences().toString(),
              workspace.tokens().resolve("train.safetensors").toString(),
              workspace.masked().resolve("validation.safetensors").toString(),
              settings.training().seed(),
              settings.tokens().validationFraction(),
              workspace.analysis().toString(),
              settings.hardware()));
      return jobs.read(workspace.analysis(), Analysis.class);
    }
  }

  /**
   * Whether this build did the step and it is still there: a goal such as clean may have taken it
   * away.
   */
  private boolean isDone(StepName step) throws IOException {
    StepRecord own = done.get(step);
    StepRecord recorded = states.recorded(step);
    if (own == null || recorded == null) {
      return false;
    }
    if (!recorded.isLike(own)) {
      throw new IOException(
          "another build did %s differently in %s while this one ran: build again, and give builds that run at once a folder each"
              .formatted(step, workspace.root()));
    }
    return true;
  }

  private void bringOne(StepName step) throws IOException {
    Step task = task(step);
    StepRecord recorded = states.recorded(step);
    Fingerprint fingerprint = new Fingerprint(recorded);
    task.describe(fingerprint);
    Map<String, FileStamp> outputs = states.stamps(task.outputs(), recorded);
    String reason = reasonToRun(fingerprint, outputs, recorded);
    if (reason == null) {
      log.debug(step + ": up to date");
    } else {
      states.forget(step);
      make(step, task, fingerprint, reason);
      outputs = states.stamps(task.outputs(), null);
      if (outputs.isEmpty()) {
        throw new IOException(step + " left nothing in " + workspace.root() + ": run it once more");
      }
    }
    states.record(step, new StepRecord(fingerprint.parameters(), fingerprint.inputs(), outputs));
  }

  private void make(StepName step, Step task, Fingerprint fingerprint, String reason)
      throws IOException {
    if (!step.isKept()) {
      run(step, task, fingerprint, reason);
      return;
    }
    try (StepCache.Entry entry = kept.open(step, fingerprint)) {
      JsonObject run = entry.take(workspace, task.outputs());
      if (run != null) {
        log.info("%s: taken from the cache because %s".formatted(step, reason));
        runs.record(step, run);
      } else {
        run = run(step, task, fingerprint, reason);
        entry.keep(workspace, task.kept(), run);
      }
    }
  }

  private JsonObject run(StepName step, Step task, Fingerprint fingerprint, String reason)
      throws IOException {
    log.info(step + ": runs because " + reason);
    Instant start = Instant.now();
    long nanoTime = System.nanoTime();
    task.run(fingerprint);
    return runs.record(step, start, Duration.ofNanos(System.nanoTime() - nanoTime));
  }

  private static @Nullable String reasonToRun(
      Fingerprint fingerprint, Map<String, FileStamp> outputs, @Nullable StepRecord recorded) {
    if (recorded == null) {
      return "it never finished here";
    }
    List<String> changes = fingerprint.changesSince(recorded);
    if (!changes.isEmpty()) {
      int more = changes.size() - 1;
      return changes.get(0) + (more == 0 ? "" : " (and %d more)".formatted(more));
    }
    for (Map.Entry<String, FileStamp> made : recorded.outputs().entrySet()) {
      FileStamp found = outputs.get(made.getKey());
      if (found == null) {
        return made.getKey() + " is missing";
      }
      if (!found.sha256().equals(made.getValue().sha256())) {
        return made.getKey() + " changed";
      }
    }
    return null;
  }

  private Step task(StepName step) {
    return switch (step) {
      case FETCH -> new FetchStep(settings, workspace, sources, log);
      case TOKENIZE -> new TokenizeStep(settings, workspace, states, jobs, log);
      case MASK -> new MaskStep(settings, workspace, states, log);
      case TRAIN -> new TrainStep(settings, workspace, states, kept, jobs, log);
      case DESCRIBE -> new DescribeStep(settings, workspace, states);
      case PACKAGE -> new PackageStep(settings, workspace, states, log);
      case EVALUATE -> new EvaluateStep(settings, workspace, states, jobs, log);
    };
  }
}
