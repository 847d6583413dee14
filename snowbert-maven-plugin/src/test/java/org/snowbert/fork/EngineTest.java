package org.snowbert.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.InvalidInputException;
import org.snowbert.model.Device;
import org.snowbert.model.Platform;

final class EngineTest {
  private static List<String> names(Engine engine) {
    return engine.jars().stream()
        .map(
            jar ->
                Stream.of(jar.groupId(), jar.artifactId(), "jar", jar.classifier(), jar.version())
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining(":")))
        .toList();
  }

  @Test
  void theCpuHasTheNewestRelease() {
    Engine engine = Engine.choose(Device.AUTO, null, Platform.OSX_AARCH64, false);
    assertThat(names(engine))
        .containsExactly(
            "ai.djl.huggingface:tokenizers:jar:0.36.0",
            "ai.djl.pytorch:pytorch-engine:jar:0.36.0",
            "ai.djl.pytorch:pytorch-jni:jar:2.7.1-0.36.0",
            "ai.djl.pytorch:pytorch-native-cpu:jar:osx-aarch64:2.7.1");
    assertThat(engine.environment()).isEmpty();
    assertThat(engine).hasToString("libtorch 2.7.1 cpu, DJL 0.36.0");
  }

  @Test
  void workersOfAnotherPlatformHaveNativesOfTheirOwn() {
    Engine cpu = Engine.choose(Device.CPU, null, Platform.OSX_AARCH64, false);
    assertThat(cpu.natives(Platform.LINUX_X86_64))
        .isEqualTo(
            new EngineLibrary("ai.djl.pytorch", "pytorch-native-cpu", "linux-x86_64", "2.7.1"));
    Engine cuda = Engine.choose(Device.CUDA, null, Platform.LINUX_X86_64, true);
    assertThatThrownBy(() -> cuda.natives(Platform.LINUX_AARCH64))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("linux-aarch64", "snowbert.workerPlatform");
  }

  @Test
  void cudaHasTheReleaseWithNativesOnCentral() {
    Engine engine = Engine.choose(Device.AUTO, null, Platform.LINUX_X86_64, true);
    assertThat(engine.device()).isEqualTo(Device.CUDA);
    assertThat(names(engine))
        .contains(
            "ai.djl.pytorch:pytorch-jni:jar:2.5.1-0.32.0",
            "ai.djl.pytorch:pytorch-native-cu124:jar:linux-x86_64:2.5.1");
  }

  @Test
  void theLibrariesForCudaAreUnpackedOnce(@TempDir Path natives) throws IOException {
    Engine cuda = Engine.choose(Device.AUTO, null, Platform.LINUX_X86_64, true);
    Engine cpu = Engine.choose(Device.CPU, null, Platform.LINUX_X86_64, true);
    assertThat(cpu.unpacksCuda(natives)).isFalse();
    assertThat(cuda.unpacksCuda(natives)).isTrue();
    Files.createDirectories(natives.resolve("pytorch/2.7.1-20250812-cpu-linux-x86_64"));
    assertThat(cuda.unpacksCuda(natives)).isTrue();
    Files.createDirectories(natives.resolve("pytorch/2.5.1-20241122-cu124-linux-x86_64"));
    assertThat(cuda.unpacksCuda(natives)).isFalse();
  }

  @Test
  void anEngineIsUnpackedIfAllItsLibrariesAre(@TempDir Path natives) throws IOException {
    Engine cpu = Engine.choose(Device.CPU, null, Platform.LINUX_X86_64, true);
    Files.createDirectories(natives.resolve("tokenizers/0.21.0-0.36.0-cpu-linux-x86_64"));
    assertThat(cpu.isUnpackedIn(natives)).isFalse();
    Files.createDirectories(natives.resolve("pytorch/2.5.1-20241122-cpu-linux-x86_64"));
    assertThat(cpu.isUnpackedIn(natives)).isFalse();
    Files.createDirectories(natives.resolve("pytorch/2.7.1-20250812-cpu-linux-x86_64"));
    assertThat(cpu.isUnpackedIn(natives)).isTrue();
  }

  @Test
  void theUserCanChooseTheCpu() {
    Engine engine = Engine.choose(Device.CPU, null, Platform.LINUX_X86_64, true);
    assertThat(engine.device()).isEqualTo(Device.CPU);
    assertThat(engine.release()).isEqualTo(LibtorchRelease.LIBTORCH_2_7);
  }

  @Test
  void cudaThatIsAskedForAndAbsentIsRefusedBeforeAnythingIsFetched() {
    assertThatThrownBy(() -> Engine.choose(Device.CUDA, null, Platform.LINUX_X86_64, false))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("snowbert.device is cuda");
  }

  @Test
  void cudaWithoutNativesIsTheCpuUnlessAskedFor() {
    assertThat(Engine.choose(Device.AUTO, null, Platform.LINUX_AARCH64, true).device())
        .isEqualTo(Device.CPU);
    assertThatThrownBy(() -> Engine.choose(Device.CUDA, null, Platform.LINUX_AARCH64, true))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("snowbert.device is cuda", "linux-aarch64");
  }

  @Test
  void aLibtorchOfTheUserReplacesTheNatives(@TempDir Path folder) throws IOException {
    Path lib = libtorch(folder, "2.7.1+cu128");
    Files.createFile(lib.resolve("libtorch_cuda.so"));
    Engine engine = Engine.choose(Device.AUTO, folder, Platform.LINUX_X86_64, true);
    assertThat(names(engine)).hasSize(3).noneMatch(name -> name.contains("native"));
    assertThat(engine.environment())
        .containsEntry("PYTORCH_LIBRARY_PATH", lib.toString())
        .containsEntry("PYTORCH_VERSION", "2.7.1")
        .containsEntry("PYTORCH_FLAVOR", "cu128");
  }

  @Test
  void theVersionOfALibtorchDecidesTheRelease(@TempDir Path folder) throws IOException {
    Path lib = libtorch(folder, "2.5.1+cpu\n");
    assertThat(Engine.choose(Device.AUTO, lib, Platform.LINUX_X86_64, true))
        .hasToString("libtorch 2.5.1 cpu, DJL 0.32.0");
  }

  @Test
  void pythonsTorchSaysItsVersionInItsOwnFile(@TempDir Path folder) throws IOException {
    Path lib = libtorch(folder, "");
    Files.writeString(folder.resolve("version.py"), "__all__ = []\n__version__ = '2.5.1+cu124'\n");
    Files.createFile(lib.resolve("libtorch_cuda.so"));
    assertThat(Engine.choose(Device.CUDA, folder, Platform.LINUX_X86_64, true))
        .hasToString("libtorch 2.5.1 cu124, DJL 0.32.0");
  }

  @Test
  void aLibtorchOfAnotherPlatformIsRefused(@TempDir Path folder) throws IOException {
    libtorch(folder, "2.7.1");
    assertThatThrownBy(() -> Engine.choose(Device.AUTO, folder, Platform.WIN_X86_64, true))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("snowbert.libtorch", "no libtorch for win-x86_64");
  }

  @Test
  void aLibtorchOfAnotherReleaseIsRefused(@TempDir Path folder) throws IOException {
    libtorch(folder, "1.13.0");
    assertThatThrownBy(() -> Engine.choose(Device.AUTO, folder, Platform.LINUX_X86_64, true))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("1.13.0", "2.7.1, 2.5.1");
  }

  @Test
  void aLibtorchThatDoesNotSayItsVersionIsRefused(@TempDir Path folder) throws IOException {
    libtorch(folder, "");
    assertThatThrownBy(() -> Engine.choose(Device.AUTO, folder, Platform.LINUX_X86_64, true))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(folder.toString(), "build-version", "2.7.1, 2.5.1");
  }

  @Test
  void aLibtorchForTheCpuIsNotTakenForCuda(@TempDir Path folder) throws IOException {
    libtorch(folder, "2.7.1");
    assertThatThrownBy(() -> Engine.choose(Device.CUDA, folder, Platform.LINUX_X86_64, true))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("snowbert.device is cuda");
  }

  @Test
  void aFolderWithoutLibtorchIsRefused(@TempDir Path folder) {
    assertThatThrownBy(() -> Engine.choose(Device.AUTO, folder, Platform.LINUX_X86_64, true))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("snowbert.libtorch", folder.toString());
  }

  private static Path libtorch(Path folder, String version) throws IOException {
    Path lib = Files.createDirectory(folder.resolve("lib"));
    Files.createFile(lib.resolve("libtorch.so"));
    Files.writeString(folder.resolve("build-version"), version);
    return lib;
  }
}
