package org.snowbert.goals;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The site that {@code mvn site} made. */
@Tag("site")
final class SiteTest {
  private static final Path SITE = Path.of("target", "site");

  private final Map<Path, Document> pages = new HashMap<>();

  @Test
  void everyLinkWithinTheSiteLeadsSomewhere() throws IOException {
    List<String> dead = new ArrayList<>();
    for (Path page : pages()) {
      for (Element link : page(page).select("[href], [src]")) {
        String target = link.hasAttr("href") ? link.attr("href") : link.attr("src");
        if (!target.matches("(?:[a-z]+:|//).*") && !leadsSomewhere(page, target)) {
          dead.add(SITE.relativize(page) + " -> " + target);
        }
      }
    }
    assertThat(dead).isEmpty();
  }

  @Test
  void theMenuLeadsToEveryPage() throws IOException {
    Document reference = page(SITE.resolve("plugin-info.html"));
    try (Stream<Path> sources = Files.list(Path.of("src", "site", "markdown"))) {
      assertThat(sources.map(source -> source.getFileName().toString().replace(".md", ".html")))
          .isNotEmpty()
          .allSatisfy(
              page -> assertThat(reference.select("a[href='%s']".formatted(page))).isNotEmpty());
    }
  }

  @Test
  void everyParameterOfEveryGoalIsDescribed() throws IOException {
    Elements goals = page(SITE.resolve("plugin-info.html")).select("a[href$=-mojo.html]");
    assertThat(goals).isNotEmpty();
    for (String goal : Set.copyOf(goals.eachAttr("href"))) {
      Elements parameters = page(SITE.resolve(goal)).select("tr:has(td > a[href^=#] > code)");
      assertThat(parameters).as(goal).isNotEmpty();
      for (Element parameter : parameters) {
        assertThat(parameter.select("td:last-child").textNodes())
            .as(goal + " " + parameter.text())
            .anySatisfy(text -> assertThat(text.isBlank()).isFalse());
      }
    }
  }

  private boolean leadsSomewhere(Path from, String target) throws IOException {
    String[] parts = target.split("#", 2);
    Path file = parts[0].isEmpty() ? from : from.resolveSibling(parts[0]).normalize();
    if (!Files.isRegularFile(file)) {
      return false;
    }
    return parts.length == 1
        || parts[1].isEmpty()
        || page(file).getElementById(parts[1]) != null
        || !page(file).getElementsByAttributeValue("name", parts[1]).isEmpty();
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(SITE)) {
      return files.filter(file -> file.toString().endsWith(".html")).toList();
    }
  }

  private Document page(Path file) throws IOException {
    Document page = pages.get(file);
    if (page == null) {
      page = Jsoup.parse(file.toFile(), "UTF-8");
      pages.put(file, page);
    }
    return page;
  }
}
