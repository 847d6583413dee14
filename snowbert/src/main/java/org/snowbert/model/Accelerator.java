package org.snowbert.model;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;

/**
 * The device and the arithmetic of a model, as they were chosen.
 *
 * @param gpuOperators whether the program takes the operators that suit a GPU. A CPU has them too,
 *     so that tests run them without a GPU.
 */
public record Accelerator(ai.djl.Device device, boolean bf16, boolean gpuOperators) {

  /** What Linux calls the instructions: AVX-512 and AMX on x86, and those of Arm. */
  private static final Pattern BF16_CPU =
      Pattern.compile("(?m)^(flags|Features)\\s*:.*\\b(avx512_bf16|amx_bf16|bf16)\\b");

  /** The CPU in float32, the reference of every test. */
  public static final Accelerator CPU = new Accelerator(ai.djl.Device.cpu(), false);

  /** A device with the operators that suit it. */
  public Accelerator(ai.djl.Device device, boolean bf16) {
    this(device, bf16, device.isGpu());
  }

  /**
   * Chooses the device and the arithmetic. The precision {@code AUTO} is bf16 on CUDA and float32
   * on the CPU.
   *
   * @throws InvalidInputException if CUDA is asked for and cannot be used
   */
  public static Accelerator choose(Device device, Precision precision) {
    boolean cuda = device != Device.CPU && isCudaUsable(device == Device.CUDA);
    return new Accelerator(
        cuda ? ai.djl.Device.gpu() : ai.djl.Device.cpu(),
        precision == Precision.BF16 || (precision == Precision.AUTO && cuda));
  }

  /**
   * Sets the threads of the CPU. The engine reads them once, when it starts.
   *
   * @param parts the number of parts of a batch that are computed at once
   * @param each the number of threads that share each operator of a part
   */
  public static void useThreads(int parts, int each) {
    System.setProperty("ai.djl.pytorch.num_interop_threads", Integer.toString(parts));
    System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(each));
  }

  /**
   * The device that a cluster assigns to a task.
   *
   * @param gpu the number of the CUDA device; null for the CPU
   */
  public static Accelerator assigned(@Nullable Integer gpu, boolean bf16) {
    return new Accelerator(gpu == null ? ai.djl.Device.cpu() : ai.djl.Device.gpu(gpu), bf16);
  }

  /**
   * Whether libtorch can use a CUDA device. DJL's own count of devices would need a CUDA toolkit
   * beside the driver.
   *
   * @param wanted whether to refuse a machine without one
   */
  private static boolean isCudaUsable(boolean wanted) {
    Engine.getEngine("PyTorch"); // fails here if its libraries do not load, which is another fault
    try (NDManager gpu = NDManager.newBaseManager(ai.djl.Device.gpu(), "PyTorch")) {
      gpu.zeros(new Shape(1)).close();
      return true;
    } catch (EngineException e) {
      if (wanted) {
        throw new InvalidInputException(
            "CUDA is to compute, but libtorch finds no CUDA device that it can use: mend the driver, or set snowbert.device to cpu",
            e);
      }
      return false;
    }
  }

  /**
   * Whether the CPU multiplies matrices in bf16 itself, as far as Linux tells. Another system tells
   * nothing.
   */
  public static boolean isCpuFastInBf16() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    return Files.isReadable(info) && isFastInBf16(Files.readString(info));
  }

  static boolean isFastInBf16(String cpuinfo) {
    return BF16_CPU.matcher(cpuinfo).find();
  }

  /** Whether a call only starts a computation, so that the caller waits where it reads a number. */
  public boolean isAsynchronous() {
    return device.isGpu();
  }

  /** The device's name in files, {@code cpu} or {@code cuda}. */
  public String deviceName() {
    return device.isGpu() ? "cuda" : "cpu";
  }

  /** The precision's name in files, {@code fp32} or {@code bf16}. */
  public String precisionName() {
    return bf16 ? "bf16" : "fp32";
  }
}
