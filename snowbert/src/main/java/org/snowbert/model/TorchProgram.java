package org.snowbert.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The archive of {@code bert.py}, which holds no parameters.
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
        .add(bf16)
        .add(dropout)
        .add(weightDecay)
        .add(decayEverything)
        .add(clipNorm)
        .tuple()
        .build();
  }
}
