package org.snowbert.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.internal.Folders;

/**
 * Gives a reader inputs that are damaged by seeds. Each must be read, or end in one sentence that
 * names the file: no other exception, no hang, nothing written outside the reader's folder. That
 * memory stays bounded is held by the heap of the JVM, which is small.
 *
 * <p>{@code -Dfuzz.inputs=N} sets how many inputs each reader gets and {@code -Dfuzz.seed=N} the
 * first one's seed.
 */
public final class Fuzz {
  private static final int INPUTS = Integer.getInteger("fuzz.inputs", 120);
  private static final long FIRST_SEED = Long.getLong("fuzz.seed", 0);

  /** Far longer than any input takes. */
  private static final int HANG_SECONDS = 60;

  /** Beside the path. */
  private static final int LONGEST_SENTENCE = 600;

  private static final int SHOWN = 5;

  /** Writes the input of a seed into an empty folder. */
  @FunctionalInterface
  public interface Generator {
    void write(Mutator mutator, Path input) throws IOException;
  }

  /** Reads the input; may write into another empty folder. */
  @FunctionalInterface
  public interface Reader {
    void read(Path input, Path work) throws Exception;
  }

  private final Path folder;
  private final Generator generator;
  private final Reader reader;
  private int read;

  /**
   * @param folder an empty one of the test's own
   */
  public Fuzz(Path folder, Generator generator, Reader reader) {
    this.folder = folder;
    this.generator = generator;
    this.reader = reader;
  }

  /**
   * Damages one file, whose reader gets its path.
   *
   * @param whole a sound one, beside which the inputs are made
   */
  public static Fuzz ofFile(Path whole, Reader reader) throws IOException {
    byte[] content = Files.readAllBytes(whole);
    Path name = whole.getFileName();
    return new Fuzz(
        Files.createDirectory(whole.resolveSibling("fuzz")),
        (mutator, input) -> Files.write(input.resolve(name), mutator.mutate(content)),
        (input, work) -> reader.read(input.resolve(name), work));
  }

  /** Tries as many seeds as were asked for, of which not all are refused. */
  public void run() throws IOException {
    List<String> failures = new ArrayList<>();
    for (long seed = FIRST_SEED; seed < FIRST_SEED + INPUTS; seed++) {
      String failure = failure(seed);
      if (failure != null) {
        failures.add("seed " + seed + ": " + failure);
      }
    }
    assertThat(failures.stream().limit(SHOWN))
        .as("%d of %d inputs failed; the first of them", failures.size(), INPUTS)
        .isEmpty();
    assertThat(read).isPositive();
  }

  /** Tries one seed. */
  public void run(long seed) throws IOException {
    assertThat(failure(seed)).as("seed %d", seed).isNull();
  }

  private @Nullable String failure(long seed) throws IOException {
    Path input = folder.resolve("input");
    Path work = folder.resolve("work");
    Folders.delete(input);
    Folders.delete(work);
    Files.createDirectories(input);
    Files.createDirectories(work);
    generator.write(new Mutator(seed), input);
    List<String> before = names(input);
    Throwable thrown = thrown(input, work);
    read += thrown == null ? 1 : 0;
    String complaint = thrown == null ? null : complaint(thrown);
    if (complaint == null) {
      List<String> outside = new ArrayList<>(names(folder, 1));
      outside.removeAll(List.of("input", "work"));
      complaint = outside.isEmpty() ? null : "files outside: " + outside;
    }
    if (complaint == null) {
      try (Stream<Path> walk = Files.walk(work)) {
        complaint = walk.anyMatch(Files::isSymbolicLink) ? "a link in " + names(work) : null;
      }
    }
    return complaint == null && !names(input).equals(before) ? "the input changed" : complaint;
  }

  private @Nullable Throwable thrown(Path input, Path work) {
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              reader.read(input, work);
              return null;
            });
    Thread thread = new Thread(task, "fuzz");
    thread.setDaemon(true);
    thread.start();
    try {
      task.get(HANG_SECONDS, TimeUnit.SECONDS);
      return null;
    } catch (ExecutionException e) {
      return e.getCause();
    } catch (TimeoutException e) {
      AssertionError hang = new AssertionError("it hangs");
      hang.setStackTrace(thread.getStackTrace());
      return hang;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** What is wrong with how a reader ended; null for a sentence of ours. */
  private @Nullable String complaint(Throwable thrown) {
    String message = thrown.getMessage();
    boolean ours =
        (thrown instanceof InvalidInputException || thrown instanceof IOException)
            && message != null
            && message.contains(folder.toString())
            && message.length() <= LONGEST_SENTENCE + 3 * folder.toString().length()
            && message.chars().noneMatch(Character::isISOControl)
            && !message.contains("Exception")
            && !message.contains("(null)");
    return ours ? null : trace(thrown);
  }

  private static String trace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return Arrays.stream(text.toString().split("\n"))
        .map(line -> line.length() > 300 ? line.substring(0, 300) + "…" : line)
        .filter(line -> !line.startsWith("\tat ") || line.startsWith("\tat org.snowbert"))
        .limit(12)
        .collect(Collectors.joining("\n"));
  }

  private static List<String> names(Path root) throws IOException {
    return names(root, Integer.MAX_VALUE);
  }

  private static List<String> names(Path root, int depth) throws IOException {
    try (Stream<Path> walk = Files.walk(root, depth)) {
      return List.copyOf(
          walk.skip(1)
              .map(path -> root.relativize(path).toString())
              .collect(Collectors.toCollection(TreeSet::new)));
    }
  }
}
