package org.snowbert.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.snowbert.internal.Folders;
import org.snowbert.safetensors.SafeTensorsWriter;

/**
 * The folder {@code model}: what transformers' {@code from_pretrained} reads, and beside it the
 * same model for whatever loads TorchScript.
 */
public final class ModelFolder {
  public static final String CONFIG = "config.json";
  static final String PARAMETERS = "model.safetensors";
  static final String TORCH_SCRIPT = "model.pt";
  public static final String VOCABULARY = "vocab.txt";
  private static final List<String> TOKENIZER =
      List.of(VOCABULARY, "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json");

  /**
   * What DJL needs to know, beside the file's name: that the model goes to the device that is asked
   * for, and what turns text into its three inputs.
   */
  private static final String SERVING =
      """
      engine=PyTorch
      option.mapLocation=true
      translatorFactory=ai.djl.huggingface.translator.FillMaskTranslatorFactory
      includeTokenTypes=true
      """;

  private ModelFolder() {}

  /** Writes the folder beside its place, then into it. */
  public static void write(Path folder, Bert bert, Path tokens) throws IOException {
    Path temporary = folder.resolveSibling(folder.getFileName() + ".tmp");
    Folders.delete(temporary);
    Files.createDirectories(temporary);
    bert.config().write(temporary.resolve(CONFIG));
    SafeTensorsWriter parameters = new SafeTensorsWriter().metadata("format", "pt");
    bert.writeParameters(parameters);
    parameters.write(temporary.resolve(PARAMETERS));
    TorchModel.write(temporary.resolve(TORCH_SCRIPT), bert);
    Files.writeString(temporary.resolve("serving.properties"), SERVING);
    for (String file : TOKENIZER) {
      Files.copy(tokens.resolve(file), temporary.resolve(file));
    }
    Folders.replace(temporary, folder);
  }
}
