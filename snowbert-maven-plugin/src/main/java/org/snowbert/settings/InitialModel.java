package org.snowbert.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.snowbert.InvalidInputException;
import org.snowbert.incremental.Fingerprint;
import org.snowbert.internal.ModelZip;
import org.snowbert.model.BertConfig;
import org.snowbert.model.ModelFolder;
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
   * The model's configuration, read after all of its files were checked.
   *
   * @throws InvalidInputException if training cannot start from them
   */
  public BertConfig config() throws IOException {
    return ModelFiles.read(PARAMETER, path).config();
  }

  /** How the model splits sentences into words, read after the same check. */
  public Segmentation segmentation() throws IOException {
    return ModelFiles.read(PARAMETER, path).segmentation();
  }

  /** Adds the model's whole content to a fingerprint. */
  public void describe(Fingerprint fingerprint) throws IOException {
    ModelFiles.describe(fingerprint, LABEL, path);
  }

  /** Adds the model's vocabulary alone to a fingerprint. */
  public void describeVocabulary(Fingerprint fingerprint) throws IOException {
    if (Files.isDirectory(path)) {
      fingerprint.file(LABEL + " " + ModelFolder.VOCABULARY, path.resolve(ModelFolder.VOCABULARY));
    } else {
      fingerprint.file(LABEL, path);
    }
  }

  /**
   * The model's folder.
   *
   * @param unpacked the folder into which a zip is unpacked
   */
  public Path folder(Path unpacked) throws IOException {
    Path folder = path;
    if (!Files.isDirectory(path)) {
      folder = unpacked;
      Files.createDirectories(unpacked.getParent());
      ModelZip.unpack(path, folder);
    }
    ModelFiles.require(PARAMETER, path, folder);
    PretrainedParameters.files(folder);
    return folder;
  }
}
