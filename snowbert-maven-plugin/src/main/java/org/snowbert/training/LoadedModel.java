package org.snowbert.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.snowbert.Folders;
import org.snowbert.ModelZip;
import org.snowbert.model.Accelerator;
import org.snowbert.model.Bert;
import org.snowbert.model.BertConfig;
import org.snowbert.model.Parameters;
import org.snowbert.model.PretrainedParameters;
import org.snowbert.text.Vocabulary;

/** A finished model, open for inference, from its folder or from the zip that was packaged. */
record LoadedModel(Bert bert, Vocabulary vocabulary) implements AutoCloseable {

  static LoadedModel open(Path model, Hardware hardware) throws IOException {
    if (Files.isDirectory(model)) {
      return openFolder(model, hardware);
    }
    Path temporary = Files.createTempDirectory("snowbert");
    try {
      Path unpacked = temporary.resolve(model.getFileName()); // for messages about what it holds
      ModelZip.unpack(model, unpacked);
      return openFolder(unpacked, hardware);
    } finally {
      Folders.delete(temporary); // the engine has copied what it needs
    }
  }

  private static LoadedModel openFolder(Path folder, Hardware hardware) throws IOException {
    Vocabulary vocabulary = Vocabulary.read(folder.resolve(ModelFolder.VOCABULARY));
    BertConfig config = BertConfig.read(folder.resolve(ModelFolder.CONFIG));
    config.requireVocabulary(folder, vocabulary.size());
    Parameters parameters = PretrainedParameters.open(folder);
    Accelerator accelerator = Accelerator.choose(hardware.device(), hardware.precision());
    return new LoadedModel(Bert.forInference(config, parameters, accelerator), vocabulary);
  }

  @Override
  public void close() {
    bert.close();
  }
}
