package org.snowbert.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Trainings on given sentences, in this process. */
final class SmallTraining {
  final SettingsBuilder settings = new SettingsBuilder();
  List<String> prompts = List.of();
  private final TrainingFolder folder;

  SmallTraining(Path folder, List<String> sentences) throws IOException {
    this.folder = TrainingFolder.tokenized(folder, sentences);
  }

  /** What the current settings ask for, masked as they say. */
  TrainRequest request() throws IOException {
    folder.mask("train", settings.masks);
    folder.mask("validation", settings.masks.forValidation());
    TrainRequest request = folder.request("out", settings);
    return new TrainRequest(
        request.tokens(),
        request.masked(),
        request.metrics(),
        request.model(),
        request.results(),
        request.init(),
        prompts,
        request.checkpoints(),
        request.settings(),
        request.hardware());
  }
}
