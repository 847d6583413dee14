package org.snowbert.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.ToNumberPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snowbert.internal.AtomicFiles;
import org.snowbert.internal.JsonFiles;
import org.snowbert.jobs.Layout;
import org.snowbert.jobs.results.Analysis;
import org.snowbert.jobs.results.EvaluationReport;
import org.snowbert.report.Curves.Point;
import org.snowbert.settings.Gates;
import org.snowbert.steps.GateCheck;
import org.snowbert.templates.Templates;

/** Writes the page about a training: one HTML file that needs no other. */
public final class Report {
  private static final Gson GSON =
      new GsonBuilder().setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE).create();

  private Report() {}

  /**
   * Writes {@code index.html} into a folder.
   *
   * @param layout the files of a model that was packaged and evaluated
   * @param gates the gates in force; the page says which of them the model misses, if they are
   *     those that the model was made with
   */
  public static Path write(Layout layout, Gates gates, Analysis analysis, Path folder)
      throws IOException {
    EvaluationReport evaluation = JsonFiles.read(layout.evaluation(), EvaluationReport::of);
    Map<String, Object> page = new HashMap<>();
    List<String> clauses = JsonFiles.read(layout.provenance(), Report::gates);
    page.put("training", map(layout.provenance()));
    page.put("results", map(layout.train().results()));
    page.put("run", run(layout.run()));
    page.put("figures", evaluation.figures());
    page.put("baseline", evaluation.baseline());
    page.put("gates", clauses);
    if (clauses.equals(gates.clauses())) {
      page.put("missed", GateCheck.missed(gates, evaluation));
    }
    page.put("analysis", analysis);
    page.put("wordClasses", WordClass.ENGLISH);
    page.put("charts", charts(Curves.read(layout.train().metrics()), analysis));
    page.put("zip", layout.zip().getFileName().toString());
    Path file = folder.resolve("index.html");
    Files.createDirectories(folder);
    AtomicFiles.write(file, Templates.fill(Report.class, "report.ftlh", page));
    return file;
  }

  private static Map<String, String> charts(Curves curves, Analysis analysis) {
    List<Point> lengths = new ArrayList<>();
    for (int length = 0; length < analysis.lengths().size(); length++) {
      lengths.add(new Point(length, analysis.lengths().get(length)));
    }
    Map<String, String> charts = new HashMap<>(TrainingCharts.of(curves));
    charts.put(
        "lengths",
        new Chart("Sentences by their number of tokens", "tokens", "sentences")
            .bars(TrainingCharts.TRAINING, lengths)
            .svg());
    return charts;
  }

  private static List<String> gates(JsonObject provenance) {
    return provenance.getAsJsonArray("gates").asList().stream()
        .map(JsonElement::getAsString)
        .toList();
  }

  private static Object map(Path json) throws IOException {
    return JsonFiles.read(json, Report::map);
  }

  private static Object map(JsonObject json) {
    return GSON.fromJson(json, Object.class);
  }

  /** The times and the machine. A damaged file is left out, because it decides nothing. */
  private static Object run(Path json) throws IOException {
    try {
      return Files.exists(json) ? JsonFiles.parse(json, Report::map) : Map.of();
    } catch (JsonParseException e) {
      return Map.of();
    }
  }
}
