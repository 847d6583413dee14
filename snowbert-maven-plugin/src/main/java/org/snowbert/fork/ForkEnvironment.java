package org.snowbert.fork;

import java.util.regex.Pattern;

/**
 * The environment variables that a forked JVM needs. Maven's own may hold passwords and tokens, and
 * what the fork does not know it cannot show.
 */
final class ForkEnvironment {
  private static final Pattern NEEDED =
      Pattern.compile(
          String.join(
              "|",
              "PATH|HOME|TMPDIR|LANG|LANGUAGE|LC_.*|TZ", // files, encodings and dates
              "LD_LIBRARY_PATH|LD_PRELOAD|DYLD_.*", // where and how libraries are loaded
              // without these Windows starts no process
              "TEMP|TMP|PATHEXT|COMSPEC|WINDIR|SYSTEM(ROOT|DRIVE)|USERPROFILE|(LOCAL)?APPDATA|"
                  + "PROGRAM(DATA|FILES.*)|PROCESSOR_.*|NUMBER_OF_PROCESSORS|OS",
              "JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|_JAVA_OPTIONS",
              // memory, threads and processors, as users tune them
              "GLIBC_TUNABLES|MALLOC_.*|OMP_.*|GOMP_.*|KMP_.*|MKL_.*|OPENBLAS_.*|DNNL_.*|ONEDNN_.*|ATEN_.*",
              "CUDA_.*|CUBLAS_.*|CUDNN_.*|NVIDIA_.*",
              "PYTORCH_.*|TORCH_.*|DJL_.*|ENGINE_CACHE_DIR|OPT_OUT_TRACKING|RUST_.*|RAYON_.*|TOKENIZERS_.*"),
          Pattern.CASE_INSENSITIVE); // Windows does not tell Path from PATH

  /** What is called so is no setting, whatever it begins with. */
  private static final Pattern SECRET =
      Pattern.compile(".*(TOKEN|SECRET|PASSW|CREDENTIAL|API_?KEY).*", Pattern.CASE_INSENSITIVE);

  private ForkEnvironment() {}

  static boolean needs(String name) {
    return NEEDED.matcher(name).matches()
        && (name.startsWith("TOKENIZERS_") || !SECRET.matcher(name).matches());
  }
}
