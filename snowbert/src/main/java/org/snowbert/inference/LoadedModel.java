package org.snowbert.inference;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.snowbert.InvalidInputException;
import org.snowbert.internal.ModelZip;
import org.snowbert.model.Accelerator;
import org.snowbert.model.Bert;
import org.snowbert.model.BertConfig;
import org.snowbert.model.ModelFolder;
import org.snowbert.model.Parameters;
import org.snowbert.model.PretrainedParameters;
import org.snowbert.text.Tokenizer;
import org.snowbert.text.TokenizerConfig;
import org.snowbert.text.Vocabulary;

/**
 * A finished model, open for inference. Inference is thread-safe; the model must not be closed
 * meanwhile.
 */
public record LoadedModel(Bert bert, Vocabulary vocabulary, Tokenizer tokenizer)
    implements AutoCloseable {

  /**
   * Opens a model's folder, or the zip that a build made of it.
   *
   * @throws InvalidInputException if the path is neither, or its files do not belong together
   * @throws IOException if a file cannot be read
   */
  public static LoadedModel open(Path model, Accelerator accelerator) throws IOException {
    if (!model.getFileSystem().equals(FileSystems.getDefault())) {
      throw new InvalidInputException(
          "%s is not a file or folder of this machine, but of %s: copy it to one"
              .formatted(model, model.getFileSystem()));
    }
    if (Files.isDirectory(model)) {
      return openFolder(model, accelerator);
    }
    if (!Files.exists(model)) {
      throw new InvalidInputException(
          "there is no model %s: name the folder or the zip of a trained model".formatted(model));
    }
    try (TemporaryFolder temporary = TemporaryFolder.make()) {
      Path unpacked = temporary.path().resolve(model.getFileName()); // messages show this name
      ModelZip.unpack(model, unpacked);
      if (!Files.exists(unpacked.resolve(ModelFolder.CONFIG))) {
        throw new InvalidInputException(
            "%s has no %s at its root: name the zip of a trained model"
                .formatted(model, ModelFolder.CONFIG));
      }
      return openFolder(unpacked, accelerator); // the engine copies the files that it needs
    }
  }

  private static LoadedModel openFolder(Path folder, Accelerator accelerator) throws IOException {
    TokenizerConfig tokenizer = TokenizerConfig.read(folder);
    Vocabulary vocabulary = Vocabulary.read(tokenizer.vocabularyFile(folder));
    BertConfig config = BertConfig.read(folder.resolve(ModelFolder.CONFIG));
    config.requireVocabulary(folder, vocabulary.size());
    Parameters parameters = PretrainedParameters.open(folder);
    Bert bert = Bert.forInference(config, parameters, accelerator);
    try {
      return new LoadedModel(bert, vocabulary, new Tokenizer(vocabulary, tokenizer));
    } catch (IOException | RuntimeException | LinkageError e) { // of the tokenizer
      bert.close();
      throw e;
    }
  }

  @Override
  public void close() {
    tokenizer.close();
    bert.close();
  }
}
