package org.snowbert.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.FillMaskAnswer;
import org.snowbert.FillMaskAnswer.Candidate;
import org.snowbert.InvalidInputException;
import org.snowbert.jobs.FillMaskRequest;
import org.snowbert.jobs.Job;
import org.snowbert.jobs.JobRunner.Conversation;
import org.snowbert.jobs.Layout;
import org.snowbert.jobs.RequestFile;
import org.snowbert.jobs.Wire;
import org.snowbert.jobs.results.FillMaskReply;
import org.snowbert.model.Device;
import org.snowbert.model.Precision;
import org.snowbert.settings.Hardware;
import org.snowbert.steps.SmallModel;

/**
 * Conversations with real processes. All parameters of the model are 0, so every token is equally
 * probable.
 */
@Tag("engine")
final class ForkedConversationTest {
  private Layout layout;
  private Path model;

  @BeforeEach
  void prepare(@TempDir Path directory) throws IOException {
    layout = new Layout(directory, "own");
    model = new SmallModel(15, 16).write(directory.resolve("model"));
  }

  @AfterEach
  void noProcessIsLeft() {
    assertThat(ProcessHandle.current().children()).noneMatch(ProcessHandle::isAlive);
  }

  private Conversation start(@Nullable Duration timeout, String... jvmArguments)
      throws IOException {
    RequestFile request =
        new RequestFile(Files.createDirectories(layout.root()).resolve("fill-mask.json"));
    Hardware hardware = new Hardware(Device.CPU, Precision.FP32, 1);
    Wire.write(request.path(), new FillMaskRequest(model, 2, hardware));
    return new ForkedJvm(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            job -> ForkedJvmTest.classPath(),
            List.of(jvmArguments),
            Map.of("RUST_FLAVOR", "cpu"),
            null,
            timeout,
            null,
            layout,
            MetricsFollowerTest.silent(layout.train()))
        .converse(Job.FILL_MASK, request);
  }

  private static FillMaskReply ask(Conversation conversation, String line) throws IOException {
    return new Gson().fromJson(conversation.ask(line), FillMaskReply.class);
  }

  /** The JVM prints other lines beside its replies. */
  @Test
  void linesAreAnsweredOneAfterTheOther() throws IOException {
    try (Conversation conversation = start(null, "-Xlog:gc*")) {
      List<Candidate> first = List.of(new Candidate("語0", 0.05), new Candidate("語1", 0.05));
      assertThat(ask(conversation, "[MASK]と[MASK]").answer())
          .isEqualTo(new FillMaskAnswer("語0と語0", List.of(first, first)));
      assertThat(ask(conversation, "語0").mistake()).contains("'語0' has no [MASK]");
      assertThat(ask(conversation, "[MASK]".repeat(15)).mistake()).contains("the model reads 16");
      assertThat(ask(conversation, "[MASK]").answer())
          .isEqualTo(new FillMaskAnswer("語0", List.of(first)));
    }
  }

  @Test
  void aModelThatIsRefusedIsTheUsersMistake() throws IOException {
    Files.delete(model.resolve("vocab.txt"));
    try (Conversation conversation = start(null)) {
      assertThatThrownBy(() -> conversation.ask("[MASK]"))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("vocab.txt");
    }
  }

  @Test
  void aJvmThatEndsNamesItsLog() throws IOException {
    try (Conversation conversation = start(null)) {
      conversation.ask("[MASK]");
      ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
      for (int i = 0; i < 2; i++) { // while the process ends, and after its end
        assertThatThrownBy(() -> conversation.ask("[MASK]"))
            .isInstanceOf(IOException.class)
            .hasMessageContaining(layout.log(Job.FILL_MASK).toString());
      }
    }
  }

  @Test
  void aReplyThatTakesTooLongEndsTheConversation() throws IOException {
    try (Conversation conversation = start(Duration.ZERO)) {
      assertThatThrownBy(() -> conversation.ask("[MASK]"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("snowbert.timeout");
    }
  }
}
