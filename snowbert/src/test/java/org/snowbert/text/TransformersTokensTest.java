package org.snowbert.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowbert.model.Python;

/** Compares tokens with those of transformers' tokenizers. */
final class TransformersTokensTest {
  private static final Gson GSON = new Gson();
  private static final Path STORED = Path.of("src/test/resources/org/snowbert/text/bert");
  private static final int TEXTS = 10_000;

  /** What {@code bench/golden_words.py} writes. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Told(String tokenizer, int[][] ids, int[][] fast) {}

  private static Told told(Path file) throws IOException {
    return GSON.fromJson(Files.readString(file), Told.class);
  }

  private static void assertTokens(Tokenizer tokenizer, List<String> texts, int[][] expected) {
    assertThat(expected).hasNumberOfRows(texts.size());
    for (int i = 0; i < expected.length; i++) {
      assertThat(tokenizer.encode(texts.get(i))).as(texts.get(i)).isEqualTo(expected[i]);
    }
  }

  /** Configurations that people publish, and what transformers 5.18 made of texts with each. */
  @ParameterizedTest
  @ValueSource(strings = {"cased", "uncased", "plain", "uncased-accents", "cased-stripped"})
  void tokensOfABertTokenizerAreThoseThatTransformersMade(String name, @TempDir Path folder)
      throws IOException {
    Files.copy(STORED.resolve("vocab.txt"), folder.resolve("vocab.txt"));
    Files.copy(STORED.resolve(name + ".config.json"), folder.resolve("tokenizer_config.json"));
    TokenizerConfig config = TokenizerConfig.read(folder);
    Vocabulary vocabulary = Vocabulary.read(config.vocabularyFile(folder));
    String[] texts = GSON.fromJson(Files.readString(STORED.resolve("texts.json")), String[].class);
    try (Tokenizer tokenizer = new Tokenizer(vocabulary, config)) {
      assertTokens(tokenizer, List.of(texts), told(STORED.resolve(name + ".expected.json")).ids());
    }
  }

  static Stream<TokenizerConfig> configurations() {
    return TokenizerConfigTest.configurations();
  }

  /**
   * The published files, and random texts over all scripts with special tokens between. Python
   * reads Japanese text with blanks between MeCab's words, which another test compares with MeCab.
   */
  @ParameterizedTest
  @MethodSource("configurations")
  void thePublishedFilesMakeTheSameTokensInPython(TokenizerConfig config, @TempDir Path folder)
      throws Exception {
    Python python = Python.with("transformers", folder);
    List<String> texts = texts();
    Vocabulary vocabulary = vocabulary(config, texts.subList(0, TEXTS / 4));
    TokenizerFiles.write(vocabulary, config, folder);
    List<String> read = config.isJapanese() ? segmented(config, texts) : texts;
    Path written = Files.writeString(folder.resolve("texts.json"), GSON.toJson(read));
    Path told = folder.resolve("told.json");
    python.run("golden_words.py", folder.toString(), written.toString(), told.toString());
    assertThat(told(told).tokenizer())
        .startsWith(config.isJapanese() ? "BertJapaneseTokenizer" : "BertTokenizer"); // 4: …Fast
    try (Tokenizer tokenizer = new Tokenizer(vocabulary, config)) {
      assertTokens(tokenizer, texts, told(told).ids());
      assertTokens(tokenizer, texts, told(told).fast());
    }
  }

  /** Texts of the characters of Unicode 13, since Python and Rust know more than the JDK does. */
  private static List<String> texts() {
    List<String> texts =
        new ArrayList<>(
            new RandomText()
                .sentences(2 * TEXTS)
                .filter(text -> text.codePoints().allMatch(Character::isDefined))
                .limit(TEXTS)
                .toList());
    for (int i = 1; i < texts.size(); i += 7) {
      texts.set(i, texts.get(i) + "[MASK]" + texts.get(i - 1) + "[SEP]");
    }
    assertThat(texts).hasSize(TEXTS);
    return texts;
  }

  /** A vocabulary of the words of some texts, and of their characters at both places of a word. */
  private static Vocabulary vocabulary(TokenizerConfig config, List<String> texts)
      throws IOException {
    Set<String> tokens = new LinkedHashSet<>(Vocabulary.SPECIALS);
    try (Segmenter segmenter = config.segmenter()) {
      for (String text : texts) {
        for (String word : segmenter.segment(config.normalize(text))) {
          tokens.add(word);
          word.codePoints()
              .mapToObj(Character::toString)
              .forEach(
                  character -> {
                    tokens.add(character);
                    tokens.add(Vocabulary.CONTINUATION + character);
                  });
        }
      }
    }
    return Vocabulary.of(List.copyOf(tokens));
  }

  private static List<String> segmented(TokenizerConfig config, List<String> texts)
      throws IOException {
    List<String> segmented = new ArrayList<>();
    try (Segmenter segmenter = config.segmenter()) {
      for (String text : texts) {
        List<String> words = new ArrayList<>();
        for (String part : SpecialTokens.parts(text)) {
          words.addAll(
              Vocabulary.SPECIALS.contains(part)
                  ? List.of(part)
                  : segmenter.segment(config.normalize(part)));
        }
        segmented.add(String.join(" ", words));
      }
    }
    return segmented;
  }
}
