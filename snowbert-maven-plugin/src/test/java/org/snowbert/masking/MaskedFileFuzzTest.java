package org.snowbert.masking;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.fuzz.Fuzz;
import org.snowbert.safetensors.DType;
import org.snowbert.safetensors.SafeTensorsWriter;

@Tag("fuzz")
final class MaskedFileFuzzTest {
  @Test
  void damagedTokensAndLabels(@TempDir Path folder) throws IOException {
    Path whole = folder.resolve("validation.safetensors");
    ByteBuffer offsets = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    offsets.asLongBuffer().put(new long[] {0, 3, 5});
    new SafeTensorsWriter()
        .add("input_ids", DType.I32, new long[] {5}, () -> ByteBuffer.allocate(20))
        .add("labels", DType.I32, new long[] {5}, () -> ByteBuffer.allocate(20))
        .add("offsets", DType.I64, new long[] {3}, () -> offsets)
        .write(whole);
    Fuzz.ofFile(whole, (file, work) -> read(file)).run();
  }

  private static void read(Path path) throws IOException {
    MaskedFile file = MaskedFile.open(path);
    int tokens = (int) file.tokens();
    int[] ids = new int[tokens];
    int[] labels = new int[tokens];
    int at = 0;
    for (int sentence = 0; sentence < file.sentences(); sentence++) {
      file.read(sentence, ids, labels, at);
      at += file.length(sentence);
    }
  }
}
