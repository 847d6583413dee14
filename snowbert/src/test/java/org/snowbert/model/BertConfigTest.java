package org.snowbert.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowbert.InvalidInputException;

class BertConfigTest {
  private Path folder;
  private Path file;

  @BeforeEach
  void locate(@TempDir Path temporary) {
    folder = temporary;
    file = folder.resolve("config.json");
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    BertConfig config = BertConfig.of(ModelSize.MINI, 500, 64, 0.2, 0);
    config.write(file);
    assertThat(BertConfig.read(file)).isEqualTo(config);
  }

  /** As transformers 5.18 writes it. */
  @Test
  void nullsAndWhatDecidesNothingAreLeftAlone() throws IOException {
    Files.writeString(
        file,
        """
        {"add_cross_attention": false, "architectures": ["BertForMaskedLM"], "bos_token_id": null,
         "classifier_dropout": null, "dtype": "bfloat16", "hidden_act": "gelu",
         "hidden_size": 128, "intermediate_size": 512, "is_decoder": false,
         "layer_norm_eps": 1e-12, "num_attention_heads": 2, "num_hidden_layers": 2,
         "pad_token_id": null, "position_embedding_type": null, "tie_word_embeddings": true,
         "type_vocab_size": 2, "vocab_size": 6187}
        """);
    assertThat(BertConfig.read(file)).isEqualTo(BertConfig.of(ModelSize.TINY, 6187, 512, 0.1, 0));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "model_type, `\"roberta\"`",
        "architectures, `[\"RobertaForMaskedLM\"]`",
        "hidden_act, `\"gelu_new\"`",
        "position_embedding_type, `\"relative_key\"`",
        "layer_norm_eps, 1e-5",
        "is_decoder, true",
        "add_cross_attention, true",
        "tie_word_embeddings, false",
        "type_vocab_size, 1",
        "num_attention_heads, 5",
        "num_attention_heads, 0",
        "hidden_size, -768",
        "num_hidden_layers, 100000000",
        "intermediate_size, 0",
        "max_position_embeddings, 2",
        "pad_token_id, 10",
        "num_hidden_layers, 5000", // as a list of parameters it would fill the heap
        "hidden_dropout_prob, 1.5",
        "hidden_dropout_prob, -1",
      })
  void whatWouldBeComputedWronglyIsRefused(String name, String value) throws IOException {
    Files.writeString(file, "{\"vocab_size\": 10, \"%s\": %s}".formatted(name, value));
    assertThatThrownBy(() -> BertConfig.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(file.toString(), name, value.replaceAll("[\\[\\]]", ""));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`[]`",
        "`{`",
        "`{}`",
        "`{\"vocab_size\": {}}`",
        "`{\"architectures\": 1}`",
        "`{\"vocab_size\": 10, \"hidden_size\": 768.5}`",
        "`{\"vocab_size\": 4294967306}`",
        "`{\"vocab_size\": 1e999999999}`"
      })
  void whatIsNoConfigurationIsRefused(String content) throws IOException {
    Files.writeString(file, content);
    assertThatThrownBy(() -> BertConfig.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void aModelThatNoBufferHoldsIsRefused() throws IOException {
    Files.writeString(file, "{\"vocab_size\": 10, \"intermediate_size\": 2147483647}");
    assertThatThrownBy(() -> BertConfig.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(file.toString(), "2 GiB");
  }

  @Test
  void aFileOfMegabytesIsRefused() throws IOException {
    Files.writeString(file, "{\"vocab_size\": 10}" + " ".repeat(1 << 20));
    assertThatThrownBy(() -> BertConfig.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(file.toString(), "1 MB");
  }

  @Test
  void anAbsentFileIsNamed() {
    assertThatThrownBy(() -> BertConfig.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void aVocabularyLargerThanTheModelIsRefused() {
    BertConfig config = BertConfig.of(ModelSize.MINI, 500, 64, 0.2, 0);
    config.requireVocabulary(Path.of("model"), 500);
    config.requireVocabulary(Path.of("model"), 450); // padded to a multiple of something
    assertThatThrownBy(() -> config.requireVocabulary(Path.of("model"), 501))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("model", "501", "500");
  }
}
