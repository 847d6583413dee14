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
 * A text and what transformers 5.18 made of it, with MeCab and IPADIC before it, as {@code
 * bench/golden_text.py} writes it.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record GoldenText(String text, int[] ids, List<List<Candidate>> masks, float[] vector) {
  /** The folder of the model, with the files that it needs and those that Python needs. */
  public static Path model() {
    try {
      return Path.of(Objects.requireNonNull(GoldenText.class.getResource("texts")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public static List<GoldenText> all() throws IOException {
    String json = Files.readString(model().resolve("expected.json"));
    return List.of(new Gson().fromJson(json, GoldenText[].class));
  }
}
