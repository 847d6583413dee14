package org.snowbert.worker.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.safetensors.DType;
import org.snowbert.safetensors.SafeTensorsWriter;
import org.snowbert.safetensors.TensorOutput;
import org.snowbert.text.Vocabulary;

final class TokenFrequenciesTest {
  private static final int CLS = 2;
  private static final int SEP = 3;
  private static final int MASK = 4;
  private static final int UNK = 1;
  private static final int DOG = 5;
  private static final int CAT = 6;

  private final Vocabulary vocabulary =
      Vocabulary.of(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "犬", "猫"));

  @Test
  void theLossIsThatOfTheFrequenciesInTheTrainingSentences(@TempDir Path folder)
      throws IOException {
    Path train = folder.resolve("train");
    write(train, List.of(CLS, DOG, DOG, DOG, CAT, SEP), List.of(0, 0, 0, 0, 0, 0));
    Path validation = folder.resolve("validation");
    write(validation, List.of(CLS, MASK, DOG, MASK, SEP), List.of(-100, DOG, -100, CAT, -100));

    double loss = TokenFrequencies.of(train, vocabulary).loss(validation);

    // Three of the four tokens are dogs and one is a cat. Each of the seven entries counts once
    // more.
    assertThat(loss).isCloseTo(-(Math.log(4.0 / 11) + Math.log(2.0 / 11)) / 2, within(1e-12));
  }

  @Test
  void theLogitsAreThoseOfTheFrequencies(@TempDir Path folder) throws IOException {
    Path train = folder.resolve("train");
    write(train, List.of(CLS, DOG, DOG, DOG, CAT, UNK, MASK, SEP), List.of(0, 0, 0, 0, 0, 0, 0, 0));

    float[] logits = TokenFrequencies.of(train, vocabulary).logits();

    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit);
    }
    assertThat(Math.exp(logits[DOG]) / sum).isCloseTo(4.0 / 11, within(1e-6));
    assertThat(Math.exp(logits[CAT]) / sum).isCloseTo(2.0 / 11, within(1e-6));
    assertThat(Math.exp(logits[MASK]) / sum).isCloseTo(1.0 / 11, within(1e-6));
    assertThat(logits[CLS]).isEqualTo(logits[MASK]);
  }

  private static void write(Path file, List<Integer> ids, List<Integer> labels) throws IOException {
    long[] shape = {ids.size()};
    new SafeTensorsWriter()
        .add("input_ids", DType.I32, shape, output -> put(output, ids))
        .add("labels", DType.I32, shape, output -> put(output, labels))
        .add(
            "offsets",
            DType.I64,
            new long[] {2},
            output -> {
              output.putLong(0);
              output.putLong(ids.size());
            })
        .write(file);
  }

  private static void put(TensorOutput output, List<Integer> elements) throws IOException {
    for (int element : elements) {
      output.putInt(element);
    }
  }
}
