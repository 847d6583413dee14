package org.snowbert.steps;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.snowbert.model.BertConfig;
import org.snowbert.model.ModelSize;
import org.snowbert.safetensors.DType;
import org.snowbert.safetensors.SafeTensorsWriter;

/** A model of size tiny, whose parameters are all 0 and whose files a test may damage. */
public final class SmallModel {
  private static final int WIDTH = 128;
  private static final int INNER = 512;

  public final Map<String, long[]> shapes = new LinkedHashMap<>();
  public List<String> vocabulary;
  private final BertConfig config;

  /**
   * A model.
   *
   * @param words the number of words of the vocabulary, without the special tokens
   * @param positions the number of tokens that the model reads
   */
  public SmallModel(int words, int positions) {
    vocabulary =
        Stream.concat(
                Stream.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"),
                IntStream.range(0, words).mapToObj(i -> "語" + i))
            .toList();
    config = BertConfig.of(ModelSize.TINY, vocabulary.size(), positions, 0.1, 0);
    String embeddings = "bert.embeddings.";
    shapes.put(embeddings + "word_embeddings.weight", new long[] {vocabulary.size(), WIDTH});
    shapes.put(embeddings + "position_embeddings.weight", new long[] {positions, WIDTH});
    shapes.put(embeddings + "token_type_embeddings.weight", new long[] {2, WIDTH});
    norm(embeddings + "LayerNorm");
    for (int i = 0; i < config.layers(); i++) {
      String layer = "bert.encoder.layer." + i + ".";
      for (String product : List.of("self.query", "self.key", "self.value", "output.dense")) {
        linear(layer + "attention." + product, WIDTH, WIDTH);
      }
      norm(layer + "attention.output.LayerNorm");
      linear(layer + "intermediate.dense", INNER, WIDTH);
      linear(layer + "output.dense", WIDTH, INNER);
      norm(layer + "output.LayerNorm");
    }
    linear("cls.predictions.transform.dense", WIDTH, WIDTH);
    norm("cls.predictions.transform.LayerNorm");
    shapes.put("cls.predictions.bias", new long[] {vocabulary.size()});
  }

  private void linear(String name, long out, long in) {
    shapes.put(name + ".weight", new long[] {out, in});
    shapes.put(name + ".bias", new long[] {out});
  }

  private void norm(String name) {
    shapes.put(name + ".weight", new long[] {WIDTH});
    shapes.put(name + ".bias", new long[] {WIDTH});
  }

  /** Writes the model into a folder. */
  public Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    config.write(folder.resolve("config.json"));
    Files.write(folder.resolve("vocab.txt"), vocabulary);
    Files.writeString(
        folder.resolve("tokenizer_config.json"),
        "{\"tokenizer_class\": \"BertJapaneseTokenizer\", \"word_tokenizer_type\": \"mecab\", \"mecab_kwargs\": {\"mecab_dic\": \"ipadic\"}}");
    SafeTensorsWriter writer = new SafeTensorsWriter();
    shapes.forEach(
        (name, shape) -> {
          int elements = (int) (shape.length == 1 ? shape[0] : shape[0] * shape[1]);
          writer.add(name, DType.F32, shape, () -> ByteBuffer.allocate(elements * Float.BYTES));
        });
    writer.write(folder.resolve("model.safetensors"));
    return folder;
  }
}
