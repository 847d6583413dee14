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
 * Says how a training goes: what it begins with, how long it will take, what each validation gave,
 * and in between a line now and then, or one that lives where somebody watches.
 */
public final class TrainingLog {
  private static final Duration SOON = Duration.ofSeconds(10);

  /** Some machines end what is silent for ten. */
  private static final Duration LATEST = Duration.ofMinutes(5);

  /** What is over by then needs no forecast. */
  private static final Duration SHORT = Duration.ofSeconds(30);

  private final Function<TrainingStart, List<String>> block;
  private final int epochs;
  private final Clock clock;
  private final Consumer<String> log;
  private final @Nullable LiveLine live;

  private long began;
  private long said;
  private MetricsLine.@Nullable Step last;
  private boolean first = true;
  private boolean forecast;
  private Sum all = Sum.NONE;
  private Sum since = Sum.NONE;

  /** Sums over steps. */
  private record Sum(int steps, double loss, long sentences, double milliseconds) {
    static final Sum NONE = new Sum(0, 0, 0, 0);

    Sum plus(MetricsLine.Step step) {
      return new Sum(
          steps + 1,
          loss + step.loss(),
          sentences + step.sentences(),
          milliseconds + step.step_ms());
    }

    /** The time that so many more take. */
    Duration of(int more) {
      return Duration.ofMillis(Math.round(more * milliseconds / steps));
    }
  }

  /**
   * A log of one training.
   *
   * @param block the lines to begin with
   * @param live null where lines are said instead
   */
  public TrainingLog(
      Function<TrainingStart, List<String>> block,
      int epochs,
      Clock clock,
      Consumer<String> log,
      @Nullable LiveLine live) {
    this.block = block;
    this.epochs = epochs;
    this.clock = clock;
    this.log = log;
    this.live = live;
    this.began = clock.millis();
    this.said = began;
  }

  public void begin(TrainingStart start) {
    began = clock.millis();
    said = began;
    block.apply(start).forEach(log);
  }

  public void step(MetricsLine.Step step) {
    last = step;
    if (!first) { // which takes longer than the others
      all = all.plus(step);
    }
    first = false;
    since = since.plus(step);
    if (live != null) {
      live.show(step, epochs);
    }
  }

  public void validation(MetricsLine.Validation validation) {
    say();
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

  /** Speaks if it is time to. */
  public void tick() {
    long now = clock.millis();
    long elapsed = now - began;
    if (!forecast && elapsed >= SOON.toMillis() && all.steps() > 0) {
      forecast = true;
      forecast();
    }
    long pause = Math.min(Math.max(elapsed / 10, SOON.toMillis()), LATEST.toMillis());
    if (now - said >= pause) {
      say();
    }
  }

  /** Says where training ended. */
  public void end() {
    say();
    close();
  }

  /** Takes the live line away for good. */
  public void close() {
    if (live != null) {
      live.close();
    }
  }

  /** The last step that was taken in; 0 before the first. */
  public int lastStep() {
    return last == null ? 0 : last.step();
  }

  private void forecast() {
    Duration left = last == null ? Duration.ZERO : all.of(last.steps() - last.step());
    if (left.compareTo(SHORT) >= 0) {
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

  /** One line about the steps since the last one: their mean loss, their speed, the time left. */
  private void say() {
    said = clock.millis();
    if (last == null || since.steps() == 0) {
      return;
    }
    if (live == null) {
      Duration left = since.of(last.steps() - last.step());
      log.accept(
          String.format(
              Locale.ROOT,
              "epoch %d/%d, step %d/%d, loss %.3f, learning rate %s, %.0f sentences/s%s",
              last.epoch(),
              epochs,
              last.step(),
              last.steps(),
              since.loss() / since.steps(),
              HumanNumbers.rate(last.learning_rate()),
              since.sentences() / (since.milliseconds() / 1000),
              left.toMillis() < 500 ? "" : ", " + HumanNumbers.duration(left) + " left"));
    }
    since = Sum.NONE;
  }

  private void print(String line) {
    if (live != null) {
      live.hide();
    }
    log.accept(line);
  }
}
