package org.snowbert.report;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.snowbert.jobs.results.MetricsFile;

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
          if (curves.count == 0 && line.has("steps")) {
            curves.stepsPerPoint = 1 + (line.get("steps").getAsInt() - 1) / POINTS;
          }
          curves.add(line);
        });
    curves.end();
    return curves;
  }

  private void add(JsonObject line) {
    double at = line.get("step").getAsDouble();
    if (line.has("validation_loss")) {
      validationLoss.add(new Point(at, line.get("validation_loss").getAsDouble()));
      return;
    }
    count++;
    step = at;
    loss += line.get("loss").getAsDouble();
    rate = line.get("learning_rate").getAsDouble();
    sentences += line.get("sentences").getAsDouble();
    milliseconds += line.get("step_ms").getAsDouble();
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
