package org.snowbert.worker.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.InvalidInputException;
import org.snowbert.inference.GoldenText;
import org.snowbert.jobs.EmbedRequest;
import org.snowbert.jobs.SentenceFile;
import org.snowbert.jobs.results.EmbedReport;
import org.snowbert.jobs.results.EmbedReport.Neighbour;
import org.snowbert.model.Device;
import org.snowbert.model.Precision;
import org.snowbert.safetensors.DType;
import org.snowbert.safetensors.SafeTensorsFile;
import org.snowbert.settings.Hardware;

/** Compares vectors with those that transformers computed. */
@Tag("engine")
final class EmbedJobTest {
  /** The width of the vectors of the model. */
  private static final int WIDTH = 24;

  private Path folder;
  private Path sentences;
  private List<GoldenText> golden;

  @BeforeEach
  void prepare(@TempDir Path temporary) throws IOException {
    folder = temporary;
    sentences = folder.resolve("sentences.txt");
    Path model = Files.createDirectories(folder.resolve("model"));
    for (String file :
        List.of("config.json", "model.safetensors", "vocab.txt", "tokenizer_config.json")) {
      try (InputStream content = resource(file)) {
        Files.copy(content, model.resolve(file));
      }
    }
    try (InputStream content = resource("expected.json")) {
      String json = new String(content.readAllBytes(), StandardCharsets.UTF_8);
      golden = List.of(new Gson().fromJson(json, GoldenText[].class));
    }
  }

  private static InputStream resource(String file) {
    return Objects.requireNonNull(GoldenText.class.getResourceAsStream("japanese/" + file));
  }

  private EmbedReport embed(String output, @Nullable String text) throws IOException {
    return EmbedJob.run(
        new EmbedRequest(
            folder.resolve("model"),
            sentences,
            folder.resolve(output),
            Map.of("model", "golden"),
            text,
            3,
            new Hardware(Device.CPU, Precision.FP32, 2)));
  }

  private float[] vectors(int rows) throws IOException {
    SafeTensorsFile file = SafeTensorsFile.open(folder.resolve("vectors.safetensors"));
    assertThat(file.type("vectors")).isEqualTo(DType.F32);
    FloatBuffer elements = file.bytes("vectors").asFloatBuffer();
    float[] vectors = new float[rows * WIDTH];
    assertThat(elements.remaining()).isEqualTo(vectors.length);
    elements.get(vectors);
    return vectors;
  }

  /**
   * The file has more sentences than are read at once. They have several lengths, so they are
   * computed in another order than that of the file.
   */
  @Test
  void eachLineHasItsRow() throws IOException {
    List<GoldenText> all = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      all.add(golden.get(i % golden.size()));
    }
    List<String> lines = new ArrayList<>(all.stream().map(GoldenText::text).toList());
    lines.add("本と水");
    Files.write(sentences, lines);
    EmbedReport report = embed("vectors.safetensors", "本と水");
    assertThat(report.sentences()).isEqualTo(lines.size());
    assertThat(report.width()).isEqualTo(WIDTH);
    assertThat(report.cut()).isZero();
    assertThat(report.neighbours().get(0).line()).isEqualTo(lines.size());
    float[] vectors = vectors(lines.size());
    for (int row = 0; row < all.size(); row++) {
      assertThat(Arrays.copyOfRange(vectors, row * WIDTH, (row + 1) * WIDTH))
          .as("row %d", row)
          .containsExactly(all.get(row).vector(), within(1e-5f));
    }
    assertThat(folder.resolve("vectors.safetensors.tmp")).doesNotExist();
  }

  /**
   * The file has a byte order mark, two kinds of line ends, an empty line and a line that is too
   * long.
   */
  @Test
  void unusualFilesAreRead() throws IOException {
    String text = golden.get(0).text();
    Files.writeString(sentences, "\ufeff" + text + "\r\n\n" + "水".repeat(40) + "\n" + text);
    EmbedReport report = embed("vectors.safetensors", null);
    assertThat(report.cut()).isEqualTo(1);
    assertThat(report.neighbours()).isEmpty();
    float[] vectors = vectors(4);
    assertThat(Arrays.copyOf(vectors, WIDTH))
        .containsExactly(golden.get(0).vector(), within(1e-5f))
        .containsExactly(Arrays.copyOfRange(vectors, 3 * WIDTH, 4 * WIDTH));
    float[] cut = Arrays.copyOfRange(vectors, 2 * WIDTH, 3 * WIDTH);
    Files.writeString(sentences, "水".repeat(30)); // and [CLS] and [SEP] are 32
    embed("vectors.safetensors", null);
    assertThat(vectors(1)).containsExactly(cut, within(1e-5f));
  }

  @Test
  void csvHasTheSameNumbers() throws IOException {
    Files.writeString(sentences, "水を「飲」む\n\"水\",本\n");
    embed("vectors.safetensors", null);
    embed("vectors.csv", null);
    float[] vectors = vectors(2);
    StringBuilder expected = new StringBuilder("sentence");
    for (int i = 0; i < WIDTH; i++) {
      expected.append(',').append(i);
    }
    for (int row = 0; row < 2; row++) {
      expected.append(row == 0 ? "\r\n\"水を「飲」む\"" : "\r\n\"\"\"水\"\",本\"");
      for (int i = 0; i < WIDTH; i++) {
        expected.append(',').append(vectors[row * WIDTH + i]);
      }
    }
    assertThat(folder.resolve("vectors.csv")).hasContent(expected + "\r\n");
  }

  @Test
  void theNearestComeFirstAndOnce() throws IOException {
    List<String> texts = golden.stream().map(GoldenText::text).distinct().toList();
    List<String> lines = new ArrayList<>(List.of("", " "));
    lines.addAll(texts);
    lines.addAll(texts);
    Files.write(sentences, lines);
    List<Neighbour> nearest = embed("vectors.safetensors", texts.get(1)).neighbours();
    assertThat(nearest).hasSize(3).doesNotHaveDuplicates();
    assertThat(nearest.get(0).line()).isEqualTo(4);
    assertThat(nearest.get(0).similarity()).isCloseTo(1, within(1e-6));
    assertThat(nearest.get(1).similarity())
        .isLessThan(1)
        .isGreaterThan(nearest.get(2).similarity());
    assertThat(nearest.stream().map(Neighbour::sentence)).doesNotHaveDuplicates();
  }

  @Test
  void unusableFilesAreRefused() throws IOException {
    SentenceFile file = new SentenceFile(sentences);
    assertThatThrownBy(() -> file.count("snowbert.input"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "snowbert.input is %s, where there is no file: name a text file with one sentence per line",
            sentences);
    Files.writeString(sentences, "");
    assertThatThrownBy(() -> file.count("snowbert.input"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("which is empty");
    Files.write(sentences, "水を\n飲みます\n".getBytes("Shift_JIS"));
    assertThatThrownBy(() -> file.count("snowbert.input"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("which is not UTF-8 after line");
  }
}
