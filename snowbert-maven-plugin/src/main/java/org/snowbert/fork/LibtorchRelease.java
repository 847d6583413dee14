package org.snowbert.fork;

import java.util.Arrays;
import java.util.Optional;

/** The pairs of libtorch and DJL that fit together. */
public enum LibtorchRelease {
  /**
   * Its CUDA natives are over Central's limit of 1 GB a file: on CUDA it needs a libtorch of the
   * user's.
   */
  LIBTORCH_2_7("2.7.1", "0.35.1", "cu128"),

  /** The last line with CUDA natives on Central; GPUs up to Hopper. */
  LIBTORCH_2_5("2.5.1", "0.32.0", "cu124");

  static final LibtorchRelease CPU_DEFAULT = LIBTORCH_2_7;
  static final LibtorchRelease CUDA_DEFAULT = LIBTORCH_2_5;

  private final String libtorch;
  private final String djl;
  private final String cuda;

  LibtorchRelease(String libtorch, String djl, String cuda) {
    this.libtorch = libtorch;
    this.djl = djl;
    this.cuda = cuda;
  }

  static Optional<LibtorchRelease> ofLibtorch(String version) {
    return Arrays.stream(values()).filter(line -> line.libtorch.equals(version)).findFirst();
  }

  String libtorch() {
    return libtorch;
  }

  String djl() {
    return djl;
  }

  /** The flavor of the natives that serve CUDA. */
  String cudaFlavor() {
    return cuda;
  }
}
