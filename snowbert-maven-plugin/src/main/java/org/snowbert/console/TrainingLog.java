package org.snowbert.console;

import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snowbert.jobs.results.MetricsLine;
import org.snowbert.jobs.results.TrainingStart;

/**
 * Reports the progress of a training: its announcement, a forecast of its time, the result of each
 * validation, and between them a line now and then. Where a person watches the terminal, one live
 * line takes the place of the lines between.
 */
public final class TrainingLog {
  /** The time before the forecast, and the shortest pause between two lines. */
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(10);

  /** Some build servers end a build that is silent for ten minutes. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /** A training that ends sooner needs no forecast. */
  private static final Duration SHORTEST_FORECAST = Duration.ofSeconds(30);

  private final Function<TrainingStart, List<String>> announcement;
  private final int epochs;
  private final Clock clock;
  private final Consumer<String> log;
  private final @Nullable LiveLine live;

  private long began;
  private long lastLine;
  private MetricsLine.@Nullable Step last;
  private boolean first = true;
  private boolean forecastDone;
  private Sum allSteps = Sum.NONE;
  private Sum stepsSinceLine = Sum.NONE;

  /** The sums of the figures of several steps. */
  private record Sum(int steps, double loss, long sentences, double milliseconds) {
    static final Sum NONE = new Sum(0, 0, 0, 0);

    Sum plus(MetricsLine.Step step) {
      return new Sum(
          steps + 1,
          loss + step.loss(),
          sentences + step.sentences(),
          milliseconds + step.step_ms());
    }

    /** The time that more steps take at the same speed. */
    Duration timeOf(int more) {
      return Duration.ofMillis(Math.round(more * milliseconds / steps));
    }
  }

  /** A log of jobs that train nothing. */
  public static TrainingLog silent() {
    return new TrainingLog(start -> List.of(), 0, Clock.systemUTC(), line -> {}, null);
  }

  /**
   * A log of one training.
   *
   * @param announcement makes the first lines
   * @param live the live line; null to log a line now and then instead
   */
  public TrainingLog(
      Function<TrainingStart, List<String>> announcement,
      int epochs,
      Clock clock,
      Consumer<String> log,
      @Nullable LiveLine live) {
    this.announcement = announcement;
    this.epochs = epochs;
    this.clock = clock;
    this.log = log;
    this.live = live;
    this.began = clock.millis();
    this.lastLine = began;
  }

  public void begin(TrainingStart start) {
    began = clock.millis();
    lastLine = began;
    announcement.apply(start).forEach(log);
  }

  public void step(MetricsLine.Step step) {
    last = step;
    if (!first) { // the first step takes longer than the others
      allSteps = allSteps.plus(step);
    }
    first = false;
    stepsSinceLine = stepsSinceLine.plus(step);
    if (live != null) {
      live.show(step, epochs);
    }
  }

  public void validation(MetricsLine.Validation validation) {
    logProgress();
    print(
        String.format(
            Locale.ROOT,
            "epoch %d/%d, step %d: validation loss %.4f, top-1 %.4f",
            validation.epoch(),
            epochs,
            validation.step(),
            validation.validation_loss(),
            validation.top1()));
  }

  /** Logs the forecast or a line of progress when it is due. */
  public void tick() {
    long now = clock.millis();
    long elapsed = now - began;
    if (!forecastDone && elapsed >= SHORTEST_PAUSE.toMillis() && allSteps.steps() > 0) {
      forecastDone = true;
      logForecast();
    }
    long pause =
        Math.min(Math.max(elapsed / 10, SHORTEST_PAUSE.toMillis()), LONGEST_PAUSE.toMillis());
    if (now - lastLine >= pause) {
      logProgress();
    }
  }

  /** Logs the last progress, and removes the live line. */
  public void end() {
    logProgress();
    close();
  }

  /** Removes the live line for good. */
  public void close() {
    if (live != null) {
      live.close();
    }
  }

  /** The last step that was reported; 0 before the first. */
  public int lastStep() {
    return last == null ? 0 : last.step();
  }

  private void logForecast() {
    Duration left = last == null ? Duration.ZERO : allSteps.timeOf(last.steps() - last.step());
    if (left.compareTo(SHORTEST_FORECAST) >= 0) {
      ZonedDateTime now = ZonedDateTime.now(clock);
      ZonedDateTime end = now.plus(left);
      boolean today = end.toLocalDate().equals(now.toLocalDate());
      print(
          "train: about %s to go, until %s"
              .formatted(
                  HumanNumbers.duration(left),
                  end.format(
                      DateTimeFormatter.ofPattern(today ? "HH:mm" : "EEE HH:mm", Locale.ROOT))));
    }
  }

  /** Logs the steps since the last line: their mean loss, their speed, the time that is left. */
  private void logProgress() {
    lastLine = clock.millis();
    if (last == null || stepsSinceLine.steps() == 0) {
      return;
    }
    if (live == null) {
      Duration left = stepsSinceLine.timeOf(last.steps() - last.step());
      log.accept(
          String.format(
              Locale.ROOT,
              "epoch %d/%d, step %d/%d, loss %.3f, learning rate %s, %.0f sentences/s%s",
              last.epoch(),
              epochs,
              last.step(),
              last.steps(),
              stepsSinceLine.loss() / stepsSinceLine.steps(),
              HumanNumbers.rate(last.learning_rate()),
              stepsSinceLine.sentences() / (stepsSinceLine.milliseconds() / 1000),
              left.toMillis() < 500 ? "" : ", " + HumanNumbers.duration(left) + " left"));
    }
    stepsSinceLine = Sum.NONE;
  }

  private void print(String line) {
    if (live != null) {
      live.hide();
    }
    log.accept(line);
  }
}
