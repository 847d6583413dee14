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

/**
 * The line of a terminal that follows a training step by step. It is written without a colour and
 * without a command to the terminal but to go back to its start.
 */
public final class LiveLine implements AutoCloseable {
  private static final int MILLISECONDS = 200;

  /** How much a step counts in what is shown, the ones before it counting for the rest. */
  private static final double WEIGHT = 0.1;

  /** Of characters, below which the numbers stand without their names. */
  private static final int WIDE = 100;

  private final PrintStream terminal;
  private final IntSupplier terminalWidth;
  private final long began = System.nanoTime();
  private @Nullable ProgressBar bar;
  private @Nullable Line line;
  private int steps;
  private boolean wide;
  private boolean closed;
  private double loss;
  private double milliseconds;
  private double sentences;
  private volatile Duration left = Duration.ZERO;

  /**
   * A line of any terminal.
   *
   * @param terminalWidth asked for whenever the line is drawn anew
   */
  LiveLine(PrintStream terminal, IntSupplier terminalWidth) {
    this.terminal = terminal;
    this.terminalWidth = terminalWidth;
  }

  /**
   * A line of the terminal itself: Maven 4 takes what is written to {@link System#out} for lines of
   * its log.
   */
  public static LiveLine ofTerminal() {
    return new LiveLine(
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.US_ASCII),
        TerminalWidth::get);
  }

  /**
   * Whether there is somebody to watch, and nothing else that writes to the terminal meanwhile.
   *
   * @param interactive Maven's mode
   * @param parallel whether modules are built at once
   * @param console whether Maven's input and output are a terminal
   */
  public static boolean suits(
      boolean interactive, boolean parallel, boolean console, Map<String, String> environment) {
    return interactive
        && !parallel
        && console
        && !environment.containsKey("CI")
        && !"dumb".equals(environment.get("TERM"));
  }

  /** Shows a step that was done. */
  synchronized void show(TrainingLog.Step step, int epochs) {
    if (closed) {
      return;
    }
    // The mean at first, without the very first step, which takes longer than the others.
    double weight = Math.max(1.0 / Math.max(steps, 1), WEIGHT);
    steps++;
    loss += weight * (step.loss() - loss);
    milliseconds += weight * (step.milliseconds() - milliseconds);
    sentences += weight * (step.sentences() - sentences);
    left = Duration.ofMillis(Math.round((step.steps() - step.step()) * milliseconds));
    if (bar == null) {
      bar = bar(step, epochs);
    }
    bar.stepTo(step.step());
    bar.setExtraMessage(
        String.format(
            Locale.ROOT,
            wide ? "loss %.3f, rate %s, %.0f sentences/s" : "loss %.3f, %s, %.0f/s",
            loss,
            HumanNumbers.rate(step.learningRate()),
            sentences / (milliseconds / 1000)));
  }

  /** Takes the line away until the next step. */
  synchronized void hide() {
    if (bar != null && line != null) {
      bar.close();
      line.clear(); // which the library leaves out where it has drawn once only
      bar = null;
    }
  }

  /** Takes the line away for good. */
  @Override
  public synchronized void close() {
    closed = true;
    hide();
  }

  private ProgressBar bar(TrainingLog.Step step, int epochs) {
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

  /** The library's own, but for what it leaves behind. */
  private static final class Line extends ConsoleProgressBarConsumer {
    private final PrintStream terminal;
    private final int width;

    Line(PrintStream terminal, int width) {
      super(terminal, width - "^C".length() - 1); // which the terminal adds to a full line
      this.terminal = terminal;
      this.width = width;
    }

    @Override
    public void clear() {
      terminal.print("\r" + " ".repeat(width - 1) + "\r");
    }

    /** Without the library's line feed: the next line stands where this one stood. */
    @Override
    public void close() {
      terminal.flush();
    }
  }
}
