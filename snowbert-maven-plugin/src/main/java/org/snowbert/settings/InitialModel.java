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
import org.snowbert.text.TokenizerConfig;

/**
 * The model that training starts from.
 *
 * @param name the coordinates, or the name of the folder or zip
 * @param path the folder or zip
 */
public record InitialModel(String name, Path path) {
  private static final String PARAMETER = "snowbert.init";
  private static final String LABEL = "init";

  /**
   * Checks all files of the model and reads its configuration.
   *
   * @throws InvalidInputException if training cannot start from the files
   */
  public BertConfig config() throws IOException {
    return ModelFiles.read(PARAMETER, path).config();
  }

  /** Checks all files of the model and reads the rules of its tokenizer. */
  public TokenizerConfig tokenizer() throws IOException {
    return ModelFiles.read(PARAMETER, path).tokenizer();
  }

  /** Adds the model's whole content to a fingerprint. */
  public void describe(Fingerprint fingerprint) throws IOException {
    ModelFiles.describe(fingerprint, LABEL, path);
  }

  /** Adds the model's tokenizer alone to a fingerprint. */
  public void describeTokenizer(Fingerprint fingerprint) throws IOException {
    ModelFiles.describeTokenizer(fingerprint, LABEL, path);
  }

  /**
   * The model's folder, into which a zip is unpacked.
   *
   * @param unpacked the folder for an unpacked zip
   */
  public Path folder(Path unpacked) throws IOException {
    Path folder = path;
    if (!Files.isDirectory(path)) {
      folder = unpacked;
      Files.createDirectories(unpacked.getParent());
      ModelZip.unpack(path, folder);
    }
    ModelFiles.require(PARAMETER, path, folder.resolve(ModelFolder.CONFIG));
    PretrainedParameters.files(folder);
    return folder;
  }
}
