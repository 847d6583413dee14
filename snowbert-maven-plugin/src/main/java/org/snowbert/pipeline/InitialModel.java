package org.snowbert.pipeline;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.List;
import java.util.zip.ZipException;
import org.snowbert.InvalidInputException;
import org.snowbert.ModelZip;
import org.snowbert.model.BertConfig;
import org.snowbert.model.PretrainedParameters;

/**
 * The model that training starts from.
 *
 * @param name its coordinates, or the name of its folder or zip
 * @param path its folder or zip
 */
public record InitialModel(String name, Path path) {
  static final String VOCABULARY = "vocab.txt";
  private static final String CONFIG = "config.json";
  private static final List<String> FILES = List.of(CONFIG, VOCABULARY);

  /**
   * Its configuration, read from a zip without unpacking it.
   *
   * @throws InvalidInputException if there is none, or one that the program does not compute
   */
  public BertConfig config() throws IOException {
    if (Files.isDirectory(path)) {
      return config(path);
    }
    try (FileSystem zip = FileSystems.newFileSystem(path)) {
      return config(zip.getPath("/"));
    } catch (ZipException | ProviderNotFoundException e) {
      throw new InvalidInputException(
          "snowbert.init is %s, which is no zip: name the folder or the zip of a trained model"
              .formatted(path),
          e);
    }
  }

  private BertConfig config(Path root) throws IOException {
    require(root, CONFIG);
    try {
      return BertConfig.read(root.resolve(CONFIG));
    } catch (InvalidInputException e) { // which names no zip
      throw new InvalidInputException("snowbert.init is %s: %s".formatted(path, e.getMessage()), e);
    }
  }

  /** Adds the model's whole content. */
  void describe(Fingerprint fingerprint) throws IOException {
    if (Files.isDirectory(path)) {
      for (String file : FILES) {
        fingerprint.file("init " + file, path.resolve(file));
      }
      for (Path file : PretrainedParameters.files(path)) {
        fingerprint.file("init " + file.getFileName(), file);
      }
    } else {
      fingerprint.file("init", path);
    }
  }

  /** Adds what decides the vocabulary. */
  void describeVocabulary(Fingerprint fingerprint) throws IOException {
    if (Files.isDirectory(path)) {
      fingerprint.file("init " + VOCABULARY, path.resolve(VOCABULARY));
    } else {
      fingerprint.file("init", path);
    }
  }

  /** The model's folder, unpacked into the workspace if it is a zip. */
  Path folder(Workspace workspace) throws IOException {
    Path folder = path;
    if (!Files.isDirectory(path)) {
      folder = workspace.init();
      Files.createDirectories(workspace.root());
      ModelZip.unpack(path, folder);
    }
    for (String file : FILES) {
      require(folder, file);
    }
    PretrainedParameters.files(folder);
    return folder;
  }

  private void require(Path folder, String file) {
    if (!Files.isRegularFile(folder.resolve(file))) {
      throw new InvalidInputException(
          "snowbert.init is %s, which has no %s: name the folder or the zip of a trained model"
              .formatted(path, file));
    }
  }
}
