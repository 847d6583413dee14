package org.snowbert.model;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The TorchScript archive of {@code bert.py}, as {@code torch.jit.load} reads it in any libtorch.
 *
 * @param dropout probability in training
 * @param clipNorm the largest global norm of a gradient; 0 for no clipping
 */
record TorchProgram(
    BertConfig config,
    boolean bf16,
    double dropout,
    double weightDecay,
    boolean decayEverything,
    double clipNorm) {
  private static final int FLOAT32 = 6; // c10::ScalarType
  private static final int BFLOAT16 = 15;

  byte[] archive() {
    try (InputStream code = TorchProgram.class.getResourceAsStream("bert.py")) {
      if (code == null) {
        throw new IllegalStateException("bert.py is missing beside " + TorchProgram.class);
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
        add(zip, "data.pkl", state());
        add(zip, "constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'}); // an empty tuple
        add(
            zip,
            "version",
            "10\n"
                .getBytes(StandardCharsets.US_ASCII)); // of the operators, libtorch 1.12 and later
        add(zip, "code/__torch__.py", code.readAllBytes());
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry("bert/" + name);
    entry.setMethod(ZipEntry.STORED); // libtorch maps entries
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  /**
   * The pickle (protocol 2) of a {@code Bert} whose {@code __setstate__} takes the tuple of its
   * settings.
   */
  private byte[] state() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(new byte[] {(byte) 0x80, 2});
    out.writeBytes("c__torch__\nBert\n)\u0081(");
    writeInt(out, config.layers());
    writeInt(out, config.heads());
    writeInt(out, config.padding());
    writeInt(out, bf16 ? BFLOAT16 : FLOAT32);
    writeFloat(out, dropout);
    writeFloat(out, weightDecay);
    out.write(decayEverything ? 0x88 : 0x89); // NEWTRUE, NEWFALSE
    writeFloat(out, clipNorm);
    out.writeBytes("tb."); // TUPLE, BUILD, STOP
    return bytes.toByteArray();
  }

  private static void writeInt(DataOutputStream out, int value) throws IOException {
    out.write('J');
    out.writeInt(Integer.reverseBytes(value));
  }

  private static void writeFloat(DataOutputStream out, double value) throws IOException {
    out.write('G');
    out.writeDouble(value);
  }
}
