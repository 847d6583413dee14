package org.snowbert.settings;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.snowbert.InvalidInputException;
import org.snowbert.incremental.Fingerprint;
import org.snowbert.model.BertConfig;
import org.snowbert.model.ModelFolder;
import org.snowbert.model.PretrainedParameters;
import org.snowbert.text.TokenizerConfig;
import org.snowbert.text.Vocabulary;

/**
 * The description of a trained model in its files. Its parameters are not read, and its zip is not
 * unpacked.
 */
public record ModelFiles(BertConfig config, Vocabulary vocabulary, TokenizerConfig tokenizer) {
  /**
   * Reads a model.
   *
   * @param parameter the name that messages give the parameter
   * @param model the folder or zip of the model
   * @throws InvalidInputException if it is not a model, if SnowBERT cannot compute such a model, or
   *     if its files do not belong together
   */
  public static ModelFiles read(String parameter, Path model) throws IOException {
    if (Files.isDirectory(model)) {
      return read(parameter, model, model);
    }
    try (FileSystem zip = FileSystems.newFileSystem(model)) {
      return read(parameter, model, zip.getPath("/"));
    } catch (InvalidInputException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // a damaged zip causes many kinds
      throw new InvalidInputException(
          "%s is %s, which is damaged or not a zip: name the folder or the zip of a trained model"
              .formatted(parameter, model),
          e);
    }
  }

  private static ModelFiles read(String parameter, Path model, Path root) throws IOException {
    require(parameter, model, root.resolve(ModelFolder.CONFIG));
    try {
      BertConfig config = BertConfig.read(root.resolve(ModelFolder.CONFIG));
      TokenizerConfig tokenizer = TokenizerConfig.read(root);
      Vocabulary vocabulary = Vocabulary.read(vocabularyFile(parameter, model, root, tokenizer));
      config.requireVocabulary(model, vocabulary.size());
      PretrainedParameters.check(root, config);
      return new ModelFiles(config, vocabulary, tokenizer);
    } catch (InvalidInputException e) { // whose message names neither the parameter nor the zip
      throw new InvalidInputException(
          "%s is %s: %s".formatted(parameter, model, e.getMessage()), e);
    }
  }

  private static Path vocabularyFile(
      String parameter, Path model, Path root, TokenizerConfig tokenizer) {
    Path file = tokenizer.vocabularyFile(root);
    require(parameter, model, file);
    return file;
  }

  /** Requires a file that every model has. */
  static void require(String parameter, Path model, Path file) {
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(
          "%s is %s, which has no %s: name the folder or the zip of a trained model"
              .formatted(parameter, model, file.getFileName()));
    }
  }

  /** Adds the whole content of a model to a fingerprint. */
  public static void describe(Fingerprint fingerprint, String name, Path model) throws IOException {
    if (!Files.isDirectory(model)) {
      fingerprint.file(name, model);
      return;
    }
    fingerprint.file(name + " " + ModelFolder.CONFIG, model.resolve(ModelFolder.CONFIG));
    describeTokenizer(fingerprint, name, model);
    for (Path file : PretrainedParameters.files(model)) {
      fingerprint.file(name + " " + file.getFileName(), file);
    }
  }

  /** Adds the files of a model's tokenizer to a fingerprint. */
  static void describeTokenizer(Fingerprint fingerprint, String name, Path model)
      throws IOException {
    if (!Files.isDirectory(model)) {
      fingerprint.file(name, model);
      return;
    }
    for (String file : ModelFolder.TOKENIZER) {
      if (Files.exists(model.resolve(file))) {
        fingerprint.file(name + " " + file, model.resolve(file));
      }
    }
  }
}
