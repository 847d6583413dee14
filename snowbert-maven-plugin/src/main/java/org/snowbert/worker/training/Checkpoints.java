package org.snowbert.worker.training;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;
import org.snowbert.internal.Folders;
import org.snowbert.jobs.CheckpointRequest;
import org.snowbert.jobs.TrainFolder;
import org.snowbert.jobs.results.Checkpoint;
import org.snowbert.model.Bert;
import org.snowbert.model.ModelFolder;
import org.snowbert.safetensors.SafeTensorsWriter;

/** Writes checkpoints. Each is a folder that appears whole. */
final class Checkpoints {
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  private final CheckpointRequest request;
  private final TrainFolder folder;
  private final int steps;
  private final LongSupplier nanoTime;
  private long lastWritten;

  /**
   * @param folder the folder of the training
   * @param steps the number of steps of the training
   * @param nanoTime the clock
   */
  Checkpoints(CheckpointRequest request, TrainFolder folder, int steps, LongSupplier nanoTime) {
    this.request = request;
    this.folder = folder;
    this.steps = steps;
    this.nanoTime = nanoTime;
    this.lastWritten = nanoTime.getAsLong();
  }

  /** Whether the last checkpoint is so old that much work would be lost. */
  boolean isOverdue() {
    return nanoTime.getAsLong() - lastWritten >= LONGEST_PAUSE.toNanos();
  }

  /** Writes a checkpoint, and deletes all but the last checkpoints of this training. */
  void write(Bert bert, int step) throws IOException {
    Path checkpoints = folder.checkpoints();
    Path checkpoint = checkpoints.resolve(Checkpoint.name(step));
    Path temporary = begin(checkpoints, step);
    try {
      fill(temporary, bert, step);
    } catch (IOException e) {
      Folders.delete(temporary); // if the disk is full, the next build needs this space
      throw e;
    }
    Folders.replace(temporary, checkpoint);
    prune(checkpoints, step);
    lastWritten = nanoTime.getAsLong();
    if (request.copies() != null) {
      try {
        copy(checkpoint, request.copies(), step);
      } catch (IOException e) {
        System.err.println(
            "step-" + step + " is not copied: " + e); // the checkpoint itself is there
      }
    }
  }

  private void fill(Path temporary, Bert bert, int step) throws IOException {
    ModelFolder.writeParameters(temporary.resolve(Checkpoint.PARAMETERS), bert);
    SafeTensorsWriter moments = new SafeTensorsWriter();
    bert.writeMoments(moments);
    moments.write(temporary.resolve(Checkpoint.MOMENTS));
    bert.config().write(temporary.resolve(ModelFolder.CONFIG));
    Files.copy(folder.metrics(), temporary.resolve(Checkpoint.METRICS));
    if (Files.exists(folder.best())) {
      // Safe, because a better evaluation replaces the file and does not change it.
      Folders.linkOrCopy(folder.best(), temporary.resolve(Checkpoint.BEST));
    }
    Checkpoint.seal(temporary, step, steps, request.training());
  }

  private static Path begin(Path checkpoints, int step) throws IOException {
    Path temporary = checkpoints.resolve("." + Checkpoint.name(step));
    Folders.delete(temporary);
    return Files.createDirectories(temporary);
  }

  private void copy(Path checkpoint, Path copies, int step) throws IOException {
    Path temporary = begin(copies, step);
    for (Path file : Folders.files(checkpoint)) {
      // Safe, because no checkpoint ever changes.
      Folders.linkOrCopy(file, temporary.resolve(file.getFileName()));
    }
    Folders.replace(temporary, copies.resolve(Checkpoint.name(step)));
    prune(copies, step);
  }

  /**
   * Keeps the last checkpoints of this training up to a step, and deletes everything else. A
   * checkpoint of a later step is damaged, or an earlier run wrote it.
   */
  private void prune(Path checkpoints, int step) throws IOException {
    record Candidate(Path folder, int step) {}
    List<Candidate> candidates = new ArrayList<>();
    for (Path path : Checkpoint.folders(checkpoints)) {
      Checkpoint checkpoint = Checkpoint.read(path);
      if (checkpoint != null
          && checkpoint.step() <= step
          && checkpoint.training().equals(request.training())) {
        candidates.add(new Candidate(path, checkpoint.step()));
      }
    }
    List<Path> kept =
        candidates.stream()
            .sorted(Comparator.comparingInt(Candidate::step).reversed())
            .limit(request.kept())
            .map(Candidate::folder)
            .toList();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(checkpoints)) {
      for (Path path : all) {
        if (!kept.contains(path)) {
          Folders.delete(path);
        }
      }
    }
  }
}
