package org.snowbert.fork;

import java.util.Arrays;
import java.util.Optional;

/** The pairs of libtorch and DJL that fit together. */
public enum LibtorchRelease {
  /**
   * Its CUDA natives are not on Maven Central, which takes files of up to 1 GB. So on CUDA it needs
   * a libtorch that the user has installed.
   */
  LIBTORCH_2_7("2.7.1", "0.36.0", "cu128"),

  /** The last release with CUDA natives on Maven Central. It runs on GPUs up to Hopper. */
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
    return Arrays.stream(values()).filter(release -> release.libtorch.equals(version)).findFirst();
  }

  String libtorch() {
    return libtorch;
  }

  String djl() {
    return djl;
  }

  /** DJL's name for the natives that compute on CUDA, such as {@code cu124}. */
  String cudaFlavor() {
    return cuda;
  }
}
