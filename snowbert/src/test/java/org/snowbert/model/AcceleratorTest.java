package org.snowbert.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.snowbert.InvalidInputException;

/** With a libtorch for the CPU, whatever the machine has. */
@Tag("engine")
final class AcceleratorTest {
  @Test
  void cudaThatIsAskedForAndAbsentIsRefused() {
    assertThatThrownBy(() -> Accelerator.choose(Device.CUDA, Precision.AUTO))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("CUDA", "snowbert.device");
  }

  @Test
  void cudaThatIsAbsentIsTheCpuUnlessAskedFor() {
    assertThat(Accelerator.choose(Device.AUTO, Precision.AUTO)).isEqualTo(Accelerator.CPU);
  }

  @Test
  void aDeviceHasTheOperatorsThatSuitIt() {
    assertThat(new Accelerator(ai.djl.Device.gpu(), true).gpuOperators()).isTrue();
    assertThat(new Accelerator(ai.djl.Device.cpu(), true).gpuOperators()).isFalse();
  }
}
