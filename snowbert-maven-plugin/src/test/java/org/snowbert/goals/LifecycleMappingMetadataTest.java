package org.snowbert.goals;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.maven.plugins.annotations.Mojo;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The metadata that Eclipse reads before it builds. */
final class LifecycleMappingMetadataTest {
  private static final String METADATA = "/META-INF/m2e/lifecycle-mapping-metadata.xml";

  @Test
  void everyGoalIsIgnored() throws Exception {
    Document metadata =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Objects.requireNonNull(getClass().getResourceAsStream(METADATA)));
    assertThat(texts(metadata.getElementsByTagName("goal")))
        .containsExactlyInAnyOrderElementsOf(goals());
    NodeList actions = metadata.getElementsByTagName("action");
    assertThat(actions.getLength()).isEqualTo(1);
    assertThat(((Element) actions.item(0)).getElementsByTagName("ignore").getLength()).isEqualTo(1);
  }

  private static List<String> goals() {
    return new ClassFileImporter()
        .importPackagesOf(PipelineMojo.class).stream()
            .filter(type -> type.isAnnotatedWith(Mojo.class))
            .map(type -> type.getAnnotationOfType(Mojo.class).name())
            .toList();
  }

  private static List<String> texts(NodeList nodes) {
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .map(Node::getTextContent)
        .toList();
  }
}
