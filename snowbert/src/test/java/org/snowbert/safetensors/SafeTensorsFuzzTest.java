package org.snowbert.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.fuzz.Fuzz;

@Tag("fuzz")
final class SafeTensorsFuzzTest {
  @Test
  void damagedFiles(@TempDir Path folder) throws IOException {
    Path whole = folder.resolve("model.safetensors");
    new SafeTensorsWriter()
        .metadata("format", "pt")
        .add("重み", DType.F32, new long[] {1, 3}, () -> ByteBuffer.allocate(12))
        .add("offsets", DType.I64, new long[] {2}, () -> ByteBuffer.allocate(16))
        .add("nothing", DType.BF16, new long[] {0, 7}, () -> ByteBuffer.allocate(0))
        .add("scalar", DType.U8, new long[0], () -> ByteBuffer.allocate(1))
        .write(whole);
    Fuzz.ofFile(whole, (file, work) -> read(file)).run();
  }

  private static void read(Path path) throws IOException {
    SafeTensorsFile file = SafeTensorsFile.open(path);
    for (String name : file.names()) {
      long size = file.type(name).bytes(file.shape(name));
      ByteBuffer bytes = file.bytes(name);
      if (bytes.remaining() != size) {
        throw new AssertionError(name + " has " + bytes + " instead of " + size);
      }
      while (bytes.hasRemaining()) {
        bytes.get();
      }
    }
  }
}
