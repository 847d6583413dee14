package org.snowbert.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @CsvSource({
    "flags: fpu avx512f avx512_bf16 vaes, true",
    "flags: fpu amx_bf16 amx_tile, true",
    "Features: fp asimd bf16 i8mm, true",
    "flags: fpu avx2 avx512f, false",
    "model name: bf16 CPU, false",
  })
  void theFlagsOfTheCpuTellWhetherItHasBf16(String line, boolean has) {
    String cpuinfo = "processor\t: 0\n" + line.replace(":", "\t\t:") + "\nbugs\t\t: none\n";
    assertThat(Accelerator.isFastInBf16(cpuinfo)).isEqualTo(has);
  }
}
