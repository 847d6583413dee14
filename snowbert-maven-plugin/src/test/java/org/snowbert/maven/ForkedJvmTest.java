package org.snowbert.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.InvalidInputException;
import org.snowbert.pipeline.Workspace;
import org.snowbert.text.TokenizeRequest;
import org.snowbert.training.Job;

final class ForkedJvmTest {
  private Workspace workspace;
  private Path request;

  @BeforeEach
  void prepare(@TempDir Path directory) throws IOException {
    workspace = new Workspace(directory.resolve("日本 語"), "own");
    request = Files.createDirectories(workspace.root()).resolve("tokenize.json");
  }

  private ForkedJvm fork(@Nullable Duration timeout) {
    ForkedJvmBuilder fork = new ForkedJvmBuilder();
    fork.timeout = timeout;
    return fork.build(workspace);
  }

  private void ask(int sentences) throws IOException {
    Path file = workspace.root().resolve("sentences.txt");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < sentences; i++) {
      text.append("本を").append(i).append("冊読みます。\n");
    }
    Files.writeString(file, text);
    TokenizeRequest tokenize =
        new TokenizeRequest(
            file.toString(), workspace.tokens().toString(), null, 100, 0.25, 42, 128);
    Files.writeString(request, new Gson().toJson(tokenize));
  }

  @Test
  void theJobIsDoneInAnotherJvm() throws IOException {
    ask(20);
    fork(null).run(Job.TOKENIZE, request);
    assertThat(workspace.tokens().resolve("vocab.txt")).exists();
    assertThat(Path.of(request + ".report")).exists();
  }

  @Test
  void theUsersMistakeComesBackAsOne() throws IOException {
    ask(1);
    assertThatThrownBy(() -> fork(null).run(Job.TOKENIZE, request))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("snowbert.validationFraction");
  }

  @Test
  void aFailureNamesTheLog() throws IOException {
    Files.writeString(request, "{");
    assertThatThrownBy(() -> fork(null).run(Job.TOKENIZE, request))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(workspace.log(Job.TOKENIZE).toString());
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
