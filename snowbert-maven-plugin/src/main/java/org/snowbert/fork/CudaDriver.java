package org.snowbert.fork;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowbert.model.Platform;
import org.snowbert.worker.CudaProbe;

/** The CUDA driver of this machine, which may be broken. */
public final class CudaDriver {
  private static final int SECONDS = 20;

  private CudaDriver() {}

  /**
   * Asks the driver, in a JVM of its own, why CUDA cannot compute.
   *
   * @param java the {@code java} that runs the forks
   * @param classPath the class path of a fork, with JNA
   * @param natives the folder for JNA's own library, which must be able to execute files
   * @return a part of a sentence; null if CUDA can compute
   */
  public static @Nullable String problem(
      Path java, List<Path> classPath, Path natives, Platform platform) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.add("-Djna.tmpdir=" + natives); // the temporary folder may execute nothing
    command.add("-XX:+SuppressFatalErrorMessage"); // no report of a crash in the user's folder
    command.add("-cp");
    command.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add(CudaProbe.class.getName());
    command.addAll(
        platform.isWindows()
            ? List.of("nvcuda")
            : List.of("libcuda.so.1", "/usr/lib/wsl/lib/libcuda.so.1"));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().removeIf(name -> !ForkEnvironment.needs(name));
    Process probe = builder.start();
    try {
      if (!probe.waitFor(SECONDS, TimeUnit.SECONDS)) {
        return "the driver did not answer in %d seconds".formatted(SECONDS);
      }
      String answer =
          new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (probe.exitValue() != 0 || answer.isEmpty()) {
        return "a program that asked the driver " + ExitStatus.describe(probe.exitValue());
      }
      return answer.equals(CudaProbe.USABLE) ? null : answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException)
          new InterruptedIOException("the question to the driver was interrupted").initCause(e);
    } finally {
      probe.destroyForcibly();
    }
  }
}
