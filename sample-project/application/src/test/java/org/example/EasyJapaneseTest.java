package org.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.snowbert.FillMaskAnswer;
import org.snowbert.MaskedLanguageModel;

/** What a program does with the model, which Maven resolved as it does any dependency. */
class EasyJapaneseTest {
  private static MaskedLanguageModel model;

  @BeforeAll
  static void open() throws IOException {
    model = MaskedLanguageModel.open(Path.of(System.getProperty("model")));
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void itFillsAMask() {
    FillMaskAnswer answer = model.fillMask("秋には[MASK]が木から落ちる。", 5);
    assertEquals("秋には葉が木から落ちる。", answer.text());
    assertEquals("葉", answer.masks().get(0).get(0).token());
    assertTrue(answer.masks().get(0).get(0).probability() > 0.5);
  }

  @Test
  void likeSentencesHaveNearVectors() {
    List<float[]> vectors = model.vectors(List.of("母は水を飲みます。", "父は水を飲みました。", "冬には雪が山に降ります。"));
    double like = cosine(vectors.get(0), vectors.get(1));
    double unlike = cosine(vectors.get(0), vectors.get(2));
    assertTrue(like > unlike, like + " and " + unlike);
  }

  private static double cosine(float[] a, float[] b) {
    double dot = 0;
    double squareA = 0;
    double squareB = 0;
    for (int i = 0; i < a.length; i++) {
      dot += a[i] * b[i];
      squareA += a[i] * a[i];
      squareB += b[i] * b[i];
    }
    return dot / Math.sqrt(squareA * squareB);
  }
}
