package org.snowbert.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The archive of {@code bert.py}, which holds no parameters. */
record TorchProgram(BertConfig config, Accelerator accelerator, Optimization optimization) {
  byte[] archive() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TorchArchive archive = new TorchArchive(bytes)) {
      archive.addProgram("bert.py", state());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A {@code Bert} whose {@code __setstate__} takes the tuple of its settings. */
  private byte[] state() {
    return new Pickle()
        .newObject("__torch__", "Bert")
        .mark()
        .add(config.layers())
        .add(config.heads())
        .add(config.padding())
        .add(accelerator.bf16())
        .add(accelerator.gpuOperators())
        .add(config.dropout())
        .add(optimization.weightDecay())
        .add(optimization.decayEverything())
        .add(optimization.clipNorm() == null ? 0 : optimization.clipNorm())
        .add(optimization.beta1())
        .add(optimization.beta2())
        .add(optimization.epsilon())
        .tuple()
        .build();
  }
}
