package org.snowbert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowbert.FillMaskAnswer.Candidate;
import org.snowbert.inference.GoldenText;
import org.snowbert.internal.Folders;
import org.snowbert.internal.ModelZip;

@Tag("engine")
class MaskedLanguageModelTest {
  private static final int TOP = 5;
  private static final int THREADS = 8;

  private static MaskedLanguageModel open() throws IOException {
    return MaskedLanguageModel.open(GoldenText.model());
  }

  private static List<GoldenText> masked() throws IOException {
    return masked("japanese");
  }

  private static List<GoldenText> masked(String kind) throws IOException {
    return GoldenText.all(kind).stream().filter(golden -> !golden.masks().isEmpty()).toList();
  }

  private static List<String> texts(List<GoldenText> golden) {
    return golden.stream().map(GoldenText::text).toList();
  }

  private static void assertFills(FillMaskAnswer answer, GoldenText golden) {
    assertThat(answer.masks()).as(golden.text()).hasSameSizeAs(golden.masks());
    for (int mask = 0; mask < golden.masks().size(); mask++) {
      List<Candidate> found = answer.masks().get(mask);
      List<Candidate> expected = golden.masks().get(mask);
      assertThat(found.stream().map(Candidate::token))
          .as(golden.text())
          .containsExactlyElementsOf(expected.stream().map(Candidate::token).toList());
      for (int i = 0; i < expected.size(); i++) {
        assertThat(found.get(i).probability())
            .isCloseTo(expected.get(i).probability(), within(1e-6));
      }
    }
  }

  private static void assertVector(float[] vector, GoldenText golden) {
    assertThat(vector).as(golden.text()).containsExactly(golden.vector(), within(1e-5f));
  }

  /** The last one has a padded vocab_size, and no vocab.txt. */
  @ParameterizedTest
  @ValueSource(strings = {"japanese", "japanese-character", "cased", "uncased", "transformers5"})
  void masksAreFilledAsTransformersDoes(String kind) throws IOException {
    try (MaskedLanguageModel model = MaskedLanguageModel.open(GoldenText.model(kind))) {
      for (GoldenText golden : masked(kind)) {
        assertFills(model.fillMask(golden.text(), TOP), golden);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"japanese", "uncased", "transformers5"})
  void vectorsAreTheMeansOfTransformersLastHiddenStates(String kind) throws IOException {
    try (MaskedLanguageModel model = MaskedLanguageModel.open(GoldenText.model(kind))) {
      for (GoldenText golden : GoldenText.all(kind)) {
        assertVector(model.vector(golden.text()), golden);
      }
    }
  }

  /** The texts have several lengths, and are more than one batch of the engine holds. */
  @Test
  void manyTextsInOneCallHaveTheirAnswersInTheirOrder() throws IOException {
    List<GoldenText> prompts = new ArrayList<>();
    List<GoldenText> sentences = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      prompts.addAll(masked());
      sentences.addAll(GoldenText.all());
    }
    Collections.reverse(prompts);
    try (MaskedLanguageModel model = open()) {
      List<FillMaskAnswer> answers = model.fillMasks(texts(prompts), TOP);
      assertThat(answers).hasSameSizeAs(prompts);
      for (int i = 0; i < prompts.size(); i++) {
        assertFills(answers.get(i), prompts.get(i));
      }
      List<float[]> vectors = model.vectors(texts(sentences));
      assertThat(vectors).hasSameSizeAs(sentences);
      for (int i = 0; i < sentences.size(); i++) {
        assertVector(vectors.get(i), sentences.get(i));
      }
      assertThat(model.vectors(List.of())).isEmpty();
      assertThat(model.fillMasks(List.of(), TOP)).isEmpty();
    }
  }

  @Test
  void theTextIsFilledWithTheBestOfEachMask() throws IOException {
    try (MaskedLanguageModel model = open()) {
      FillMaskAnswer answer = model.fillMask("１、[MASK]は[MASK]を", 1);
      List<String> best = answer.masks().stream().map(mask -> mask.get(0).token()).toList();
      assertThat(answer.text()).isEqualTo("１、%sは%sを".formatted(best.get(0), best.get(1)));
    }
  }

  /** The candidates are all tokens of the vocabulary but the five special tokens. */
  @Test
  void allCandidatesAreInOrderAndAddUp() throws IOException {
    try (MaskedLanguageModel model = open()) {
      List<Candidate> all = model.fillMask("[MASK]", 1000).masks().get(0);
      assertThat(all).hasSize(41 - 5);
      assertThat(all.stream().map(Candidate::probability))
          .isSortedAccordingTo(Collections.reverseOrder());
      assertThat(all.stream().mapToDouble(Candidate::probability).sum()).isBetween(0.5, 1.0);
      assertThat(all.subList(0, 3)).isEqualTo(model.fillMask("[MASK]", 3).masks().get(0));
    }
  }

  @Test
  void theZipIsTheFolder(@TempDir Path folder) throws IOException {
    Path zip = folder.resolve("model.zip");
    ModelZip.pack(GoldenText.model(), zip, null);
    try (MaskedLanguageModel model = MaskedLanguageModel.open(zip)) {
      for (GoldenText golden : masked()) {
        assertFills(model.fillMask(golden.text(), TOP), golden);
      }
    }
  }

  /** Runs a task in all threads at the same time, and returns the result of each thread. */
  private static <T> List<T> inThreads(Callable<T> task) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      CyclicBarrier together = new CyclicBarrier(THREADS);
      Callable<T> started =
          () -> {
            together.await();
            return task.call();
          };
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(Collections.nCopies(THREADS, started))) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  /** The results of a model for all texts, computed many times. */
  private record Results(List<FillMaskAnswer> answers, List<List<Float>> vectors) {}

  private static Results compute(MaskedLanguageModel model) throws IOException {
    List<FillMaskAnswer> answers = new ArrayList<>();
    List<List<Float>> vectors = new ArrayList<>();
    for (int round = 0; round < 20; round++) {
      for (GoldenText golden : masked()) {
        answers.add(model.fillMask(golden.text(), TOP));
      }
      answers.addAll(model.fillMasks(texts(masked()), TOP));
      for (float[] vector : model.vectors(texts(GoldenText.all()))) {
        vectors.add(IntStream.range(0, vector.length).mapToObj(i -> vector[i]).toList());
      }
    }
    return new Results(answers, vectors);
  }

  @Test
  void threadsThatShareAModelGetTheResultsOfOneThread() throws Exception {
    try (MaskedLanguageModel model = open()) {
      Results alone = compute(model);
      for (Results results : inThreads(() -> compute(model))) {
        assertThat(results).isEqualTo(alone);
      }
    }
  }

  @Test
  void closingWaitsForTheCallsThatCompute() throws Exception {
    MaskedLanguageModel model = open();
    List<String> texts = texts(GoldenText.all());
    CountDownLatch computing = new CountDownLatch(THREADS);
    Thread closer =
        new Thread(
            () -> {
              try {
                computing.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              model.close();
            });
    closer.start();
    List<String> messages =
        inThreads(
            () -> {
              for (long call = 0; ; call++) {
                try {
                  model.vectors(texts);
                } catch (IllegalStateException e) {
                  return e.getMessage();
                }
                if (call == 0) {
                  computing.countDown();
                }
              }
            });
    closer.join();
    assertThat(messages)
        .containsOnly("the model %s is closed: open it again".formatted(GoldenText.model()));
    model.close(); // a second call does nothing
  }

  /** If spaces separate the words of a model, a text without spaces is one word. */
  @Test
  void theModelSaysHowWordsAreFound(@TempDir Path folder) throws IOException {
    for (Path file : Folders.files(GoldenText.model())) {
      Files.copy(file, folder.resolve(file.getFileName()));
    }
    Files.writeString(
        folder.resolve("tokenizer_config.json"),
        "{\"do_lower_case\": false, \"tokenize_chinese_chars\": false}");
    Path zip = folder.resolve("model.zip");
    ModelZip.pack(folder, zip, null);
    try (MaskedLanguageModel model = MaskedLanguageModel.open(zip)) {
      assertThat(model.vector("水".repeat(31))).hasSize(24);
      assertThatThrownBy(() -> model.vector("水 ".repeat(31)))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageEndingWith("has 33 tokens, but the model reads 32: shorten it");
    }
  }

  @Test
  void mistakesAreSentences(@TempDir Path folder) throws IOException {
    try (MaskedLanguageModel model = open()) {
      assertThatThrownBy(() -> model.fillMasks(List.of("[MASK]", "水を飲みます。"), TOP))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage("the text '水を飲みます。' has no [MASK]: put one in the place of a word");
      assertThatThrownBy(() -> model.fillMask("[MASK]", 0))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage("topK is 0: ask for at least 1 word");
      assertThatThrownBy(() -> model.vector("水".repeat(31)))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageEndingWith("has 33 tokens, but the model reads 32: shorten it");
      assertThat(model.vector("水".repeat(30))).hasSize(24);
    }
    Path absent = folder.resolve("absent.zip");
    assertThatThrownBy(() -> MaskedLanguageModel.open(absent))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("there is no model %s: name the folder or the zip of a trained model", absent);
    Path text = Files.writeString(folder.resolve("model.zip"), "no zip");
    assertThatThrownBy(() -> MaskedLanguageModel.open(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(text + " is not a sound zip");
    assertThatThrownBy(() -> MaskedLanguageModel.open(folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("vocab.txt");
  }

  @Test
  void aZipOfAFolderIsRefused(@TempDir Path folder) throws IOException {
    Path zip = folder.resolve("easy.zip");
    try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
      Files.createDirectory(files.getPath("easy"));
      Files.writeString(files.getPath("easy/config.json"), "{}");
    }
    assertThatThrownBy(() -> MaskedLanguageModel.open(zip))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(zip + " has no config.json at its root: name the zip of a trained model");
    try (FileSystem files = FileSystems.newFileSystem(zip)) {
      Path within = files.getPath("easy");
      assertThatThrownBy(() -> MaskedLanguageModel.open(within))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("is not a file or folder of this machine");
    }
  }
}
