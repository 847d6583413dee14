package org.snowbert.worker;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.List;

/**
 * Asks the CUDA driver for a device. It runs in a JVM of its own, because a broken driver may crash
 * it. The names and numbers are those of NVIDIA's CUDA Driver API.
 */
public final class CudaProbe {
  /** The only line of the output if CUDA can compute. */
  public static final String USABLE = "usable";

  /** The lowest version of a driver for libraries of CUDA 12, as the driver counts. */
  private static final int CUDA_12 = 12000;

  /** The functions of the driver that the probe calls; each returns 0 or an error. */
  private interface Driver extends Library {
    int cuInit(int flags);

    int cuDriverGetVersion(IntByReference version);

    int cuDeviceGetCount(IntByReference count);

    int cuGetErrorString(int error, PointerByReference text);
  }

  private CudaProbe() {}

  /**
   * Prints {@link #USABLE}, or the reason why CUDA cannot compute.
   *
   * @param arguments the paths or names of the driver's library; the first that loads is asked
   */
  public static void main(String[] arguments) {
    System.out.println(answer(List.of(arguments)));
  }

  private static String answer(List<String> libraries) {
    for (String library : libraries) {
      try {
        return answer(Native.load(library, Driver.class));
      } catch (UnsatisfiedLinkError e) {
        // the next one may load
      }
    }
    return "the driver's library %s cannot be loaded".formatted(libraries.get(0));
  }

  private static String answer(Driver driver) {
    int error = driver.cuInit(0);
    if (error != 0) {
      PointerByReference text = new PointerByReference();
      boolean known = driver.cuGetErrorString(error, text) == 0;
      return "the driver answers %s (error %d)"
          .formatted(known ? text.getValue().getString(0) : "with an unknown error", error);
    }
    IntByReference number = new IntByReference();
    driver.cuDriverGetVersion(number);
    int version = number.getValue();
    if (version < CUDA_12) {
      return "the driver is for CUDA %d.%d, and CUDA 12 is needed"
          .formatted(version / 1000, version % 1000 / 10);
    }
    number.setValue(0);
    driver.cuDeviceGetCount(number);
    return number.getValue() == 0 ? "the driver knows no device" : USABLE;
  }
}
