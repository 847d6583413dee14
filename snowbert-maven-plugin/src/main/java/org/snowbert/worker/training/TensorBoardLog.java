package org.snowbert.worker.training;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snowbert.internal.Folders;
import org.snowbert.jobs.results.MetricsLine;

/**
 * Writes the metrics for TensorBoard. Its tags are those of transformers, so that both kinds of
 * runs stand in the same charts.
 */
final class TensorBoardLog implements Closeable {
  private final EventFile file;
  private final Clock clock;

  private TensorBoardLog(EventFile file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  /**
   * Begins the only event file in a folder.
   *
   * @param done the lines before the checkpoint that the training goes on from. They are written
   *     again, as if the training had not been interrupted.
   */
  static TensorBoardLog begin(Path folder, List<MetricsLine> done, Clock clock) throws IOException {
    Folders.delete(folder);
    Files.createDirectories(folder);
    double now = clock.millis() / 1e3;
    String name = "events.out.tfevents.%d.snowbert".formatted((long) now);
    double left = done.stream().mapToDouble(TensorBoardLog::seconds).sum();
    EventFile file = new EventFile(Files.newOutputStream(folder.resolve(name)), now - left);
    TensorBoardLog log = new TensorBoardLog(file, clock);
    for (MetricsLine line : done) {
      left -= seconds(line);
      log.write(line, now - left);
    }
    return log;
  }

  private static double seconds(MetricsLine line) {
    return line instanceof MetricsLine.Step step ? step.step_ms() / 1e3 : 0;
  }

  void write(MetricsLine line) throws IOException {
    write(line, clock.millis() / 1e3);
  }

  private void write(MetricsLine line, double seconds) throws IOException {
    file.add(seconds, line.step(), figures(line));
  }

  private static Map<String, Double> figures(MetricsLine line) {
    Map<String, Double> figures = new LinkedHashMap<>();
    if (line instanceof MetricsLine.Step step) {
      figures.put("train/loss", step.loss());
      figures.put("train/learning_rate", step.learning_rate());
    } else if (line instanceof MetricsLine.Validation validation) {
      figures.put("eval/loss", validation.validation_loss());
      figures.put("eval/top1", validation.top1());
      figures.put("eval/top5", validation.top5());
    }
    return figures;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
