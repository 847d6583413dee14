package org.snowbert.goals;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;

/** The documentation of the parameters, from which {@code snowbert:help} and the site are made. */
final class ManualTest {
  private static final Path DESCRIPTOR = Path.of("target/classes/META-INF/maven/plugin.xml");

  @Test
  void everyParameterHasASentenceItsValuesAndAnExample() throws Exception {
    Elements parameters =
        Jsoup.parse(Files.readString(DESCRIPTOR), "", Parser.xmlParser())
            .select("mojo:not(:has(> goal:contains(help))) > parameters > parameter");
    assertThat(parameters).hasSizeGreaterThan(40);
    for (Element parameter : parameters) {
      if (text(parameter, "editable").equals("true")) {
        String name = text(parameter, "name");
        assertThat(text(parameter, "description"))
            .as(name)
            .matches(
                "(?s)[A-Z].+\\. Values: [^.]+(?:\\.\\d[^.]*)*\\. Example: (?:-Dsnowbert\\.%s=\\S+|<%s>.*)"
                    .formatted(name, name));
      }
    }
  }

  private static String text(Element parameter, String child) {
    return parameter.select("> " + child).text();
  }
}
