package org.snowbert.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.jobs.Layout;
import org.snowbert.safetensors.DType;
import org.snowbert.safetensors.SafeTensorsWriter;
import org.snowbert.safetensors.TensorOutput;
import org.snowbert.text.TokenizerFolder;
import org.snowbert.text.Vocabulary;

final class ExamplePromptTest {
  private static final Vocabulary VOCABULARY =
      Vocabulary.of(
          List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "犬", "と", "##猫", "です", "it", "'s"));

  private Layout layout;
  private final List<Integer> ids = new ArrayList<>();
  private final List<Integer> labels = new ArrayList<>();
  private final List<Long> offsets = new ArrayList<>(List.of(0L));

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    layout = new Layout(folder, "own");
    Files.createDirectories(layout.tokens().path());
    Files.createDirectories(layout.masked().path());
    TokenizerFolder.write(VOCABULARY, layout.tokens().path());
  }

  /** Adds a sentence of tokens, some of which are masked: {@code "[MASK]=犬 です"}. */
  private void sentence(String tokens) {
    for (String token : ("[CLS] " + tokens + " [SEP]").split(" ", -1)) {
      String[] parts = token.split("=", 2);
      ids.add(VOCABULARY.id(parts[0]));
      labels.add(parts.length == 1 ? -100 : VOCABULARY.id(parts[1]));
    }
    offsets.add((long) ids.size());
  }

  private @Nullable String prompt() throws IOException {
    long[] shape = {ids.size()};
    new SafeTensorsWriter()
        .add("input_ids", DType.I32, shape, output -> put(output, ids))
        .add("labels", DType.I32, shape, output -> put(output, labels))
        .add(
            "offsets",
            DType.I64,
            new long[] {offsets.size()},
            output -> {
              for (long offset : offsets) {
                output.putLong(offset);
              }
            })
        .write(layout.masked().validation());
    return ExamplePrompt.of(layout);
  }

  private static void put(TensorOutput output, List<Integer> elements) throws IOException {
    for (int element : elements) {
      output.putInt(element);
    }
  }

  @Test
  void onlyOneWholeWordIsMasked() throws IOException {
    sentence("犬 [MASK]=と ##猫 と=です [MASK]=犬 [MASK]=です");
    assertThat(prompt()).isEqualTo("犬と猫です[MASK]です");
  }

  @Test
  void wordsAreSeparatedAsInTheCorpus() throws IOException {
    sentence("it ##猫 [MASK]=犬");
    Files.writeString(
        layout.tokens().path().resolve("tokenizer_config.json"),
        "{\"tokenizer_class\":\"BertTokenizer\",\"do_lower_case\":false}");
    assertThat(prompt()).isEqualTo("it猫 [MASK]");
  }

  @Test
  void withoutHeldOutSentencesThereIsNoPrompt() throws IOException {
    assertThat(prompt()).isNull();
  }

  @Test
  void aSentenceThatCannotBeAPromptIsSkipped() throws IOException {
    sentence("犬 です"); // without a mask
    sentence("[UNK] [MASK]=です");
    sentence("it 's [MASK]=犬"); // quotes the shell's quotes
    sentence("犬 ".repeat(20) + "[MASK]=犬"); // long
    assertThat(prompt()).isNull();
    sentence("犬 [MASK]=です");
    assertThat(prompt()).isEqualTo("犬[MASK]");
  }
}
