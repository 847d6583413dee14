package org.snowbert.worker.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EventFileTest {
  /** {@code bench/golden_events.py} prints what TensorBoard itself writes. */
  private static final String OF_TENSORBOARD =
      "1800000000000000a37f4b2209000010406e55da411a0d627261696e2e4576656e743a327ce7ce86"
          + "3d000000000000006049f1ec09000060406e55da4110ac022a2f0a110a0a747261696e2f6c6f737315000020400a1a0a13747261696e2f6c6561726e696e675f72617465156f12833a6dea493b";

  @Test
  void theBytesAreThoseThatTensorBoardWrites() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("train/loss", 2.5);
    figures.put("train/learning_rate", 1e-3);
    try (EventFile file = new EventFile(bytes, 1767225600.25)) {
      file.add(1767225601.5, 300, figures);
    }
    assertThat(HexFormat.of().formatHex(bytes.toByteArray())).isEqualTo(OF_TENSORBOARD);
  }
}
