package org.snowbert.fork;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The environment variables of a forked JVM: the settings of the plugin, and those variables of
 * Maven that a fork needs. Other variables of Maven may hold passwords and tokens. A fork does not
 * get them, so it cannot show them.
 */
public final class ForkEnvironment {
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
              // where a cluster is, and how this machine speaks to it
              "SPARK_LOCAL_IP|SPARK_LOCAL_DIRS|HADOOP_CONF_DIR|YARN_CONF_DIR|KUBECONFIG|KRB5_CONFIG",
              "PYTORCH_.*|TORCH_.*|DJL_.*|ENGINE_CACHE_DIR|OPT_OUT_TRACKING|RUST_.*|RAYON_.*|TOKENIZERS_.*"),
          Pattern.CASE_INSENSITIVE); // on Windows Path and PATH are the same

  /**
   * Variables by which DJL would take another engine than the one that was chosen and recorded.
   * Images with PyTorch set some of them.
   */
  private static final Pattern OTHER_ENGINE =
      Pattern.compile(
          "PYTORCH_(VERSION|FLAVOR|PRECXX11|(EXTRA_)?LIBRARY_PATH)", Pattern.CASE_INSENSITIVE);

  /**
   * The names of secrets. This pattern wins over {@link #NEEDED}, except for {@code TOKENIZERS_},
   * which names no secret.
   */
  private static final Pattern SECRET =
      Pattern.compile(".*(TOKEN|SECRET|PASSW|CREDENTIAL|API_?KEY).*", Pattern.CASE_INSENSITIVE);

  /** The process keeps freed memory up to this number of bytes, which no training reaches. */
  private static final long KEPT_BYTES = 16L << 30;

  private ForkEnvironment() {}

  /** Whether the fork gets a variable of Maven's environment. */
  static boolean needs(String name) {
    return NEEDED.matcher(name).matches()
        && !OTHER_ENGINE.matcher(name).matches()
        && (name.startsWith("TOKENIZERS_") || !SECRET.matcher(name).matches());
  }

  /**
   * The settings of the plugin, without the variables that the user has set, except for those that
   * choose the engine.
   *
   * @param natives the folder into which DJL unpacks native libraries
   */
  public static Map<String, String> of(Engine engine, Path natives) {
    Map<String, String> environment = new HashMap<>();
    environment.put("OPT_OUT_TRACKING", "true"); // without it DJL reports to its makers
    environment.put("RUST_FLAVOR", "cpu"); // without it the tokenizers look for CUDA
    environment.put("DJL_CACHE_DIR", natives.toString());
    // Linux alone reads the next two. The workers of a cluster get them too.
    environment.put("GLIBC_TUNABLES", tunables());
    // A thread that waits by spinning takes a core from other processes. A thread that sleeps at
    // once is late for the next product. Measured: a step takes 1.3 times as long with 1000 on a
    // quiet machine, and 1.5 times as long with the default on a busy machine.
    environment.put("GOMP_SPINCOUNT", "6000");
    environment.keySet().removeAll(System.getenv().keySet());
    environment.putAll(engine.environment());
    return environment;
  }

  /**
   * The settings of glibc's malloc. If memory goes back to the system, the next use costs page
   * faults and zeroing. There is one arena, because only the first arena can grow as large as the
   * tensors of a step.
   */
  private static String tunables() {
    return "glibc.malloc.mmap_threshold=%d:glibc.malloc.trim_threshold=%d:glibc.malloc.arena_max=1"
        .formatted(KEPT_BYTES, KEPT_BYTES);
  }
}
