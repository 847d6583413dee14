package org.snowbert.incremental;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LockFileTest {
  private Path file;
  private final BlockingQueue<String> waits = new LinkedBlockingQueue<>();

  @BeforeEach
  void prepare(@TempDir Path folder) {
    file = folder.resolve("deeper/lock");
  }

  /** A program that holds a lock until it or its parent is killed. */
  static final class Holder {
    private Holder() {}

    @SuppressWarnings("try") // the lock is only held
    public static void main(String[] args) throws IOException {
      try (LockFile lock = LockFile.take(Path.of(args[0]), holder -> {})) {
        System.out.println("held");
        System.in.transferTo(OutputStream.nullOutputStream());
      }
    }
  }

  private Process holder() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.readLine()).isEqualTo("held");
    }
    return process;
  }

  @Test
  void aLockOfAnotherProcessIsSeenWithItsHolder() throws Exception {
    assertThat(LockFile.isHeld(file)).isFalse();
    assertThat(LockFile.holder(file)).isEmpty();
    Process holder = holder();
    assertThat(LockFile.isHeld(file)).isTrue();
    assertThat(LockFile.holder(file)).contains(holder.toHandle());
    holder.destroyForcibly().waitFor();
    assertThat(LockFile.isHeld(file)).isFalse();
    assertThat(LockFile.holder(file)).isEmpty();
  }

  private CompletableFuture<LockFile> takeElsewhere() {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return LockFile.take(file, waits::add);
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        },
        task -> new Thread(task).start());
  }

  @Test
  void aWaitingBuildLearnsTheHolderAndGetsTheLockWhenTheHolderIsKilled() throws Exception {
    Process process = holder();
    CompletableFuture<LockFile> taken = takeElsewhere();
    assertThat(waits.poll(1, TimeUnit.MINUTES))
        .matches("process " + process.pid() + " on \\S+, since \\d{4}-\\d\\d-\\d\\dT[\\d:]+Z");
    assertThat(taken).isNotDone();
    process.destroyForcibly();
    taken.get().close();
    assertThat(waits).isEmpty();
  }

  @Test
  void twoThreadsOfAProcessExcludeEachOther() throws Exception {
    LockFile first = LockFile.take(file, waits::add);
    CompletableFuture<LockFile> second = takeElsewhere();
    assertThat(waits.poll(1, TimeUnit.MINUTES))
        .contains("process " + ProcessHandle.current().pid());
    assertThat(second).isNotDone();
    first.close();
    second.get().close();
  }

  @Test
  void aDeletedLockIsNotInPlaceEvenIfAnotherFileReplacesIt() throws IOException {
    LockFile lock = LockFile.take(file, waits::add);
    assertThat(lock.isInPlace()).isTrue();
    Files.delete(file);
    assertThat(lock.isInPlace()).isFalse();
    LockFile other = LockFile.take(file, waits::add);
    assertThat(lock.isInPlace()).isFalse();
    assertThat(other.isInPlace()).isTrue();
    other.close();
    lock.close();
    assertThat(waits).isEmpty();
  }
}
