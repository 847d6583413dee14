package org.snowbert.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jetbrains.letsPlot.commons.geometry.DoubleVector;
import org.jetbrains.letsPlot.core.util.PlotSvgExportCommon;
import org.snowbert.report.Curves.Point;

/**
 * A chart as SVG. Lets-Plot draws it, because it needs no fonts of the machine and no AWT. Each
 * chart is drawn in two widths. The style of the page shows one of them, and sets the colours.
 */
final class Chart {
  private static final String WIDE = "wide";
  private static final String NARROW = "narrow";

  private final List<Map<String, Object>> layers = new ArrayList<>();
  private final String title;
  private final String xLabel;
  private final String yLabel;

  /**
   * An empty chart.
   *
   * @param title the text that a screen reader reads
   */
  Chart(String title, String xLabel, String yLabel) {
    this.title = title;
    this.xLabel = xLabel;
    this.yLabel = yLabel;
  }

  Chart line(String colour, List<Point> points) {
    return layer("line", points, Map.of("color", colour, "size", 1));
  }

  Chart points(String colour, List<Point> points) {
    return layer("point", points, Map.of("color", colour, "size", 4));
  }

  Chart bars(String colour, List<Point> points) {
    return layer(
        "bar", points, Map.of("fill", colour, "size", 0, "stat", "identity", "width", 0.9));
  }

  private Chart layer(String geometry, List<Point> points, Map<String, Object> options) {
    Map<String, Object> layer = new HashMap<>(options);
    layer.put("geom", geometry);
    layer.put("tooltips", "none");
    layer.put(
        "data",
        new HashMap<>(
            Map.of(
                "x", points.stream().map(Point::step).toList(),
                "y", points.stream().map(Point::value).toList())));
    layer.put("mapping", new HashMap<>(Map.of("x", "x", "y", "y")));
    layers.add(layer);
    return this;
  }

  /** The chart in both widths. */
  String svg() {
    return svg(WIDE, 720, 300) + svg(NARROW, 340, 260);
  }

  private String svg(String width, int x, int y) {
    Map<String, Object> plot = new HashMap<>();
    plot.put("kind", "plot");
    plot.put("layers", new ArrayList<>(layers));
    plot.put(
        "scales",
        new ArrayList<>(
            List.of(
                new HashMap<>(Map.of("aesthetic", "x", "name", xLabel)),
                new HashMap<>(Map.of("aesthetic", "y", "name", yLabel)))));
    plot.put("theme", new HashMap<>(Map.of("name", "minimal")));
    String svg =
        PlotSvgExportCommon.INSTANCE.buildSvgImageFromRawSpecs(
            plot, new DoubleVector(x, y), (w, h, pixels) -> "", true);
    // The style of the page sets the size.
    return svg.replaceFirst(
        "class=\"plt-container\" width=\"[0-9.]+\" height=\"[0-9.]+\"",
        String.format(
            Locale.ROOT,
            "class=\"chart %s\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\"",
            width,
            x,
            y,
            title));
  }
}
