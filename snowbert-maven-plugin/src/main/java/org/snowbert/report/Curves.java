package org.snowbert.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.snowbert.jobs.results.MetricsFile;
import org.snowbert.jobs.results.MetricsLine;

/** What a training's metrics say by step, thinned out to what a chart can show. */
final class Curves {
  /** Points of a curve, at most: more than a screen has for it. */
  private static final int POINTS = 300;

  /** One point. */
  record Point(double step, double value) {}

  private final List<Point> trainingLoss = new ArrayList<>();
  private final List<Point> validationLoss = new ArrayList<>();
  private final List<Point> learningRate = new ArrayList<>();
  private final List<Point> sentencesPerSecond = new ArrayList<>();
  private int stepsAPoint = 1;

  /** The steps of the point that is being added up. */
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
      stepsAPoint = 1 + (line.steps() - 1) / POINTS;
    }
    count++;
    step = line.step();
    loss += line.loss();
    rate = line.learning_rate();
    sentences += line.sentences();
    milliseconds += line.step_ms();
    if (count == stepsAPoint) {
      end();
    }
  }

  /** Makes a point of the steps that were added up. */
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

  /** How many steps a point is the mean of. */
  int stepsAPoint() {
    return stepsAPoint;
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
