package org.snowbert.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code bench/archive.py} on the CPU where Python has PyTorch. */
class ArchiveTest {
  private static final BertConfig CONFIG = new BertConfig(50, 16, 2, 2, 64, 32, 0, 0);

  @Test
  void pythonTrainsTheArchiveAsJavaDoes(@TempDir Path folder) throws Exception {
    Python python = Python.with("torch", folder);
    Parameters parameters = Parameters.random(1, CONFIG.padding());
    ArchiveWriter writer = new ArchiveWriter(CONFIG, new int[] {3, 9, 12, 32}, 1);
    List<Batch> batches = writer.ofSentences(2, 4);
    writer.writeProgram(folder);
    writer.writeParameters(folder, parameters);
    writer.writeBatches(folder, batches, writer.ofTokens(1, 100));

    List<String> printed =
        python.run("archive.py", folder.toString(), "--device=cpu", "--rounds=1", "--no-compile");

    assertThat(losses(printed)).hasSize(10);
    Batch batch = batches.get(0);
    double scale = 1.0 / batch.labels().length;
    Optimization optimization = new Optimization(0.01, false, null);
    try (Bert bert = Bert.forTraining(CONFIG, parameters, optimization, Accelerator.CPU)) {
      for (double loss : losses(printed)) {
        assertThat(GoldenCase.accumulate(bert, batch, scale, 0) * scale)
            .isCloseTo(loss, within(1e-5));
        bert.update(1e-3);
      }
    }
  }

  private static double[] losses(List<String> printed) {
    String name = "Archive fp32: ";
    String line = printed.stream().filter(text -> text.startsWith(name)).findFirst().orElseThrow();
    return Arrays.stream(line.substring(name.length(), line.indexOf(" within")).split(" "))
        .mapToDouble(Double::parseDouble)
        .toArray();
  }
}
