package org.snowbert.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.snowbert.jobs.results.MetricsFile;
import org.snowbert.jobs.results.MetricsLine;

/** The metrics of a training by step, with no more points than a chart can show. */
final class Curves {
  /** The most points of a curve; a screen shows no more. */
  private static final int POINTS = 300;

  /** One point of a curve. */
  record Point(double step, double value) {}

  private final List<Point> trainingLoss = new ArrayList<>();
  private final List<Point> validationLoss = new ArrayList<>();
  private final List<Point> learningRate = new ArrayList<>();
  private final List<Point> sentencesPerSecond = new ArrayList<>();
  private int stepsPerPoint = 1;

  private int steps;
  private double allMilliseconds;

  /** How many steps the next point sums up so far. */
  private int count;

  private double loss;
  private double rate;
  private double sentences;
  private double milliseconds;
  private double step;

  private Curves() {}

  static Curves read(Path metrics) throws IOException {
    Curves curves = new Curves();
    MetricsFile.read(
        metrics,
        line -> {
          if (line instanceof MetricsLine.Step step) {
            curves.add(step);
          } else if (line instanceof MetricsLine.Validation validation) {
            curves.validationLoss.add(new Point(validation.step(), validation.validation_loss()));
          }
        });
    curves.end();
    return curves;
  }

  private void add(MetricsLine.Step line) {
    if (count == 0) {
      stepsPerPoint = 1 + (line.steps() - 1) / POINTS;
    }
    count++;
    steps++;
    allMilliseconds += line.step_ms();
    step = line.step();
    loss += line.loss();
    rate = line.learning_rate();
    sentences += line.sentences();
    milliseconds += line.step_ms();
    if (count == stepsPerPoint) {
      end();
    }
  }

  /** Makes a point from the steps that were summed up. */
  private void end() {
    if (count == 0) {
      return;
    }
    trainingLoss.add(new Point(step, loss / count));
    learningRate.add(new Point(step, rate));
    if (milliseconds > 0) {
      sentencesPerSecond.add(new Point(step, 1000 * sentences / milliseconds));
    }
    count = 0;
    loss = 0;
    sentences = 0;
    milliseconds = 0;
  }

  /** The mean duration of a step; 0 without steps. */
  double millisecondsPerStep() {
    return steps == 0 ? 0 : allMilliseconds / steps;
  }

  /** How many steps each point is the mean of. */
  int stepsPerPoint() {
    return stepsPerPoint;
  }

  List<Point> trainingLoss() {
    return trainingLoss;
  }

  List<Point> validationLoss() {
    return validationLoss;
  }

  List<Point> learningRate() {
    return learningRate;
  }

  List<Point> sentencesPerSecond() {
    return sentencesPerSecond;
  }
}
