package org.snowbert.steps;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
import org.snowbert.text.Vocabulary;

/** Trains the model on the token files. */
record TrainStep(
    Settings settings,
    Layout layout,
    StepRecords records,
    StepCache cache,
    JobDispatcher jobs,
    BuildLog log)
    implements Step {
  @Override
  public void describe(Fingerprint fingerprint) throws IOException {
    fingerprint
        .parameter("plugin", settings.versions().plugin())
        .parameter("engine", settings.versions().engine());
    if (settings.init() != null) {
      settings.init().describe(fingerprint);
    }
    fingerprint
        .settings(settings.train())
        .outputs(records.of(StepName.TOKENIZE), name -> true)
        .outputs(records.of(StepName.MASK), name -> true);
  }

  @Override
  public List<Path> outputs() throws IOException {
    List<Path> outputs = new ArrayList<>(Folders.files(layout.model()));
    outputs.removeAll(List.of(layout.card(), layout.provenance()));
    outputs.addAll(Folders.files(layout.train().results()));
    return outputs;
  }

  @Override
  public List<Path> cachedFiles() throws IOException {
    List<Path> files = new ArrayList<>(outputs());
    files.addAll(Folders.files(layout.train().metrics()));
    files.addAll(Folders.files(layout.train().tensorBoard()));
    return files;
  }

  @Override
  public void run(Fingerprint fingerprint) throws IOException {
    GateCheck.requireReachable(settings.gates(), Vocabulary.read(layout.tokens().vocabulary()));
    jobs.run(
        Job.TRAIN,
        new TrainRequest(
            layout.tokens(),
            layout.masked(),
            layout.train(),
            settings.init() == null ? null : settings.init().folder(layout.init()),
            settings.gates().fills().stream().map(Gates.Fill::text).toList(),
            checkpoints(fingerprint),
            settings.cluster(),
            settings.train()));
  }

  private CheckpointRequest checkpoints(Fingerprint fingerprint) throws IOException {
    Path copies = cache.unfinished(StepName.TRAIN, fingerprint);
    List<Path> folders =
        copies == null
            ? List.of(layout.train().checkpoints())
            : List.of(layout.train().checkpoints(), copies);
    Path from = settings.resume() ? new Resumption(fingerprint, layout, log).find(folders) : null;
    return new CheckpointRequest(copies, settings.checkpointsToKeep(), fingerprint.items(), from);
  }
}
