package org.snowbert.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.snowbert.internal.Folders;
import org.snowbert.safetensors.SafeTensorsWriter;

/**
 * The folder {@code model}: the files that transformers' {@code from_pretrained} reads, and the
 * same model as TorchScript.
 */
public final class ModelFolder {
  public static final String CONFIG = "config.json";
  public static final String PARAMETERS = "model.safetensors";
  private static final String TORCH_SCRIPT = "model.pt";
  private static final String SERVING_PROPERTIES = "serving.properties";
  public static final String VOCABULARY = "vocab.txt";

  /** The files of the model as TorchScript. */
  public static final List<String> TORCH_SCRIPT_FILES = List.of(TORCH_SCRIPT, SERVING_PROPERTIES);

  /** The files of the tokenizer. */
  public static final List<String> TOKENIZER =
      List.of(VOCABULARY, "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json");

  /**
   * Settings for DJL: it loads the model onto the device that its caller chooses, and turns text
   * into the three inputs.
   */
  private static final String SERVING =
      """
      engine=PyTorch
      option.mapLocation=true
      translatorFactory=ai.djl.huggingface.translator.FillMaskTranslatorFactory
      includeTokenTypes=true
      """;

  private ModelFolder() {}

  /** Writes the folder under a temporary name and then moves it, so that it appears whole. */
  public static void write(Path folder, Bert bert, Path tokens) throws IOException {
    Path temporary = folder.resolveSibling(folder.getFileName() + ".tmp");
    Folders.delete(temporary);
    Files.createDirectories(temporary);
    bert.config().write(temporary.resolve(CONFIG));
    writeParameters(temporary.resolve(PARAMETERS), bert);
    TorchModel.write(temporary.resolve(TORCH_SCRIPT), bert);
    Files.writeString(temporary.resolve(SERVING_PROPERTIES), SERVING);
    for (String file : TOKENIZER) {
      Files.copy(tokens.resolve(file), temporary.resolve(file));
    }
    Folders.replace(temporary, folder);
  }

  /** Writes the parameters of a model as transformers reads them. */
  public static void writeParameters(Path file, Bert bert) throws IOException {
    SafeTensorsWriter parameters = new SafeTensorsWriter().metadata("format", "pt");
    bert.writeParameters(parameters);
    parameters.write(file);
  }
}
