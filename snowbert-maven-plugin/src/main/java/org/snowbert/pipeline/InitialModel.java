package org.snowbert.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.snowbert.InvalidInputException;
import org.snowbert.ModelZip;
import org.snowbert.model.PretrainedParameters;

/** The model that training starts from, a folder or a zip. */
final class InitialModel {
  static final String VOCABULARY = "vocab.txt";
  private static final List<String> FILES = List.of("config.json", VOCABULARY);

  private InitialModel() {}

  /** Adds the model's whole content. */
  static void describe(Path init, Fingerprint fingerprint) throws IOException {
    if (Files.isDirectory(init)) {
      for (String name : FILES) {
        fingerprint.file("init " + name, init.resolve(name));
      }
      for (Path file : PretrainedParameters.files(init)) {
        fingerprint.file("init " + file.getFileName(), file);
      }
    } else {
      fingerprint.file("init", init);
    }
  }

  /** Adds what decides the vocabulary. */
  static void describeVocabulary(Path init, Fingerprint fingerprint) throws IOException {
    if (Files.isDirectory(init)) {
      fingerprint.file("init " + VOCABULARY, init.resolve(VOCABULARY));
    } else {
      fingerprint.file("init", init);
    }
  }

  /** The model's folder, unpacked into the workspace if it is a zip. */
  static Path folder(Path init, Workspace workspace) throws IOException {
    Path folder = init;
    if (!Files.isDirectory(init)) {
      folder = workspace.init();
      Files.createDirectories(workspace.root());
      ModelZip.unpack(init, folder);
    }
    for (String name : FILES) {
      if (!Files.isRegularFile(folder.resolve(name))) {
        throw new InvalidInputException(
            "snowbert.init is %s, which has no %s: name the folder or the zip of a trained model"
                .formatted(init, name));
      }
    }
    PretrainedParameters.files(folder);
    return folder;
  }
}
