package org.snowbert.steps.asking;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.snowbert.InvalidInputException;
import org.snowbert.internal.Folders;
import org.snowbert.jobs.Layout;
import org.snowbert.jobs.results.Checkpoint;
import org.snowbert.model.ModelFolder;

/**
 * A model that a parameter names.
 *
 * @param parameter the name of the parameter in messages
 * @param name the coordinates of the model, or the name of its folder or zip
 * @param path the folder or zip of the model
 */
public record NamedModel(String parameter, String name, Path path) {
  private static final List<String> OF_CHECKPOINT =
      List.of(ModelFolder.CONFIG, ModelFolder.PARAMETERS);

  /**
   * The folder or zip of the model. A checkpoint has no tokenizer, so it is put into one folder
   * with the tokenizer of its training, which lies in {@code tokens} beside the checkpoints.
   *
   * @param layout the place of that folder
   * @throws InvalidInputException if the tokenizer of a checkpoint is not there
   */
  Path located(Layout layout) throws IOException {
    Path vocabulary = path.resolve(ModelFolder.VOCABULARY);
    if (Files.isDirectory(path) && !Files.exists(vocabulary) && Checkpoint.read(path) != null) {
      Path tokens = path.toAbsolutePath().normalize().resolve("../../tokens").normalize();
      for (String file : ModelFolder.TOKENIZER) {
        if (!Files.exists(tokens.resolve(file))) {
          throw new InvalidInputException(
              "%s is %s, a checkpoint whose tokenizer %s is missing: name the folder or the zip of a trained model"
                  .formatted(parameter, path, tokens.resolve(file)));
        }
      }
      return together(tokens, layout.jobs().resolve(parameter));
    }
    return path;
  }

  private Path together(Path tokens, Path folder) throws IOException {
    Folders.delete(folder);
    Files.createDirectories(folder);
    for (String file : ModelFolder.TOKENIZER) {
      Files.copy(tokens.resolve(file), folder.resolve(file));
    }
    for (String file : OF_CHECKPOINT) {
      // Safe, because no checkpoint ever changes.
      Folders.linkOrCopy(path.resolve(file).toAbsolutePath(), folder.resolve(file));
    }
    return folder;
  }
}
