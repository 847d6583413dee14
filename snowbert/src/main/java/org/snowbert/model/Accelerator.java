package org.snowbert.model;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.snowbert.InvalidInputException;

/**
 * The device and the arithmetic that were chosen, among those that the engine has.
 *
 * @param gpuOperators whether the program takes the operators that suit a GPU. A CPU has them too,
 *     so that tests run them without a GPU.
 */
public record Accelerator(ai.djl.Device device, boolean bf16, boolean gpuOperators) {

  /** The CPU in float32, the reference that everything is held against. */
  public static final Accelerator CPU = new Accelerator(ai.djl.Device.cpu(), false);

  /** A device with the operators that suit it. */
  public Accelerator(ai.djl.Device device, boolean bf16) {
    this(device, bf16, device.isGpu());
  }

  /**
   * Chooses what was asked for: on CUDA, {@code AUTO} precision is bf16 where the GPU has it; on
   * the CPU it is float32.
   */
  public static Accelerator choose(Device device, Precision precision) {
    boolean cuda = device != Device.CPU && isCudaUsable(device == Device.CUDA);
    return new Accelerator(
        cuda ? ai.djl.Device.gpu() : ai.djl.Device.cpu(),
        precision == Precision.BF16 || (precision == Precision.AUTO && cuda));
  }

  /**
   * Asks libtorch itself: the engine's own count needs a CUDA toolkit beside the driver.
   *
   * @param wanted whether it must be
   */
  private static boolean isCudaUsable(boolean wanted) {
    try (NDManager gpu = NDManager.newBaseManager(ai.djl.Device.gpu(), "PyTorch")) {
      gpu.zeros(new Shape(1)).close();
      return true;
    } catch (EngineException e) {
      if (wanted) {
        throw new InvalidInputException(
            "CUDA is to compute (snowbert.device), but libtorch finds no CUDA device that it can use; repair the driver, or set snowbert.device to cpu",
            e);
      }
      return false;
    }
  }

  /**
   * Whether computations are only started by their calls, and waited for where a number is read.
   */
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
