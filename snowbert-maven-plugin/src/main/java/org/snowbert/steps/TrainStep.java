package org.snowbert.steps;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowbert.incremental.BuildLog;
import org.snowbert.incremental.Fingerprint;
import org.snowbert.incremental.StepCache;
import org.snowbert.incremental.StepName;
import org.snowbert.incremental.StepRecords;
import org.snowbert.internal.Folders;
import org.snowbert.jobs.CheckpointRequest;
import org.snowbert.jobs.Job;
import org.snowbert.jobs.JobDispatcher;
import org.snowbert.jobs.Layout;
import org.snowbert.jobs.TrainRequest;
import org.snowbert.settings.Gates;
import org.snowbert.settings.Settings;
import org.snowbert.settings.TrainSettings;
import org.snowbert.text.Vocabulary;

/** From token files to a trained model. */
record TrainStep(
    Settings settings,
    Layout workspace,
    StepRecords states,
    StepCache cache,
    JobDispatcher jobs,
    BuildLog log)
    implements Step {
  @Override
  public void describe(Fingerprint fingerprint) throws IOException {
    TrainSettings training = settings.training();
    fingerprint
        .parameter("plugin", settings.versions().plugin())
        .parameter("engine", settings.versions().engine());
    if (settings.init() == null) {
      fingerprint.parameter("model", training.model());
    } else {
      settings.init().describe(fingerprint);
    }
    fingerprint
        .parameter("epochs", training.epochs())
        .parameter("maxSteps", training.maxSteps())
        .parameter("batchSize", training.batchSize())
        .parameter("batchTokens", training.batchTokens())
        .parameter("gradientAccumulation", training.gradientAccumulation())
        .parameter("learningRate", training.learningRate())
        .parameter("schedule", training.schedule())
        .parameter("warmupSteps", training.warmupSteps())
        .parameter("weightDecay", training.weightDecay())
        .parameter("decayEverything", training.decayEverything())
        .parameter("clipNorm", training.clipNorm())
        .parameter("dropout", training.dropout())
        .parameter("shuffle", training.shuffle())
        .parameter("paddedLength", training.paddedLength())
        .parameter("maxPositions", training.maxPositions());
    MaskStep.describe(training, fingerprint);
    HardwareItems.describe(settings.hardware(), fingerprint);
    fingerprint
        .outputs(states.of(StepName.TOKENIZE), name -> true)
        .outputs(states.of(StepName.MASK), name -> true);
  }

  @Override
  public List<Path> outputs() throws IOException {
    List<Path> outputs = new ArrayList<>(Folders.files(workspace.model()));
    outputs.removeAll(List.of(workspace.card(), workspace.provenance()));
    outputs.addAll(Folders.files(workspace.results()));
    return outputs;
  }

  @Override
  public List<Path> kept() throws IOException {
    List<Path> kept = new ArrayList<>(outputs());
    kept.addAll(Folders.files(workspace.metrics()));
    return kept;
  }

  @Override
  public void run(Fingerprint fingerprint) throws IOException {
    settings.gates().requireReachable(Vocabulary.read(workspace.tokens().resolve("vocab.txt")));
    jobs.run(
        Job.TRAIN,
        new TrainRequest(
            workspace.tokens().toString(),
            workspace.masked().toString(),
            workspace.metrics().toString(),
            workspace.model().toString(),
            workspace.results().toString(),
            init(),
            settings.gates().fills().stream().map(Gates.Fill::text).toList(),
            checkpoints(fingerprint),
            settings.training(),
            settings.hardware()));
  }

  private CheckpointRequest checkpoints(Fingerprint fingerprint) throws IOException {
    Path copies = cache.unfinished(StepName.TRAIN, fingerprint);
    List<Path> folders =
        copies == null
            ? List.of(workspace.checkpoints())
            : List.of(workspace.checkpoints(), copies);
    Path from =
        settings.resume() ? new Resumption(fingerprint, workspace, log).find(folders) : null;
    return new CheckpointRequest(
        workspace.checkpoints().toString(),
        copies == null ? null : copies.toString(),
        settings.checkpointsToKeep(),
        fingerprint.items(),
        from == null ? null : from.toString());
  }

  private @Nullable String init() throws IOException {
    return settings.init() == null ? null : settings.init().folder(workspace).toString();
  }
}
