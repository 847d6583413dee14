package org.snowbert.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.snowbert.InvalidInputException;
import org.snowbert.incremental.Fingerprint;
import org.snowbert.internal.ModelZip;
import org.snowbert.jobs.Layout;
import org.snowbert.model.BertConfig;
import org.snowbert.model.PretrainedParameters;
import org.snowbert.text.Segmentation;

/**
 * The model that training starts from.
 *
 * @param name its coordinates, or the name of its folder or zip
 * @param path its folder or zip
 */
public record InitialModel(String name, Path path) {
  private static final String PARAMETER = "snowbert.init";
  private static final String LABEL = "init";

  /**
   * Its configuration, after a look at all of its files.
   *
   * @throws InvalidInputException if training cannot start from them
   */
  public BertConfig config() throws IOException {
    return ModelFiles.read(PARAMETER, path).config();
  }

  /** How it finds words, after the same look. */
  public Segmentation segmentation() throws IOException {
    return ModelFiles.read(PARAMETER, path).segmentation();
  }

  /** Adds the model's whole content. */
  public void describe(Fingerprint fingerprint) throws IOException {
    ModelFiles.describe(fingerprint, LABEL, path);
  }

  /** Adds what decides the vocabulary. */
  public void describeVocabulary(Fingerprint fingerprint) throws IOException {
    if (Files.isDirectory(path)) {
      fingerprint.file(LABEL + " " + ModelFiles.VOCABULARY, path.resolve(ModelFiles.VOCABULARY));
    } else {
      fingerprint.file(LABEL, path);
    }
  }

  /** The model's folder, unpacked into the workspace if it is a zip. */
  public Path folder(Layout workspace) throws IOException {
    Path folder = path;
    if (!Files.isDirectory(path)) {
      folder = workspace.init();
      Files.createDirectories(workspace.root());
      ModelZip.unpack(path, folder);
    }
    ModelFiles.require(PARAMETER, path, folder);
    PretrainedParameters.files(folder);
    return folder;
  }
}
