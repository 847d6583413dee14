package org.snowbert.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.model.Python;
import org.snowbert.text.Segmentation;
import org.snowbert.text.TextEncoder;
import org.snowbert.text.TokenizerFiles;
import org.snowbert.text.Vocabulary;

/** Compares the segmenter for other languages with transformers' BertTokenizer. */
final class WhitespaceTest {
  private static final Gson GSON = new Gson();
  private static final Path WORDS = Path.of("src/test/resources/org/snowbert/tokens/words");
  private static final Segmentation SEGMENTATION = Segmentation.WHITESPACE;

  private static String[] texts() throws IOException {
    return GSON.fromJson(Files.readString(WORDS.resolve("texts.json")), String[].class);
  }

  private static int[][] ids(Path expected) throws IOException {
    return GSON.fromJson(
        GSON.fromJson(Files.readString(expected), JsonObject.class).get("ids"), int[][].class);
  }

  private static List<String> segment(String text) {
    return SEGMENTATION.segmenter().segment(SEGMENTATION.normalize(text));
  }

  private static Vocabulary learn(List<String> texts, int size) {
    Map<String, Long> counts = new HashMap<>();
    texts.forEach(text -> segment(text).forEach(word -> counts.merge(word, 1L, Long::sum)));
    return VocabularyLearner.learn(counts, size);
  }

  private static void assertTokens(Vocabulary vocabulary, List<String> texts, int[][] expected)
      throws IOException {
    try (TextEncoder encoder = new TextEncoder(vocabulary, SEGMENTATION)) {
      for (int i = 0; i < expected.length; i++) {
        assertThat(encoder.encode(texts.get(i))).as(texts.get(i)).isEqualTo(expected[i]);
      }
      assertThat(expected).hasNumberOfRows(texts.size());
    }
  }

  @Test
  void wordsStandBetweenSpacesAndPunctuationStandsApart() {
    assertThat(segment("He said: \"Don't—it's 3½!\""))
        .containsExactly(
            "He", "said", ":", "\"", "Don", "'", "t", "—", "it", "'", "s", "3½", "!", "\"");
    assertThat(segment("Größe\u00a0 ΕΛΛΑΔΑ\t고양이")).containsExactly("Größe", "ΕΛΛΑΔΑ", "고양이");
    assertThat(segment(" \u3000\n")).isEmpty();
  }

  @Test
  void onlySpacesAndInvisibleCharactersChange() {
    assertThat(SEGMENTATION.normalize("\ufeff ﬁne—“Ｗ”\r\nso\u00adft\u0000\ud800\u2003ﬆ\ufffd "))
        .isEqualTo("ﬁne—“Ｗ”  soft ﬆ");
  }

  @Test
  void tokensAreThoseOfTransformers() throws IOException {
    assertTokens(
        Vocabulary.read(WORDS.resolve("vocab.txt")),
        List.of(texts()),
        ids(WORDS.resolve("expected.json")));
    assertThat(Segmentation.read(WORDS)).isEqualTo(SEGMENTATION);
  }

  /** The sentences are hundreds of odd ones, made of parts of the others with masks between. */
  @Test
  void theFilesMakeTheSameTokenizerInPython(@TempDir Path folder) throws Exception {
    Python python = Python.with("transformers", folder);
    Random random = new Random(5);
    List<String> pool = new ArrayList<>();
    for (String text : texts()) {
      pool.addAll(List.of(text.split("(?<=[ ,.])")));
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      Collections.shuffle(pool, random);
      texts.add(
          String.join(i % 3 == 0 ? "" : " ", pool.subList(0, 8)) + (i % 5 == 0 ? "[MASK]." : ""));
    }
    Vocabulary vocabulary = learn(texts.subList(0, 300), 900);
    TokenizerFiles.write(vocabulary, SEGMENTATION, folder);
    Path written = Files.writeString(folder.resolve("texts.json"), GSON.toJson(texts));
    Path told = folder.resolve("told.json");
    python.run("golden_words.py", folder.toString(), written.toString(), told.toString());
    assertTokens(vocabulary, texts, ids(told));
    assertThat(Files.readString(told)).contains("\"BertTokenizer\"");
  }

  @Test
  void tokenizerJsonTakesPlainText(@TempDir Path folder) throws IOException {
    Vocabulary vocabulary = Vocabulary.read(WORDS.resolve("vocab.txt"));
    TokenizerFiles.write(vocabulary, SEGMENTATION, folder);
    try (HuggingFaceTokenizer tokenizer =
        HuggingFaceTokenizer.newInstance(folder.resolve("tokenizer.json"))) {
      int[][] expected = ids(WORDS.resolve("expected.json"));
      for (int i = 0; i < expected.length; i++) {
        assertThat(LongStream.of(tokenizer.encode(texts()[i]).getIds()).mapToInt(Math::toIntExact))
            .containsExactly(Arrays.stream(expected[i]).boxed().toArray(Integer[]::new));
      }
    }
  }
}
