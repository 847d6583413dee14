package org.snowbert.fork;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The environment variables of a forked JVM: the plugin's own settings, and the variables of Maven
 * that a fork needs. Maven's own variables may hold passwords and tokens, which a fork that does
 * not know them cannot show.
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
              "PYTORCH_.*|TORCH_.*|DJL_.*|ENGINE_CACHE_DIR|OPT_OUT_TRACKING|RUST_.*|RAYON_.*|TOKENIZERS_.*"),
          Pattern.CASE_INSENSITIVE); // Windows does not tell Path from PATH

  /** A variable of such a name is a secret, whatever the name begins with. */
  private static final Pattern SECRET =
      Pattern.compile(".*(TOKEN|SECRET|PASSW|CREDENTIAL|API_?KEY).*", Pattern.CASE_INSENSITIVE);

  /** The size in bytes up to which memory stays with the process: more than a training takes. */
  private static final long KEPT = 16L << 30;

  private ForkEnvironment() {}

  /** Whether the fork gets a variable of Maven's own environment. */
  static boolean needs(String name) {
    return NEEDED.matcher(name).matches()
        && (name.startsWith("TOKENIZERS_") || !SECRET.matcher(name).matches());
  }

  /**
   * The plugin's own settings. A variable that the user has set is not among them.
   *
   * @param natives the folder into which DJL unpacks native libraries
   */
  public static Map<String, String> of(Engine engine, Path natives) {
    Map<String, String> environment = new HashMap<>(engine.environment());
    environment.put("OPT_OUT_TRACKING", "true"); // else DJL reports to its makers
    environment.put("RUST_FLAVOR", "cpu"); // of the tokenizers; else DJL looks for a CUDA library
    environment.put("DJL_CACHE_DIR", natives.toString());
    if (engine.platform().isLinux()) {
      environment.put("GLIBC_TUNABLES", tunables());
      // A thread that waits by spinning takes a core from other processes; a thread that sleeps at
      // once is late for the next product. Measured: a step takes 1.3 times as long with 1000 on a
      // quiet machine, and 1.5 times as long with the default on a busy machine.
      environment.put("GOMP_SPINCOUNT", "6000");
    }
    environment.keySet().removeAll(System.getenv().keySet());
    return environment;
  }

  /**
   * The settings of glibc's malloc. Memory that goes back to the system costs a page fault and
   * zeros when it is wanted again. There is one arena, because only the first arena can grow as
   * large as the tensors of a step.
   */
  private static String tunables() {
    return "glibc.malloc.mmap_threshold=%d:glibc.malloc.trim_threshold=%d:glibc.malloc.arena_max=1"
        .formatted(KEPT, KEPT);
  }
}
