package org.snowbert.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.InvalidInputException;
import org.snowbert.masking.MaskedFile;
import org.snowbert.masking.Masker;
import org.snowbert.model.Device;
import org.snowbert.model.Precision;
import org.snowbert.pipeline.Workspace;
import org.snowbert.text.TokenFile;
import org.snowbert.text.Tokenization;
import org.snowbert.text.TokenizeRequest;
import org.snowbert.text.Vocabulary;
import org.snowbert.training.Failure;
import org.snowbert.training.Hardware;
import org.snowbert.training.Job;
import org.snowbert.training.SettingsBuilder;
import org.snowbert.training.TrainRequest;

/** Trainings that fail in a JVM of their own, each for real. */
final class JobFailuresTest {
  private final SettingsBuilder settings = new SettingsBuilder();
  private final ForkedJvmBuilder fork = new ForkedJvmBuilder();
  private Path folder;
  private Workspace workspace;

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.workspace = new Workspace(folder, "own");
    settings.maxSteps = 1;
    Path sentences = folder.resolve("sentences.txt");
    Files.write(sentences, IntStream.range(0, 50).mapToObj(i -> "犬が" + i + "匹、庭にいます。").toList());
    Tokenization.run(
        new TokenizeRequest(
            sentences.toString(), workspace.tokens().toString(), null, 100, 0.5, 42, 128));
    Files.createDirectories(workspace.masked());
    MaskedFile.write(
        workspace.masked().resolve("validation.safetensors"),
        TokenFile.open(workspace.tokens().resolve("validation.safetensors")),
        new Masker(settings.masks, Vocabulary.read(workspace.tokens().resolve("vocab.txt"))),
        42,
        "mask/validation");
  }

  private void train() throws IOException {
    fork.training = settings.build();
    TrainRequest request =
        new TrainRequest(
            workspace.tokens().toString(),
            workspace.masked().toString(),
            workspace.checkpoints().toString(),
            workspace.metrics().toString(),
            workspace.model().toString(),
            null,
            "key",
            false,
            fork.training,
            new Hardware(Device.CPU, Precision.FP32, 1),
            new JsonObject());
    Path file = workspace.root().resolve("train.json");
    Files.writeString(file, new Gson().toJson(request));
    fork.build(workspace).run(Job.TRAIN, file);
  }

  /** A {@code java} that does something first. */
  private Path java(String before) throws IOException {
    Path script = folder.resolve("java.sh");
    Files.writeString(script, "#!/bin/sh\n%s\nexec '%s' \"$@\"\n".formatted(before, fork.java));
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void nothingFailsOtherwise() throws IOException {
    train();
    assertThat(workspace.model().resolve("model.safetensors")).exists();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whereTheEngineFindsNoMemoryTheBatchIsToBeHalved() throws IOException {
    settings.paddedLength = 8192; // attention's scores: 16 x 2 x 8192 x 8192 x 4 bytes
    settings.maxPositions = 8192;
    fork.java = java("ulimit -v 6000000");
    fork.jvmArguments = List.of("-Xmx256m");
    assertThatThrownBy(this::train)
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(
            "train: memory ended",
            "DefaultCPUAllocator: can't allocate memory",
            "snowbert.batchSize to 8 (now 16)",
            "snowbert.gradientAccumulation to 2 (now 1)",
            workspace.log(Job.TRAIN).toString());
  }

  @Test
  void whereTheHeapIsFullItsSizeAndTheBatchAreNamed() throws IOException {
    try (RandomAccessFile vocabulary =
        new RandomAccessFile(workspace.tokens().resolve("vocab.txt").toFile(), "rw")) {
      vocabulary.setLength(256 << 20); // one line
    }
    settings.batchTokens = 1024;
    fork.jvmArguments = List.of("-Xmx32m");
    assertThatThrownBy(this::train)
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(
            "the JVM's memory ended (Java heap space, of at most 32 MB)",
            "-Xmx in snowbert.jvmArguments",
            "snowbert.batchTokens to 512 (now 1024)");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whereTheSystemKillsItMemoryIsTheGuess() throws IOException {
    fork.java = java("kill -KILL $$");
    assertThatThrownBy(this::train)
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("137", "out of memory", "snowbert.batchSize to 8 (now 16)");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aBatchOfOneCannotBeHalved() throws IOException {
    settings.batchSize = 1;
    fork.java = java("kill -KILL $$");
    assertThatThrownBy(this::train).hasMessageContainingAll("snowbert.model", "snowbert.maxLength");
  }

  @Test
  void aJvmThatDoesNotStartSaysWhyItself() {
    fork.jvmArguments = List.of("-Xms1g", "-XX:+NoSuchOption");
    assertThatThrownBy(this::train)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "train: java does not start with -Xms1g -XX:+NoSuchOption (snowbert.jvmArguments): Unrecognized VM option 'NoSuchOption': correct them");
  }

  @Test
  void aLibtorchThatCannotBeLoadedIsNamed() throws IOException {
    Files.writeString(folder.resolve("build-version"), "2.7.1+cpu");
    Path lib = Files.createDirectory(folder.resolve("lib"));
    Path file = lib.resolve(Platform.current().library("torch"));
    Files.writeString(file, "not a library");
    fork.libtorch = folder;
    InvalidInputException refused = catchThrowableOfType(InvalidInputException.class, this::train);
    assertThat(refused)
        .hasMessageContainingAll(
            lib.toString(), "snowbert.libtorch", "as libtorch 2.7.1 cpu", "2.7.1, 2.5.1");
  }

  @Test
  void aLibraryThatCannotBeLoadedIsNamedWithoutOneOfTheUsers() {
    Engine engine = Engine.choose(Device.CPU, null, Platform.current(), false);
    Failure failure =
        new Failure(Failure.Kind.NOT_LOADED, "libm.so.6: version `GLIBC_2.29' not found");
    assertThat(
            new JobFailures(engine, List.of(), settings.build())
                .told(Job.TRAIN, "train", failure, folder))
        .hasMessageContainingAll("libtorch 2.7.1 cpu", "GLIBC_2.29", "newer system");
  }
}
