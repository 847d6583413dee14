package org.snowbert.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.fuzz.Fuzz;
import org.snowbert.fuzz.Mutator;
import org.snowbert.fuzz.Zips;
import org.snowbert.incremental.Fingerprint;
import org.snowbert.model.AllParameters;
import org.snowbert.model.BertConfig;
import org.snowbert.model.PretrainedParameters;
import org.snowbert.text.Vocabulary;

/** Damages the folder or the zip of the model that training starts from. */
@Tag("fuzz")
final class InitialModelFuzzTest {
  private static final String ZIP = "model.zip";

  private static List<Zips.Entry> model(Path folder) throws IOException {
    List<Path> shards =
        List.of(
            folder.resolve("model-00001-of-00002.safetensors"),
            folder.resolve("model-00002-of-00002.safetensors"));
    AllParameters.write(new BertConfig(6, 2, 1, 1, 8, 16, 0.1, 0), shards);
    return List.of(
        entry(
            "config.json",
            """
            {"architectures": ["BertForMaskedLM"], "hidden_act": "gelu", "hidden_dropout_prob": 0.1,
             "hidden_size": 2, "intermediate_size": 8, "layer_norm_eps": 1e-12,
             "max_position_embeddings": 16, "model_type": "bert", "num_attention_heads": 1,
             "num_hidden_layers": 1, "pad_token_id": 0, "type_vocab_size": 2, "vocab_size": 6}
            """),
        entry("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n雪\n"),
        entry(
            "model.safetensors.index.json",
            """
            {"metadata": {"total_size": 72}, "weight_map": {
             "bert.embeddings.word_embeddings.weight": "model-00001-of-00002.safetensors",
             "cls.predictions.bias": "model-00002-of-00002.safetensors"}}
            """),
        new Zips.Entry(shards.get(0).getFileName().toString(), Files.readAllBytes(shards.get(0))),
        new Zips.Entry(shards.get(1).getFileName().toString(), Files.readAllBytes(shards.get(1))),
        entry("notes/", ""),
        entry("notes/README.md", "雪"));
  }

  private static Zips.Entry entry(String name, String content) {
    return new Zips.Entry(name, content.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void damagedZips(@TempDir Path folder) throws IOException {
    List<Zips.Entry> entries = model(folder);
    new Fuzz(
            Files.createDirectory(folder.resolve("fuzz")),
            (mutator, input) -> Files.write(input.resolve(ZIP), Zips.mutate(entries, mutator)),
            (input, work) -> start(input.resolve(ZIP), work))
        .run();
  }

  @Test
  void damagedFolders(@TempDir Path folder) throws IOException {
    List<Zips.Entry> entries = model(folder);
    new Fuzz(
            Files.createDirectory(folder.resolve("fuzz")),
            (mutator, input) -> writeFolder(entries, mutator, input),
            InitialModelFuzzTest::start)
        .run();
  }

  private static void writeFolder(List<Zips.Entry> entries, Mutator mutator, Path folder)
      throws IOException {
    int damaged = mutator.below(5);
    for (int i = 0; i < 5; i++) {
      Zips.Entry entry = entries.get(i);
      byte[] content = i == damaged ? mutator.mutate(entry.content()) : entry.content();
      if (i != damaged || !mutator.once(10)) {
        Files.write(folder.resolve(entry.name()), content);
      }
    }
  }

  /** Reads the files as the build does before training, and as the fork does. */
  private static void start(Path path, Path work) throws IOException {
    InitialModel model = new InitialModel(path.toString(), path);
    model.config();
    model.describe(new Fingerprint(null));
    Path unpacked = model.folder(work.resolve("target/snowbert/init"));
    // The fork's messages name the unpacked folder.
    BertConfig config = BertConfig.read(unpacked.resolve("config.json"));
    config.requireVocabulary(unpacked, Vocabulary.read(unpacked.resolve("vocab.txt")).size());
    AllParameters.read(config, PretrainedParameters.open(unpacked));
  }
}
