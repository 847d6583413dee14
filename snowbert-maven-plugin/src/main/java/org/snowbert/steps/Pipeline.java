package org.snowbert.steps;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.snowbert.jobs.JobDispatcher;
import org.snowbert.jobs.JobRunner;
import org.snowbert.jobs.Layout;
import org.snowbert.jobs.Wire;
import org.snowbert.jobs.results.EvaluationReport;
import org.snowbert.jobs.results.TrainingResults;
import org.snowbert.settings.Cluster;
import org.snowbert.settings.Gates;
import org.snowbert.settings.Settings;

/**
 * Brings steps up to date.
 *
 * <p>A step runs if an item of its {@link Fingerprint} changed, or if a file of the step is missing
 * or changed. The step's {@link StepRecord} is written after the step, and deleted before the step
 * runs again.
 */
public final class Pipeline {
  private final Settings settings;
  private final Layout layout;
  private final SourceCache sources;
  private final StepCache cache;
  private final BuildLog log;
  private final StepsDoneInThisBuild done;
  private final JobDispatcher jobs;
  private final StepRecords records;
  private final RunRecord runs;

  /**
   * A pipeline over a build's files.
   *
   * @param cache the cache of steps that other builds finished
   * @param done the steps that this build has already brought up to date; the pipeline adds to them
   */
  public Pipeline(
      Settings settings,
      Layout layout,
      SourceCache sources,
      StepCache cache,
      JobRunner runner,
      BuildLog log,
      StepsDoneInThisBuild done) {
    this.settings = settings;
    this.layout = layout;
    this.sources = sources;
    this.cache = cache;
    this.log = log;
    this.done = done;
    this.jobs = new JobDispatcher(layout, runner);
    this.records = new StepRecords(layout.records(), layout::name);
    Cluster cluster = settings.cluster();
    int workers = settings.train().workers();
    this.runs =
        new RunRecord(
            layout, cluster == null ? null : "%d workers on %s".formatted(workers, cluster));
  }

  /**
   * Brings a step and the steps before it up to date.
   *
   * @throws InvalidInputException if the user made a mistake
   * @throws IOException if a step fails
   */
  public void bring(StepName last) throws IOException {
    try (LockFile lock = LayoutLock.take(layout, log)) {
      ensure(last, lock);
    }
  }

  /**
   * Makes the fingerprint of a step.
   *
   * @param recorded the step's last record, which holds the digests of unchanged files; null if
   *     there is none
   */
  Fingerprint fingerprint(StepName name, @Nullable StepRecord recorded) throws IOException {
    Fingerprint fingerprint = new Fingerprint(recorded);
    step(name).describe(fingerprint);
    return fingerprint;
  }

  private void ensure(StepName last, LockFile lock) throws IOException {
    for (StepName name : StepName.upTo(last)) {
      if (!isDone(name)) {
        try {
          bringOne(name);
        } catch (IOException e) {
          requireInPlace(lock, e);
          throw e;
        }
        requireInPlace(lock, null);
        done.add(name, records.of(name));
      } else if (name == StepName.PACKAGE) {
        requireUntouched();
      }
    }
  }

  /** Fails if another plugin has written its own file over the zip of this build. */
  private void requireUntouched() throws IOException {
    StepRecord recorded = records.of(StepName.PACKAGE);
    Map<String, FileStamp> now = records.stamps(step(StepName.PACKAGE).outputs(), recorded);
    for (Map.Entry<String, FileStamp> zip : recorded.outputs().entrySet()) {
      FileStamp stamp = now.get(zip.getKey());
      if (stamp == null || !stamp.sha256().equals(zip.getValue().sha256())) {
        throw new InvalidInputException(
            "%s is no longer the file that package wrote in this build: give the model a <classifier> of its own, or the plugin that replaced it another file"
                .formatted(layout.zip()));
      }
    }
  }

  /** Fails if another build has cleaned the folder that this build works in. */
  private void requireInPlace(LockFile lock, @Nullable IOException cause) throws IOException {
    if (!lock.isInPlace()) {
      throw new IOException(
          "%s was deleted while this build worked in it: build again, and let no other build clean it at the same time"
              .formatted(layout.root()),
          cause);
    }
  }

  /** The gates that the evaluation must pass. */
  public Gates gates() {
    return settings.gates();
  }

  /** Brings the evaluation up to date and reads its report. */
  public EvaluationReport evaluate() throws IOException {
    bring(StepName.EVALUATE);
    return JsonFiles.read(layout.evaluation(), EvaluationReport::of);
  }

  /** The summary of the training, which must be up to date. */
  public TrainingSummary outcome() throws IOException {
    return new TrainingSummary(
        Wire.read(layout.train().results(), TrainingResults.class),
        settings.masks(),
        runs.took(StepName.TRAIN),
        prompt());
  }

  /**
   * A sentence of the gates if they have one, otherwise a sentence of the corpus; null if there is
   * none.
   */
  private @Nullable String prompt() throws IOException {
    List<Gates.Fill> fills = settings.gates().fills();
    return fills.isEmpty() ? ExamplePrompt.of(layout) : fills.get(0).text();
  }

  /**
   * Whether this build brought the step up to date, and its record still exists: a goal such as
   * clean may have deleted it.
   */
  private boolean isDone(StepName name) throws IOException {
    StepRecord ofThisBuild = done.get(name);
    StepRecord recorded = records.read(name);
    if (ofThisBuild == null || recorded == null) {
      return false;
    }
    if (!recorded.isLike(ofThisBuild)) {
      throw new IOException(
          "another build ran %s with another result in %s while this build ran: build again, and give builds that run at the same time separate folders"
              .formatted(name, layout.root()));
    }
    return true;
  }

  private void bringOne(StepName name) throws IOException {
    Step step = step(name);
    StepRecord recorded = records.read(name);
    Fingerprint fingerprint = fingerprint(name, recorded);
    Map<String, FileStamp> outputs = records.stamps(step.outputs(), recorded);
    String reason = reasonToRun(fingerprint, outputs, recorded);
    if (reason == null) {
      log.debug(name + ": up to date");
      // A file that an editor or a file manager left in the folder is no output of the step.
      outputs.keySet().retainAll(Objects.requireNonNull(recorded).outputs().keySet());
    } else {
      records.delete(name);
      make(name, step, fingerprint, reason);
      outputs = records.stamps(step.outputs(), null);
      if (outputs.isEmpty()) {
        throw new IOException(
            name + " wrote no file into " + layout.root() + ": run the goal again");
      }
    }
    records.write(name, new StepRecord(fingerprint.parameters(), fingerprint.inputs(), outputs));
  }

  /** Takes the step's result from the cache, or runs the step. */
  private void make(StepName name, Step step, Fingerprint fingerprint, String reason)
      throws IOException {
    if (!name.isCached()) {
      run(name, step, fingerprint, reason);
      return;
    }
    try (StepCache.Entry entry = cache.open(name, fingerprint)) {
      JsonObject run = entry.take(layout.root(), step.cachedFiles());
      if (run != null) {
        log.info("%s: taken from the cache because %s".formatted(name, reason));
        runs.record(name, run);
      } else {
        run = run(name, step, fingerprint, reason);
        entry.keep(layout.root(), step.cachedFiles(), run);
      }
    }
  }

  private JsonObject run(StepName name, Step step, Fingerprint fingerprint, String reason)
      throws IOException {
    log.info(name + ": runs because " + reason);
    Instant start = Instant.now();
    long nanoTime = System.nanoTime();
    step.run(fingerprint);
    requireSameInputs(name, fingerprint);
    return runs.record(name, start, Duration.ofNanos(System.nanoTime() - nanoTime));
  }

  /** The cache would hold the result of files that changed under the key of the earlier ones. */
  private void requireSameInputs(StepName name, Fingerprint before) throws IOException {
    StepRecord described =
        new StepRecord(before.parameters(), before.inputs(), Collections.emptyMap());
    List<String> changes = fingerprint(name, described).changesSince(described);
    if (!changes.isEmpty()) {
      throw new IOException("%s: %s while it ran: build again".formatted(name, changes.get(0)));
    }
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
    for (Map.Entry<String, FileStamp> output : recorded.outputs().entrySet()) {
      FileStamp stamp = outputs.get(output.getKey());
      if (stamp == null) {
        return output.getKey() + " is missing";
      }
      if (!stamp.sha256().equals(output.getValue().sha256())) {
        return output.getKey() + " changed";
      }
    }
    return null;
  }

  private Step step(StepName name) {
    return switch (name) {
      case FETCH -> new FetchStep(settings, layout, sources, log);
      case TOKENIZE -> new TokenizeStep(settings, layout, records, jobs, log);
      case MASK -> new MaskStep(settings, layout, records, log);
      case TRAIN -> new TrainStep(settings, layout, records, cache, jobs, log);
      case DESCRIBE -> new DescribeStep(settings, layout, records);
      case PACKAGE -> new PackageStep(settings, layout, records, log);
      case EVALUATE -> new EvaluateStep(settings, layout, records, jobs, log);
    };
  }
}
