package org.snowbert.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.djl.huggingface.tokenizers.jni.LibUtils;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class NoexecFolderTest {
  /** The library that the tokenizers unpack. */
  private static Throwable loadFrom(Path folder) throws IOException {
    Path file = folder.resolve("libtokenizers.so");
    String name = "/native/lib/linux-%s/cpu/libtokenizers.so";
    String arch = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
    try (InputStream library = LibUtils.class.getResourceAsStream(name.formatted(arch))) {
      Files.copy(library, file);
    }
    return catchThrowable(() -> System.load(file.toString()));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @SuppressWarnings("try") // the disk is only mounted
  void aLibraryOnADiskThatExecutesNothingIsFound(@TempDir Path directory) throws IOException {
    Path folder = directory.resolve("disk");
    try (SmallDisk disk = SmallDisk.mountNoexec(folder)) {
      Throwable failure = loadFrom(folder);
      assertThat(NoexecFolder.of(new IllegalStateException("wrapped", failure))).isEqualTo(folder);
      // The second use of a class whose start failed gives only the words of the failure.
      assertThat(NoexecFolder.of(new NoClassDefFoundError("Exception " + failure)))
          .isEqualTo(folder);
      assertThat(folder).isDirectoryNotContaining("glob:**snowbert*");
    }
  }

  /** The loader has the same words for the end of memory. */
  @Test
  void aFolderThatMayExecuteIsNotBlamed(@TempDir Path folder) {
    assertThat(
            NoexecFolder.of(
                new UnsatisfiedLinkError(
                    folder.resolve("libc10.so") + ": failed to map segment from shared object")))
        .isNull();
  }

  @Test
  void anotherFailureNamesNoFolder() {
    assertThat(NoexecFolder.of(new UnsatisfiedLinkError("no torch in java.library.path"))).isNull();
    assertThat(NoexecFolder.of(new IllegalStateException())).isNull();
  }
}
