package org.snowbert.settings;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.snowbert.InvalidInputException;
import org.snowbert.incremental.Fingerprint;
import org.snowbert.model.BertConfig;
import org.snowbert.model.ModelFolder;
import org.snowbert.model.PretrainedParameters;
import org.snowbert.text.Segmentation;
import org.snowbert.text.Vocabulary;

/** What a trained model says of itself, its parameters left unread and its zip not unpacked. */
public record ModelFiles(BertConfig config, Vocabulary vocabulary, Segmentation segmentation) {
  private static final List<String> ALL = List.of(ModelFolder.CONFIG, ModelFolder.VOCABULARY);

  /**
   * Reads a model.
   *
   * @param parameter what messages call the parameter that names it
   * @param model its folder or zip
   * @throws InvalidInputException if it is none, if the program does not compute it, or if its
   *     files do not belong together
   */
  public static ModelFiles read(String parameter, Path model) throws IOException {
    if (Files.isDirectory(model)) {
      return read(parameter, model, model);
    }
    try (FileSystem zip = FileSystems.newFileSystem(model)) {
      return read(parameter, model, zip.getPath("/"));
    } catch (InvalidInputException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // a damaged zip's are many
      throw new InvalidInputException(
          "%s is %s, which is no sound zip: name the folder or the zip of a trained model"
              .formatted(parameter, model),
          e);
    }
  }

  private static ModelFiles read(String parameter, Path model, Path root) throws IOException {
    require(parameter, model, root);
    try {
      BertConfig config = BertConfig.read(root.resolve(ModelFolder.CONFIG));
      Vocabulary vocabulary = Vocabulary.read(root.resolve(ModelFolder.VOCABULARY));
      config.requireVocabulary(model, vocabulary.size());
      PretrainedParameters.check(root, config);
      return new ModelFiles(config, vocabulary, Segmentation.read(root));
    } catch (InvalidInputException e) { // which names neither the parameter nor a zip
      throw new InvalidInputException(
          "%s is %s: %s".formatted(parameter, model, e.getMessage()), e);
    }
  }

  /** Requires what there is one of, whatever else holds the parameters. */
  static void require(String parameter, Path model, Path root) {
    for (String file : ALL) {
      if (!Files.isRegularFile(root.resolve(file))) {
        throw new InvalidInputException(
            "%s is %s, which has no %s: name the folder or the zip of a trained model"
                .formatted(parameter, model, file));
      }
    }
  }

  /** Adds a model's whole content, under a name. */
  public static void describe(Fingerprint fingerprint, String name, Path model) throws IOException {
    if (!Files.isDirectory(model)) {
      fingerprint.file(name, model);
      return;
    }
    for (String file : ALL) {
      fingerprint.file(name + " " + file, model.resolve(file));
    }
    for (Path file : PretrainedParameters.files(model)) {
      fingerprint.file(name + " " + file.getFileName(), file);
    }
  }
}
