package org.snowbert.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.jobs.CheckpointRequest;
import org.snowbert.jobs.Job;
import org.snowbert.jobs.Layout;
import org.snowbert.jobs.RequestFile;
import org.snowbert.jobs.TokenizeRequest;
import org.snowbert.jobs.TrainRequest;
import org.snowbert.jobs.Wire;
import org.snowbert.masking.MaskedFile;
import org.snowbert.masking.Masker;
import org.snowbert.model.Device;
import org.snowbert.model.Platform;
import org.snowbert.model.Precision;
import org.snowbert.settings.Hardware;
import org.snowbert.settings.SmallTrainSettings;
import org.snowbert.settings.TokenizeSettings;
import org.snowbert.text.TokenizerConfig;
import org.snowbert.text.Vocabulary;
import org.snowbert.tokens.TokenFile;
import org.snowbert.tokens.Tokenization;

/** Trainings that fail in a JVM of their own. Each failure is real. */
final class FailedTrainingTest {
  private final SmallTrainSettings settings = new SmallTrainSettings();
  private Path java = Path.of(System.getProperty("java.home"), "bin", "java");
  private List<String> jvmArguments = List.of();
  private @Nullable Path libtorch;
  private @Nullable Duration watchdog;
  private Path folder;
  private Layout layout;

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.layout = new Layout(folder, "own");
    settings.maxSteps = 1;
    settings.hardware = new Hardware(Device.CPU, Precision.FP32, 1);
    Path sentences = folder.resolve("sentences.txt");
    Files.write(sentences, IntStream.range(0, 50).mapToObj(i -> "犬が" + i + "匹、庭にいます。").toList());
    Tokenization.run(
        new TokenizeRequest(
            sentences,
            layout.tokens(),
            null,
            new TokenizeSettings(null, 100, TokenizerConfig.JAPANESE, 0.5, 128, 42)));
    Files.createDirectories(layout.masked().path());
    MaskedFile.write(
        layout.masked().validation(),
        TokenFile.open(layout.tokens().validation()),
        new Masker(settings.masks, Vocabulary.read(layout.tokens().vocabulary())),
        42,
        "mask/validation");
  }

  private ForkedJvm fork() {
    return new ForkedJvm(
        java,
        job -> ForkedJvmTest.classPath(),
        jvmArguments,
        Engine.choose(Device.CPU, libtorch, Platform.current(), false).environment(),
        null,
        null,
        watchdog,
        layout,
        MetricsFollowerTest.silent(layout.train()));
  }

  private void train() throws IOException {
    TrainRequest request =
        new TrainRequest(
            layout.tokens(),
            layout.masked(),
            layout.train(),
            null,
            List.of(),
            new CheckpointRequest(null, 2, Map.of(), null),
            null,
            settings.build());
    RequestFile file = new RequestFile(layout.root().resolve("train.json"));
    Wire.write(file.path(), request);
    fork().run(Job.TRAIN, file);
  }

  /** A {@code java} that runs a shell command first. */
  private Path java(String before) throws IOException {
    Path script = folder.resolve("java.sh");
    Files.writeString(script, "#!/bin/sh\n%s\nexec '%s' \"$@\"\n".formatted(before, java));
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void withoutAFaultTheTrainingSucceeds() throws IOException {
    train();
    assertThat(layout.model().resolve("model.safetensors")).exists();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theEndOfMemoryInTheEngineNamesHalfTheBatch() throws IOException {
    settings.paddedLength = 8192; // attention's scores: 16 x 2 x 8192 x 8192 x 4 bytes
    settings.maxPositions = 8192;
    java = java("ulimit -v 6000000");
    jvmArguments = List.of("-Xmx256m");
    assertThatThrownBy(this::train)
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(
            "train: memory ran out",
            "snowbert.batchSize 8 instead of 16",
            "snowbert.gradientAccumulation 2 instead of 1",
            layout.log(Job.TRAIN).toString());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aTrainingThatTheSystemKillsNamesASmallerBatch() throws IOException {
    java = java("kill -9 $$");
    assertThatThrownBy(this::train)
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(
            "SIGKILL",
            "try snowbert.batchSize 8 instead of 16",
            "snowbert.gradientAccumulation 2 instead of 1");
  }

  /** The training writes no checkpoint before it ends. */
  private void trainForLong() {
    settings.maxSteps = 1_000_000;
    settings.epochs = 100_000;
    settings.checkpointSteps = 1_000_000;
  }

  /** A {@code java} that runs a shell command beside a long training, after its first step. */
  private Path javaThat(String afterAStep) throws IOException {
    trainForLong();
    return java(
        "(until [ -s '%s' ]; do kill -0 $$ || exit; done; %s) &"
            .formatted(layout.train().metrics(), afterAStep));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aCrashOfNativeCodeIsNamedAndItsReportKept() throws IOException {
    java = javaThat("kill -SEGV $$");
    assertThatThrownBy(this::train)
        .isInstanceOf(IOException.class)
        .hasMessageMatching(
            "train: the forked JVM crashed after step \\d+ \\(SIGSEGV in .+\\): build again to go on from its last checkpoint, the crash report is \\S+/hs_err_pid\\d+.log, the log is \\S+");
    try (DirectoryStream<Path> reports =
        Files.newDirectoryStream(layout.logs(), "hs_err_pid*.log")) {
      assertThat(reports).hasSize(1);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aTrainingThatHangsIsEnded() throws IOException {
    // So many steps give several signs of life. After them the limit of one second holds.
    java =
        javaThat(
            "until [ $(wc -l < '%s') -gt 200 ]; do kill -0 $$ || exit; done; kill -STOP $$"
                .formatted(layout.train().metrics()));
    watchdog = Duration.ofSeconds(1);
    assertThatThrownBy(this::train)
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(
            "train gave no sign of life for 1 seconds after step",
            "snowbert.watchdog",
            layout.log(Job.TRAIN).toString());
    assertThat(ProcessHandle.current().children()).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aTrainingThatIsToldToEndSavesItsWork() throws IOException {
    java = javaThat("kill -TERM $$");
    assertThatThrownBy(this::train)
        .isInstanceOf(IOException.class)
        .hasMessageMatching("train was stopped after step \\d+: build again to go on from there");
    assertThat(layout.train().checkpoints()).isDirectoryContaining("glob:**/step-*");
  }

  @Test
  void aTrainingThatIsInterruptedSavesItsWork() {
    trainForLong();
    Thread waiting = Thread.currentThread();
    Thread interrupting =
        new Thread(
            () -> {
              while (layout.train().metrics().toFile().length() == 0) {
                Thread.onSpinWait();
              }
              waiting.interrupt();
            });
    interrupting.setDaemon(true);
    interrupting.start();
    assertThatThrownBy(this::train).isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(layout.train().checkpoints()).isDirectoryContaining("glob:**/step-*");
  }

  @Test
  void aFullHeapNamesItsSizeAndTheBatch() throws IOException {
    try (RandomAccessFile vocabulary =
        new RandomAccessFile(layout.tokens().vocabulary().toFile(), "rw")) {
      vocabulary.setLength(256 << 20); // one line
    }
    settings.batchTokens = 1024;
    jvmArguments = List.of("-Xmx32m");
    assertThatThrownBy(this::train)
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(
            "the JVM ran out of memory (Java heap space, of at most 32 MB)",
            "-Xmx in snowbert.jvmArguments",
            "snowbert.batchTokens 512 instead of 1024");
  }

  @Test
  void aLibtorchThatCannotBeLoadedIsNamed() throws IOException {
    Files.writeString(folder.resolve("build-version"), "2.7.1+cpu");
    Path lib = Files.createDirectory(folder.resolve("lib"));
    Path file = lib.resolve(Platform.current().library("torch"));
    Files.writeString(file, "not a library");
    libtorch = folder;
    assertThatThrownBy(this::train)
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(
            "the libtorch in " + lib + " (snowbert.libtorch) cannot be loaded", file.toString());
  }
}
