package org.snowbert.steps;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowbert.incremental.BuildLog;
import org.snowbert.incremental.Fingerprint;
import org.snowbert.jobs.Layout;
import org.snowbert.jobs.results.Checkpoint;

/**
 * Finds the checkpoint that an interrupted training goes on from, and logs why other checkpoints
 * cannot be used.
 *
 * @param training everything that decides the result of the training
 */
record Resumption(Fingerprint training, Layout layout, BuildLog log) {
  private record Candidate(Path folder, @Nullable Checkpoint checkpoint) {
    int step() {
      return checkpoint == null ? Integer.MAX_VALUE : checkpoint.step();
    }
  }

  /**
   * Finds the last undamaged checkpoint of the training; null if there is none.
   *
   * @param folders the folders of checkpoints; of equal checkpoints, that in the earlier folder is
   *     used
   */
  @Nullable Path find(List<Path> folders) throws IOException {
    List<Candidate> candidates = new ArrayList<>();
    for (Path folder : folders) {
      for (Path checkpoint : Checkpoint.folders(folder)) {
        candidates.add(new Candidate(checkpoint, Checkpoint.read(checkpoint)));
      }
    }
    candidates.sort(Comparator.comparingInt(Candidate::step).reversed());
    String unusable = null;
    for (Candidate candidate : candidates) {
      Checkpoint checkpoint = candidate.checkpoint();
      String name = layout.name(candidate.folder());
      if (checkpoint == null) {
        log.warn(damaged(name, "its checkpoint.json is missing or cannot be read"));
        continue;
      }
      List<String> changes = training.changesSince(checkpoint.training());
      if (!changes.isEmpty()) {
        if (unusable == null && checkpoint.step() < checkpoint.steps()) {
          unusable = unusable(name, checkpoint, changes);
        }
        continue;
      }
      String damage = checkpoint.damage(candidate.folder());
      if (damage == null) {
        log.info(
            "train: goes on from %s, after step %d of %d"
                .formatted(name, checkpoint.step(), checkpoint.steps()));
        return candidate.folder();
      }
      log.warn(damaged(name, damage));
    }
    if (unusable != null) {
      log.warn(unusable);
    }
    return null;
  }

  private static String damaged(String name, String damage) {
    return "train: %s is damaged and not used: %s".formatted(name, damage);
  }

  private static String unusable(String name, Checkpoint checkpoint, List<String> changes) {
    return "train: starts anew and does not go on from %s (step %d of %d), because %s: to go on from it, undo the change before the next checkpoint replaces it"
        .formatted(name, checkpoint.step(), checkpoint.steps(), String.join(", ", changes));
  }
}
