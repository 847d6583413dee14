package org.snowbert.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.InvalidInputException;
import org.snowbert.jobs.TokenFolder;
import org.snowbert.jobs.TokenizeRequest;
import org.snowbert.jobs.results.TokenizeReport;
import org.snowbert.settings.TokenizeSettings;
import org.snowbert.text.Segmenter;
import org.snowbert.text.TokenizerConfig;
import org.snowbert.text.Vocabulary;

class TokenizationTest {
  private static final String SPECIALS = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n";

  private final Path directory;
  private final Path sentences;
  private final Path output;

  TokenizationTest(@TempDir Path directory) {
    this.directory = directory;
    this.sentences = directory.resolve("sentences.txt");
    this.output = directory.resolve("tokens");
  }

  /** 200 sentences, each twice. */
  @BeforeEach
  void writeSentences() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      lines.add("私は本を" + (i % 200) + "冊読みました。");
    }
    Files.write(sentences, lines);
  }

  private TokenizeRequest request(
      @Nullable Path vocabulary, double validationFraction, long seed, int maxLength) {
    return new TokenizeRequest(
        sentences,
        new TokenFolder(output),
        vocabulary,
        new TokenizeSettings(
            null, 32_000, TokenizerConfig.JAPANESE, validationFraction, maxLength, seed));
  }

  private List<List<String>> read(String name) throws IOException {
    Vocabulary vocabulary = Vocabulary.read(output.resolve("vocab.txt"));
    TokenFile tokens = TokenFile.open(output.resolve(name));
    List<List<String>> read = new ArrayList<>();
    for (int i = 0; i < tokens.sentences(); i++) {
      int[] ids = new int[tokens.length(i)];
      tokens.read(i, ids, 0);
      read.add(IntStream.of(ids).mapToObj(vocabulary::token).toList());
    }
    return read;
  }

  @Test
  void sentencesAreEncodedAndDividedInTheCorpussOrder() throws IOException {
    TokenizeReport report = Tokenization.run(request(null, 0.25, 42, 128));

    List<List<String>> train = read("train.safetensors");
    List<List<String>> validation = read("validation.safetensors");
    assertThat(report.counts().trainSentences()).isEqualTo(train.size());
    assertThat(report.counts().validationSentences())
        .isEqualTo(validation.size())
        .isBetween(60, 140);
    assertThat(train.size() + validation.size()).isEqualTo(400);
    assertThat(report.counts().trainTokens()).isEqualTo(train.stream().mapToLong(List::size).sum());
    assertThat(train).allSatisfy(s -> assertThat(s).startsWith("[CLS]", "私").endsWith("[SEP]"));
    int half = train.size() / 2;
    assertThat(train.subList(0, half)).isEqualTo(train.subList(half, train.size()));
    assertThat(report.counts().vocabulary())
        .isEqualTo(Vocabulary.read(output.resolve("vocab.txt")).size());
  }

  @Test
  void withAFractionOf0AllSentencesAreForTraining() throws IOException {
    TokenizeReport report = Tokenization.run(request(null, 0, 42, 128));
    assertThat(report.counts().trainSentences()).isEqualTo(400);
    assertThat(report.counts().validationSentences()).isZero();
    assertThat(read("train.safetensors")).hasSize(400);
    assertThat(read("validation.safetensors")).isEmpty();
  }

  @Test
  void equalSentencesAreNeverOnBothSides() throws IOException {
    Tokenization.run(request(null, 0.25, 42, 128));

    Set<List<String>> train = new HashSet<>(read("train.safetensors"));
    assertThat(read("validation.safetensors")).doesNotContainAnyElementsOf(train);
  }

  @Test
  void theVocabularyIsLearnedFromTheTrainingSentencesAlone() throws IOException {
    Tokenization.run(request(null, 0.25, 42, 128));

    Split split = new Split(42, 0.25);
    Segmenter segmenter = TokenizerConfig.JAPANESE.segmenter();
    Map<String, Long> counts = new HashMap<>();
    Files.readAllLines(sentences).stream()
        .filter(sentence -> !split.isValidation(sentence))
        .flatMap(sentence -> segmenter.segment(sentence).stream())
        .forEach(word -> counts.merge(word, 1L, Long::sum));
    Path expected = directory.resolve("expected.txt");
    VocabularyLearner.learn(counts, 32_000).write(expected);
    assertThat(output.resolve("vocab.txt")).hasSameTextualContentAs(expected);
  }

  @Test
  void theSameRequestGivesTheSameBytesAndAnotherSeedAnotherSplit() throws IOException {
    Tokenization.run(request(null, 0.25, 42, 128));
    byte[] first = Files.readAllBytes(output.resolve("train.safetensors"));
    byte[] tokenizer = Files.readAllBytes(output.resolve("tokenizer.json"));

    Tokenization.run(request(null, 0.25, 42, 128));
    assertThat(output.resolve("train.safetensors")).hasBinaryContent(first);
    assertThat(output.resolve("tokenizer.json")).hasBinaryContent(tokenizer);

    Tokenization.run(request(null, 0.25, 43, 128));
    assertThat(Files.readAllBytes(output.resolve("train.safetensors"))).isNotEqualTo(first);
  }

  @Test
  void theUsersVocabularyIsTakenAndUnknownTokensAreCounted() throws IOException {
    Path vocabulary = directory.resolve("mine.txt");
    Files.writeString(vocabulary, SPECIALS + "私\nは\n本\nを\n。\n");

    TokenizeReport report = Tokenization.run(request(vocabulary, 0.25, 42, 128));

    assertThat(output.resolve("vocab.txt")).hasSameBinaryContentAs(vocabulary);
    assertThat(report.counts().vocabulary()).isEqualTo(10);
    assertThat(read("train.safetensors").get(0))
        .startsWith("[CLS]", "私", "は", "本", "を", "[UNK]")
        .endsWith("。", "[SEP]");
    long unknown =
        Stream.concat(read("train.safetensors").stream(), read("validation.safetensors").stream())
            .flatMap(List::stream)
            .filter("[UNK]"::equals)
            .count();
    assertThat(report.counts().unknownTokens()).isEqualTo(unknown);
    assertThat(report.unknownWords()).hasSizeBetween(1, 10).doesNotContain("私", "は");
  }

  @Test
  void longSentencesAreCutAndStillEndInSep() throws IOException {
    TokenizeReport report = Tokenization.run(request(null, 0.25, 42, 5));

    assertThat(report.counts().truncated()).isEqualTo(400);
    assertThat(read("train.safetensors"))
        .allSatisfy(s -> assertThat(s).containsExactly("[CLS]", "私", "は", "本", "[SEP]"));
  }

  @Test
  void aSentenceOfExactlyTheMaximumLengthIsNotCut() throws IOException {
    Tokenization.run(request(null, 0.25, 42, 128));
    int longest =
        Stream.concat(read("train.safetensors").stream(), read("validation.safetensors").stream())
            .mapToInt(List::size)
            .max()
            .orElseThrow();

    assertThat(Tokenization.run(request(null, 0.25, 42, longest)).counts().truncated()).isZero();
    assertThat(Tokenization.run(request(null, 0.25, 42, longest - 1)).counts().truncated())
        .isPositive();
  }

  @Test
  void theTokenizersFilesAreThoseOfTheVocabulary() throws IOException {
    Tokenization.run(request(null, 0.25, 42, 128));

    assertThat(output.toFile().list())
        .containsExactlyInAnyOrder(
            "vocab.txt",
            "tokenizer.json",
            "tokenizer_config.json",
            "special_tokens_map.json",
            "train.safetensors",
            "validation.safetensors");
    JsonObject tokenizer = json("tokenizer.json");
    assertThat(tokenizer.get("truncation").isJsonNull()).isTrue();
    assertThat(tokenizer.getAsJsonArray("added_tokens")).hasSize(5);
    JsonObject pieces = tokenizer.getAsJsonObject("model").getAsJsonObject("vocab");
    Vocabulary vocabulary = Vocabulary.read(output.resolve("vocab.txt"));
    assertThat(pieces.keySet())
        .containsExactlyElementsOf(
            IntStream.range(0, vocabulary.size()).mapToObj(vocabulary::token).toList());
    assertThat(json("tokenizer_config.json").get("tokenizer_class").getAsString())
        .isEqualTo("BertJapaneseTokenizer");
    assertThat(json("special_tokens_map.json").get("mask_token").getAsString()).isEqualTo("[MASK]");
  }

  private JsonObject json(String name) throws IOException {
    return JsonParser.parseString(Files.readString(output.resolve(name))).getAsJsonObject();
  }

  @Test
  void anEmptySideIsRefusedAndTheOldOutputStays() throws IOException {
    Tokenization.run(request(null, 0.25, 42, 128));
    byte[] before = Files.readAllBytes(output.resolve("train.safetensors"));

    assertThatThrownBy(() -> Tokenization.run(request(null, 1e-9, 42, 128)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(
            "snowbert.validationFraction", "400 sentences", "0 for validation");

    assertThat(output.resolve("train.safetensors")).hasBinaryContent(before);
    assertThat(directory.toFile().list()).containsExactlyInAnyOrder("sentences.txt", "tokens");
  }

  @Test
  void wrongParametersAreNamed() {
    for (double fraction : new double[] {1, -0.1, Double.NaN}) {
      assertThatThrownBy(() -> Tokenization.run(request(null, fraction, 42, 128)))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContainingAll("snowbert.validationFraction", Double.toString(fraction));
    }
    for (int length : new int[] {2, 513}) {
      assertThatThrownBy(() -> Tokenization.run(request(null, 0.25, 42, length)))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContainingAll("snowbert.maxLength", Integer.toString(length));
    }
  }

  @Test
  void absentSentencesAreNamed() throws IOException {
    Files.delete(sentences);
    assertThatThrownBy(() -> Tokenization.run(request(null, 0.25, 42, 128)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(sentences.toString(), "snowbert:fetch");
  }
}
