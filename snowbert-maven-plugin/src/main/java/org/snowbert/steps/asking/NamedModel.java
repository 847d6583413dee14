package org.snowbert.steps.asking;

import java.io.IOException;
import java.nio.file.FileSystemException;
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
 * @param parameter what messages call the parameter
 * @param name its coordinates, or the name of its folder or zip
 * @param path its folder or zip
 */
public record NamedModel(String parameter, String name, Path path) {
  private static final List<String> OF_CHECKPOINT = List.of("config.json", "model.safetensors");

  /**
   * Its folder or zip. The checkpoint of a training lacks the vocabulary, which is that of the
   * tokens beside the checkpoints' folder: they are put together.
   *
   * @param workspace where that is done
   * @throws InvalidInputException if it is a checkpoint without a vocabulary
   */
  Path located(Layout workspace) throws IOException {
    Path vocabulary = path.resolve(ModelFolder.VOCABULARY);
    if (Files.isDirectory(path) && !Files.exists(vocabulary) && Checkpoint.read(path) != null) {
      Path tokens = path.toAbsolutePath().normalize().resolve("../../tokens/vocab.txt").normalize();
      if (!Files.exists(tokens)) {
        throw new InvalidInputException(
            "%s is %s, a checkpoint whose vocabulary is not where its training had it, in %s: name the folder or the zip of a trained model"
                .formatted(parameter, path, tokens));
      }
      return together(tokens, workspace.jobs().resolve(parameter));
    }
    return path;
  }

  private Path together(Path vocabulary, Path folder) throws IOException {
    Folders.delete(folder);
    Files.createDirectories(folder);
    Files.copy(vocabulary, folder.resolve(ModelFolder.VOCABULARY));
    for (String file : OF_CHECKPOINT) {
      link(path.resolve(file).toAbsolutePath(), folder.resolve(file));
    }
    return folder;
  }

  /** A checkpoint's files are never written again: one that has two names takes its room once. */
  private static void link(Path file, Path copy) throws IOException {
    try {
      Files.createLink(copy, file);
    } catch (UnsupportedOperationException | FileSystemException e) { // on another file system
      Files.copy(file, copy);
    }
  }
}
