package org.snowbert.inference;

import com.google.gson.Gson;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.snowbert.FillMaskAnswer.Candidate;

/**
 * A text, and the results of MeCab with IPADIC and transformers 5.18 for it, which {@code
 * bench/golden_text.py} writes.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record GoldenText(String text, int[] ids, List<List<Candidate>> masks, float[] vector) {
  /**
   * The folder of the Japanese model, with the files that this library needs and those for Python.
   */
  public static Path model() {
    return model("japanese");
  }

  /**
   * The folder of a model.
   *
   * @param kind as the script names it, such as {@code uncased}
   */
  public static Path model(String kind) {
    try {
      return Path.of(Objects.requireNonNull(GoldenText.class.getResource(kind)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public static List<GoldenText> all() throws IOException {
    return all("japanese");
  }

  /** The texts of a kind of model. */
  public static List<GoldenText> all(String kind) throws IOException {
    String json = Files.readString(model(kind).resolve("expected.json"));
    return List.of(new Gson().fromJson(json, GoldenText[].class));
  }
}
