package org.snowbert.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.InvalidInputException;
import org.snowbert.internal.FullDiskException;
import org.snowbert.internal.SmallDisk;
import org.snowbert.jobs.Job;
import org.snowbert.jobs.Layout;
import org.snowbert.jobs.RequestFile;
import org.snowbert.jobs.TokenizeRequest;
import org.snowbert.jobs.Wire;
import org.snowbert.settings.TokenizeSettings;
import org.snowbert.text.TokenizerConfig;

final class ForkedJvmTest {
  private Layout layout;
  private RequestFile request;
  private Map<String, String> environment = Map.of("RUST_FLAVOR", "cpu");

  @BeforeEach
  void prepare(@TempDir Path directory) throws IOException {
    layout = new Layout(directory.resolve("日本 語"), "own");
    request = new RequestFile(Files.createDirectories(layout.root()).resolve("tokenize.json"));
  }

  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  private ForkedJvm fork(@Nullable Duration timeout, String... jvmArguments) {
    return fork(JAVA, timeout, jvmArguments);
  }

  private ForkedJvm fork(Path java, @Nullable Duration timeout, String... jvmArguments) {
    return new ForkedJvm(
        java,
        job -> classPath(),
        List.of(jvmArguments),
        environment,
        null,
        timeout,
        null,
        layout,
        MetricsFollowerTest.silent(layout.train()));
  }

  /** The tests' own. */
  static List<Path> classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .toList();
  }

  private void ask(int sentences) throws IOException {
    Path file = layout.root().resolve("sentences.txt");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < sentences; i++) {
      text.append("本を").append(i).append("冊読みます。\n");
    }
    Files.writeString(file, text);
    TokenizeRequest tokenize =
        new TokenizeRequest(
            file,
            layout.tokens(),
            null,
            new TokenizeSettings(null, 100, TokenizerConfig.JAPANESE, 0.25, 128, 42));
    Wire.write(request.path(), tokenize);
  }

  /** A {@code java} that first runs a command; where the command's output is. */
  private Path tokenizeAfter(String command, String... jvmArguments) throws IOException {
    Path seen = layout.root().resolve("seen");
    Path java = layout.root().resolve("java");
    Files.writeString(
        java, "#!/bin/sh\n%s > '%s'\nexec '%s' \"$@\"\n".formatted(command, seen, JAVA));
    assertThat(java.toFile().setExecutable(true)).isTrue();
    ask(20);
    fork(java, null, jvmArguments).run(Job.TOKENIZE, request);
    return seen;
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theForkKnowsNoSecretsOfItsEnvironment() throws IOException {
    assertThat(System.getenv("SNOWBERT_TEST_TOKEN")).isEqualTo("geheim"); // the build sets it
    assertThat(tokenizeAfter("env"))
        .content()
        .contains("PATH=", "OMP_NUM_THREADS=", "RUST_FLAVOR=cpu")
        .doesNotContain("geheim", "SNOWBERT_TEST_TOKEN");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void temporaryFilesAreInTheWorkspaceAndNoneAreLeft() throws IOException {
    Path temporary = layout.temporary();
    Files.createDirectories(temporary.resolve("snowbert123/own.zip"));
    assertThat(tokenizeAfter("ls -A '%s'".formatted(temporary), "-XshowSettings:properties"))
        .isEmptyFile();
    assertThat(layout.log(Job.TOKENIZE))
        .content()
        .contains("java.io.tmpdir = " + temporary, "jna.tmpdir = " + temporary);
    assertThat(temporary).doesNotExist();
  }

  @Test
  void theJobIsDoneInAnotherJvm() throws IOException {
    ask(20);
    fork(null).run(Job.TOKENIZE, request);
    assertThat(layout.tokens().vocabulary()).exists();
    assertThat(request.report()).exists();
  }

  @Test
  void aMistakeOfTheUserStaysAMistakeOfTheUser() throws IOException {
    ask(1);
    assertThatThrownBy(() -> fork(null).run(Job.TOKENIZE, request))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("snowbert.validationFraction");
  }

  @Test
  void aFailureNamesTheLog() throws IOException {
    Files.writeString(request.path(), "{");
    assertThatThrownBy(() -> fork(null).run(Job.TOKENIZE, request))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(layout.log(Job.TOKENIZE).toString());
  }

  @Test
  void wrongJvmArgumentsAreTheUsersMistake() throws IOException {
    ask(20);
    assertThatThrownBy(() -> fork(null, "-XX:+NoSuchOption").run(Job.TOKENIZE, request))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "snowbert.jvmArguments is -XX:+NoSuchOption, with which no JVM starts: Unrecognized VM"
                + " option 'NoSuchOption'");
  }

  @Test
  void argumentsThatContradictEachOtherAreTheUsersMistake() throws IOException {
    ask(20);
    assertThatThrownBy(() -> fork(null, "-Xms64m", "-Xmx32m").run(Job.TOKENIZE, request))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(
            "snowbert.jvmArguments is -Xms64m -Xmx32m", "larger value than the maximum heap size");
  }

  @Test
  void theEndOfTheHeapNamesTheArgumentThatEnlargesIt() throws IOException {
    ask(20);
    assertThatThrownBy(() -> fork(null, "-Xmx8m", "-XX:+UseSerialGC").run(Job.TOKENIZE, request))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(
            "ran out of memory", "Java heap space", "-Xmx", "snowbert.jvmArguments");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  @SuppressWarnings("try") // the disk is only mounted
  void aDiskWithoutRoomForTheMessageIsNamed(@TempDir Path folder) throws IOException {
    Path disk = folder.resolve("disk");
    try (SmallDisk mounted = SmallDisk.mount(disk, 1000)) {
      layout = new Layout(disk, "own");
      request = new RequestFile(Files.createDirectories(layout.root()).resolve("tokenize.json"));
      assertThatThrownBy(() -> tokenizeAfter("cat /dev/zero"))
          .isInstanceOf(FullDiskException.class)
          .hasMessageContainingAll("there is no room for " + request.path(), "0.0 MB are free");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @SuppressWarnings("try") // the disk is only mounted
  void aCacheThatExecutesNothingIsNamed(@TempDir Path folder) throws IOException {
    Path disk = folder.resolve("disk");
    environment = Map.of("RUST_FLAVOR", "cpu", "DJL_CACHE_DIR", disk.toString());
    ask(20);
    try (SmallDisk mounted = SmallDisk.mountNoexec(disk)) {
      assertThatThrownBy(() -> fork(null).run(Job.TOKENIZE, request))
          .isInstanceOf(IOException.class)
          .hasMessageMatching(
              "tokenize: the engine's libraries are in %s/tokenizers/\\S+, on a file system that executes no file \\(noexec\\): set snowbert.cache to a folder on another one: the log is .+"
                  .formatted(disk));
    }
  }

  @Test
  void aJobThatTakesTooLongIsEnded() throws IOException {
    ask(20);
    assertThatThrownBy(() -> fork(Duration.ZERO).run(Job.TOKENIZE, request))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("snowbert.timeout");
    assertThat(ProcessHandle.current().children()).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void anInterruptEndsTheJob() throws IOException {
    ask(20);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> fork(null).run(Job.TOKENIZE, request))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(ProcessHandle.current().children()).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void aSignalIsNamed() {
    assertThat(ExitStatus.describe(137)).contains("137", "SIGKILL", "out of memory");
    assertThat(ExitStatus.describe(3)).isEqualTo("ended with exit status 3");
  }
}
