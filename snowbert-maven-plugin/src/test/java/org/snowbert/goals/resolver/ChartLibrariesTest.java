package org.snowbert.goals.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.graph.Dependency;
import org.junit.jupiter.api.Test;

/** The report runs with the libraries that its charts were compiled and tested with. */
final class ChartLibrariesTest {
  @Test
  void theVersionsAreThoseOfTheTests() {
    List<String> versions =
        ChartLibraries.DEPENDENCIES.stream()
            .map(Dependency::getArtifact)
            .map(Artifact::getVersion)
            .toList();
    List<Class<?>> classes =
        List.of(
            org.jetbrains.letsPlot.core.util.PlotSvgExportCommon.class,
            kotlin.Unit.class,
            mu.KLogger.class);
    for (int i = 0; i < versions.size(); i++) {
      assertThat(classes.get(i).getProtectionDomain().getCodeSource().getLocation().getPath())
          .endsWith("-" + versions.get(i) + ".jar");
    }
  }
}
