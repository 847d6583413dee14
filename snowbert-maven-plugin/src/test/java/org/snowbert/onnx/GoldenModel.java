package org.snowbert.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.snowbert.model.BertConfig;

/** The small models of the library's tests, which {@code bench/golden.py} wrote. */
public final class GoldenModel {
  private GoldenModel() {}

  /** Copies files of a model into a folder. */
  public static void copy(String name, Path folder, String... files) throws IOException {
    for (String file : files) {
      try (InputStream resource = BertConfig.class.getResourceAsStream(name + "/" + file)) {
        Files.copy(Objects.requireNonNull(resource, file), folder.resolve(file));
      }
    }
  }
}
