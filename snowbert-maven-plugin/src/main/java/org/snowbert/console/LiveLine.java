package org.snowbert.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.snowbert.jobs.results.MetricsLine;

/**
 * A line of the terminal that shows a training step by step. It has no colours, and its only
 * control character is the carriage return.
 */
public final class LiveLine implements AutoCloseable {
  /** The time between two drawings. */
  private static final int MILLISECONDS = 200;

  /** The weight of the latest step in the moving averages that the line shows. */
  private static final double WEIGHT = 0.1;

  /** The characters of a line that has room for the names of the numbers. */
  private static final int WIDE = 100;

  private final PrintStream terminal;
  private final IntSupplier terminalWidth;
  private final long began = System.nanoTime();
  private @Nullable ProgressBar bar;
  private @Nullable Line line;
  private int steps;
  private int epoch;
  private boolean wide;
  private boolean closed;
  private double loss;
  private double milliseconds;
  private double sentences;
  private volatile Duration left = Duration.ZERO;

  /**
   * A line of any terminal.
   *
   * @param terminalWidth asked whenever the line appears again
   */
  LiveLine(PrintStream terminal, IntSupplier terminalWidth) {
    this.terminal = terminal;
    this.terminalWidth = terminalWidth;
  }

  /**
   * A line of the terminal itself. It does not use {@link System#out}, because Maven 4 logs what is
   * written there.
   */
  public static LiveLine ofTerminal() {
    return new LiveLine(
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.US_ASCII),
        TerminalWidth::get);
  }

  /**
   * Whether a person watches the terminal and nothing else writes to it meanwhile.
   *
   * @param interactive whether Maven runs in interactive mode
   * @param parallel whether Maven builds several modules at once
   * @param terminal whether Maven's input and output are a terminal
   */
  public static boolean suits(
      boolean interactive, boolean parallel, boolean terminal, Map<String, String> environment) {
    return interactive
        && !parallel
        && terminal
        && !environment.containsKey("CI")
        && !"dumb".equals(environment.get("TERM"));
  }

  /** Shows the latest step. */
  synchronized void show(MetricsLine.Step step, int epochs) {
    if (closed) {
      return;
    }
    // The second step replaces the first, which takes longer than the others. Up to the tenth, the
    // weights give a plain mean.
    double weight = Math.max(1.0 / Math.max(steps, 1), WEIGHT);
    steps++;
    loss += weight * (step.loss() - loss);
    milliseconds += weight * (step.step_ms() - milliseconds);
    sentences += weight * (step.sentences() - sentences);
    left = Duration.ofMillis(Math.round((step.steps() - step.step()) * milliseconds));
    if (step.epoch() != epoch) {
      hide();
      epoch = step.epoch();
    }
    if (bar == null) {
      bar = bar(step, epochs);
    }
    bar.stepTo(step.step());
    bar.setExtraMessage(
        String.format(
            Locale.ROOT,
            wide ? "loss %.3f, rate %s, %.0f sentences/s" : "loss %.3f, %s, %.0f/s",
            loss,
            HumanNumbers.rate(step.learning_rate()),
            sentences / (milliseconds / 1000)));
  }

  /** Removes the line until the next step. */
  synchronized void hide() {
    if (bar != null && line != null) {
      bar.close();
      line.clear(); // the library does not clear a line that it has drawn only once
      bar = null;
    }
  }

  /** Removes the line for good. */
  @Override
  public synchronized void close() {
    closed = true;
    hide();
  }

  private ProgressBar bar(MetricsLine.Step step, int epochs) {
    line = new Line(terminal, terminalWidth.getAsInt());
    wide = line.getMaxRenderedLength() >= WIDE;
    return new ProgressBarBuilder()
        .setTaskName("epoch %d/%d".formatted(step.epoch(), epochs))
        .setInitialMax(step.steps())
        .startsFrom(step.step(), Duration.ofNanos(System.nanoTime() - began))
        .setEtaFunction(state -> Optional.of(left))
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(MILLISECONDS)
        .continuousUpdate()
        .setConsumer(line)
        .build();
  }

  /** Draws as the library does, but leaves nothing behind. */
  private static final class Line extends ConsoleProgressBarConsumer {
    private final PrintStream terminal;
    private final int width;

    Line(PrintStream terminal, int width) {
      super(terminal, width - "^C".length() - 1); // the terminal adds ^C when a user cancels
      this.terminal = terminal;
      this.width = width;
    }

    @Override
    public void clear() {
      terminal.print("\r" + " ".repeat(width - 1) + "\r");
    }

    /** Omits the library's line feed, so that the next line replaces this one. */
    @Override
    public void close() {
      terminal.flush();
    }
  }
}
