package org.snowbert.fork;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.model.Device;
import org.snowbert.model.Platform;

/**
 * The engine of the forked JVM: a release of libtorch, a device, and the place of the libraries.
 *
 * @param device {@link Device#CPU} or {@link Device#CUDA}
 * @param libraries the folder of the libraries, if the user has installed a libtorch; null to take
 *     the natives from Maven Central
 */
public record Engine(
    LibtorchRelease release, Device device, Platform platform, @Nullable Path libraries) {
  private static final String DJL = "ai.djl.pytorch";

  /**
   * Chooses an engine that the user asks for and the machine can run.
   *
   * @param requested the device that the user asks for
   * @param libtorch the folder of a libtorch that the user has installed; null for none
   * @param cudaPresent whether the machine has a CUDA device
   */
  public static Engine choose(
      Device requested, @Nullable Path libtorch, Platform platform, boolean cudaPresent) {
    if (requested == Device.CUDA && !platform.hasCuda()) {
      throw new InvalidInputException(
          "snowbert.device is cuda, for which DJL has no library on %s: use auto or cpu"
              .formatted(platform.classifier()));
    }
    boolean cudaPossible = platform.hasCuda() && cudaPresent;
    if (libtorch != null) {
      return withLibtorch(requested, Libtorch.open(libtorch, platform), platform, cudaPossible);
    }
    if (requested == Device.CUDA && !cudaPresent) {
      throw new InvalidInputException(
          "snowbert.device is cuda, but this machine shows no CUDA device: give it one, or use auto or cpu");
    }
    boolean cuda = requested == Device.CUDA || (requested == Device.AUTO && cudaPossible);
    return cuda
        ? new Engine(LibtorchRelease.CUDA_DEFAULT, Device.CUDA, platform, null)
        : new Engine(LibtorchRelease.CPU_DEFAULT, Device.CPU, platform, null);
  }

  private static Engine withLibtorch(
      Device requested, Libtorch libtorch, Platform platform, boolean cudaPossible) {
    if (requested == Device.CUDA && !libtorch.cuda()) {
      throw new InvalidInputException(
          "snowbert.device is cuda, but the libtorch in %s (snowbert.libtorch) is one for the CPU: take one for CUDA, or use cpu"
              .formatted(libtorch.libraries()));
    }
    boolean cuda =
        requested == Device.CUDA || (requested == Device.AUTO && libtorch.cuda() && cudaPossible);
    return new Engine(
        libtorch.release(), cuda ? Device.CUDA : Device.CPU, platform, libtorch.libraries());
  }

  /**
   * Whether the machine may have a CUDA device on which DJL can compute. It looks only for files.
   */
  public static boolean isCudaPresent(Platform platform) {
    if (!platform.hasCuda()) {
      return false;
    }
    if (platform.isWindows()) {
      String root = System.getenv("SystemRoot");
      return root != null && Files.exists(Path.of(root, "System32", "nvcuda.dll"));
    }
    // The first file is there on Linux and in containers that have a GPU, the second in WSL.
    return Files.exists(Path.of("/dev/nvidiactl"))
        || Files.exists(Path.of("/usr/lib/wsl/lib/libcuda.so.1"));
  }

  /** The jars that the fork needs beside the plugin and the dependencies of the plugin. */
  public List<EngineLibrary> jars() {
    List<EngineLibrary> jars = new ArrayList<>(tokenizerJars(release));
    jars.add(new EngineLibrary(DJL, "pytorch-engine", "", release.djl()));
    jars.add(new EngineLibrary(DJL, "pytorch-jni", "", release.libtorch() + "-" + release.djl()));
    if (libraries == null) {
      jars.add(natives(platform));
    }
    return jars;
  }

  /**
   * The jar with the native libraries for a platform, which may be another than this machine's.
   *
   * @throws InvalidInputException if there is none
   */
  public EngineLibrary natives(Platform platform) {
    if (device == Device.CUDA && !platform.hasCuda()) {
      throw new InvalidInputException(
          "CUDA computes here, and DJL has no library for it on %s, which is snowbert.workerPlatform: set snowbert.device to cpu"
              .formatted(platform.classifier()));
    }
    return new EngineLibrary(
        DJL, "pytorch-native-" + flavor(), platform.classifier(), release.libtorch());
  }

  /** The jars that a job without a model needs on every device. */
  public static List<EngineLibrary> tokenizerJars() {
    return tokenizerJars(LibtorchRelease.CPU_DEFAULT);
  }

  private static List<EngineLibrary> tokenizerJars(LibtorchRelease release) {
    return List.of(new EngineLibrary("ai.djl.huggingface", "tokenizers", "", release.djl()));
  }

  /** The environment variables that DJL needs for a libtorch that the user has installed. */
  public Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    if (libraries != null) {
      environment.put("PYTORCH_LIBRARY_PATH", libraries.toString());
      environment.put("PYTORCH_VERSION", release.libtorch());
      environment.put("PYTORCH_FLAVOR", flavor());
    }
    return environment;
  }

  /**
   * Whether DJL will unpack the libraries for CUDA, of which it makes a folder.
   *
   * @param natives the folder into which DJL unpacks native libraries
   */
  public boolean unpacksCuda(Path natives) {
    return device == Device.CUDA && libraries == null && !hasPytorch(natives);
  }

  /** Whether DJL has unpacked the libraries of this engine into a folder, which can be read. */
  public boolean isUnpackedIn(Path natives) {
    String tokenizers = "*-%s-*-%s".formatted(release.djl(), platform.classifier());
    return hasPytorch(natives) && has(natives.resolve("tokenizers"), tokenizers);
  }

  private boolean hasPytorch(Path natives) {
    // The names are such as 2.5.1-20241122-cu124-linux-x86_64.
    String names = "%s-*%s-%s".formatted(release.libtorch(), flavor(), platform.classifier());
    return has(natives.resolve("pytorch"), names);
  }

  private static boolean has(Path folder, String names) {
    if (!Files.isReadable(folder)) {
      return false;
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, names)) {
      for (Path libraries : found) {
        if (Files.isReadable(libraries) && Files.isExecutable(libraries)) {
          return true;
        }
      }
      return false;
    } catch (IOException | DirectoryIteratorException e) {
      return false;
    }
  }

  private String flavor() {
    return device == Device.CUDA ? release.cudaFlavor() : "cpu";
  }

  /**
   * The versions that decide the last digits of a result, such as {@code libtorch 2.7.1 cpu, DJL
   * 0.36.0}.
   */
  @Override
  public String toString() {
    return "libtorch %s %s, DJL %s".formatted(release.libtorch(), flavor(), release.djl());
  }
}
