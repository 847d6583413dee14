package org.snowbert.training;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.snowbert.Folders;
import org.snowbert.InvalidInputException;
import org.snowbert.model.Accelerator;
import org.snowbert.model.Bert;
import org.snowbert.model.BertConfig;
import org.snowbert.model.Parameters;
import org.snowbert.text.Vocabulary;

/** A finished model, open for inference, from its folder or from the zip that was packaged. */
record LoadedModel(Bert bert, Vocabulary vocabulary) implements AutoCloseable {

  static LoadedModel open(Path model, Hardware hardware) throws IOException {
    if (Files.isDirectory(model)) {
      return openFolder(model, hardware);
    }
    Path unpacked = Files.createTempDirectory("snowbert");
    try {
      unpack(model, unpacked);
      return openFolder(unpacked, hardware);
    } finally {
      Folders.delete(unpacked); // the engine has copied what it needs
    }
  }

  private static LoadedModel openFolder(Path folder, Hardware hardware) throws IOException {
    Vocabulary vocabulary = Vocabulary.read(folder.resolve(ModelFolder.VOCABULARY));
    BertConfig config = BertConfig.read(folder.resolve(ModelFolder.CONFIG));
    Parameters parameters = Parameters.of(folder.resolve(ModelFolder.PARAMETERS), "");
    Accelerator accelerator = Accelerator.choose(hardware.device(), hardware.precision());
    return new LoadedModel(Bert.forInference(config, parameters, accelerator), vocabulary);
  }

  /** Takes the three files that a model is read from, and no other. */
  private static void unpack(Path zip, Path folder) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      for (String name :
          new String[] {ModelFolder.CONFIG, ModelFolder.PARAMETERS, ModelFolder.VOCABULARY}) {
        ZipEntry entry = file.getEntry(name);
        if (entry == null) {
          throw new InvalidInputException(zip + " has no " + name + "; package the model again");
        }
        try (InputStream content = file.getInputStream(entry)) {
          Files.copy(content, folder.resolve(name));
        }
      }
    } catch (ZipException e) {
      throw new InvalidInputException(
          zip + " is not a model's zip: " + e.getMessage() + "; package the model again", e);
    }
  }

  @Override
  public void close() {
    bert.close();
  }
}
