package org.snowbert.model;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import org.snowbert.InvalidInputException;

/** The device and the arithmetic that were chosen, among those that the engine has. */
public record Accelerator(ai.djl.Device device, boolean bf16) {

  /** The CPU in float32, the reference that everything is held against. */
  public static final Accelerator CPU = new Accelerator(ai.djl.Device.cpu(), false);

  /**
   * Chooses what was asked for: on CUDA, {@code AUTO} precision is bf16 where the GPU has it; on
   * the CPU it is float32.
   */
  public static Accelerator choose(Device device, Precision precision) {
    boolean present = Engine.getEngine("PyTorch").getGpuCount() > 0;
    if (device == Device.CUDA && !present) {
      throw new InvalidInputException(
          "snowbert.device is cuda, but the engine finds no CUDA device; take auto or cpu, or repair the driver");
    }
    boolean cuda = present && device != Device.CPU;
    return new Accelerator(
        cuda ? ai.djl.Device.gpu() : ai.djl.Device.cpu(),
        precision == Precision.BF16 || (precision == Precision.AUTO && cuda));
  }

  /** The threads of one operation on the CPU, the engine's own choice if nobody made another. */
  public static int threads() {
    Engine.getEngine("PyTorch"); // which sets them
    return JniUtils.getNumThreads();
  }

  /**
   * Whether computations are only started by their calls, and waited for where a number is read.
   */
  public boolean isAsynchronous() {
    return device.isGpu();
  }
}
