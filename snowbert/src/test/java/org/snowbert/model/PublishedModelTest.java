package org.snowbert.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.snowbert.model.GoldenCase.assertClose;
import static org.snowbert.model.GoldenCase.floats;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.inference.GoldenText;
import org.snowbert.internal.ModelZip;
import org.snowbert.safetensors.DType;
import org.snowbert.safetensors.SafeTensorsFile;
import org.snowbert.safetensors.SafeTensorsWriter;
import org.snowbert.text.Segmenter;
import org.snowbert.text.Tokenizer;
import org.snowbert.text.TokenizerConfig;
import org.snowbert.text.TokenizerFolder;
import org.snowbert.text.Vocabulary;

/** Runs {@code bench/published.py} on an unpacked zip where Python has transformers. */
class PublishedModelTest {
  /** What {@code told.json} holds. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Told(
      List<String> missing,
      List<String> unexpected,
      String tokenizer,
      int[][] ids,
      int[][] fast_ids) {}

  private record Text(String text, String words) {}

  private Path folder;
  private Vocabulary vocabulary;

  @BeforeEach
  void publish(@TempDir Path temporary) throws IOException {
    folder = temporary;
    Path model = GoldenText.model();
    vocabulary = Vocabulary.read(model.resolve("vocab.txt"));
    Path tokens =
        TokenizerFolder.write(vocabulary, Files.createDirectory(folder.resolve("tokens")));
    Path written = folder.resolve("written");
    try (Bert bert = open(model)) {
      ModelFolder.write(written, bert, tokens);
    }
    ModelZip.pack(written, folder.resolve("model.zip"), null);
    ModelZip.unpack(folder.resolve("model.zip"), folder.resolve("model"));
  }

  private static Bert open(Path folder) throws IOException {
    return Bert.forInference(
        BertConfig.read(folder.resolve("config.json")),
        PretrainedParameters.open(folder),
        Accelerator.CPU);
  }

  @Test
  void transformersAndTorchMakeOfItWhatJavaDoes() throws Exception {
    Python python = Python.with("transformers", folder);
    List<String> texts = GoldenText.all().stream().map(GoldenText::text).toList();
    Path segmented = folder.resolve("texts.json");
    List<Text> words = new ArrayList<>();
    for (String text : texts) {
      words.add(segmented(text));
    }
    Files.writeString(segmented, new Gson().toJson(words));
    int[][] ids;
    try (Tokenizer encoder = new Tokenizer(vocabulary, TokenizerConfig.JAPANESE)) {
      ids = texts.stream().map(encoder::encode).toArray(int[][]::new);
    }
    int[] tokens = Stream.of(ids).flatMapToInt(IntStream::of).toArray();
    int[] lengths = Stream.of(ids).mapToInt(text -> text.length).toArray();
    Batch batch = Batch.packed(tokens, tokens, lengths);
    write(batch, folder.resolve("batch.safetensors"));

    python.run(
        "published.py",
        folder.resolve("model").toString(),
        segmented.toString(),
        folder.resolve("batch.safetensors").toString(),
        folder.toString());

    Told told = new Gson().fromJson(Files.readString(folder.resolve("told.json")), Told.class);
    assertThat(told.missing()).isEmpty();
    assertThat(told.unexpected()).isEmpty();
    assertThat(told.tokenizer()).isEqualTo("BertJapaneseTokenizer");
    assertThat(told.ids()).isDeepEqualTo(ids);
    assertThat(told.fast_ids()).isDeepEqualTo(ids);
    float[] ours;
    try (Bert bert = open(folder.resolve("model"))) {
      ours = bert.logits(batch);
    }
    SafeTensorsFile logits = SafeTensorsFile.open(folder.resolve("logits.safetensors"));
    assertClose("transformers", real(logits, "transformers", batch), ours, 1e-4f);
    assertClose("torchscript", real(logits, "torchscript", batch), ours, 1e-5f);
  }

  private Text segmented(String text) throws IOException {
    Segmenter segmenter = TokenizerConfig.JAPANESE.segmenter();
    return new Text(
        text,
        Stream.of(text.split(Pattern.quote(Vocabulary.MASK), -1))
            .map(
                part ->
                    String.join(" ", segmenter.segment(TokenizerConfig.JAPANESE.normalize(part))))
            .collect(Collectors.joining(" " + Vocabulary.MASK + " ")));
  }

  /** Writes the batch as a padded one. */
  private static void write(Batch batch, Path file) throws IOException {
    long[] ids = new long[batch.mask().length];
    long[] mask = new long[batch.mask().length];
    for (int place = 0; place < ids.length; place++) {
      if (batch.mask()[place]) {
        ids[place] = batch.ids()[(int) batch.rectangle()[place]];
        mask[place] = 1;
      }
    }
    SafeTensorsWriter writer = new SafeTensorsWriter();
    long[] shape = {batch.sentences(), batch.longest()};
    add(writer, "input_ids", shape, ids);
    add(writer, "attention_mask", shape, mask);
    add(writer, "token_type_ids", shape, new long[ids.length]);
    writer.write(file);
  }

  private static void add(SafeTensorsWriter writer, String name, long[] shape, long[] values) {
    writer.add(
        name,
        DType.I64,
        shape,
        output -> {
          for (long value : values) {
            output.putLong(value);
          }
        });
  }

  /** The rows of the tokens that are no padding. */
  private static float[] real(SafeTensorsFile file, String name, Batch batch) {
    float[] rectangle = floats(file, name);
    int width = rectangle.length / batch.mask().length;
    float[] rows = new float[batch.ids().length * width];
    for (int token = 0; token < batch.ids().length; token++) {
      System.arraycopy(rectangle, (int) batch.places()[token] * width, rows, token * width, width);
    }
    return rows;
  }
}
