package org.snowbert.parameters;

import java.math.BigDecimal;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.Parameter;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluator;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/**
 * The properties that a user sets in vain: where the POM sets a parameter by its element, Maven
 * does not look at the property.
 */
public final class IgnoredProperties {
  private IgnoredProperties() {}

  /**
   * Finds them.
   *
   * @param user the properties of the command line and of {@code .mvn/maven.config}
   * @return a sentence for each property, by its name
   */
  public static SortedMap<String, String> of(
      MojoExecution execution, Properties user, ExpressionEvaluator evaluator) {
    SortedMap<String, String> sentences = new TreeMap<>();
    for (Parameter parameter : execution.getMojoDescriptor().getParameters()) {
      String name = parameter.getName();
      String property =
          ParameterNames.property(execution.getMojoDescriptor().getMojoConfiguration(), name);
      String ofUser = property == null ? null : user.getProperty(property);
      String inForce = value(execution.getConfiguration().getChild(name), evaluator);
      if (ofUser != null && inForce != null && !isSame(ofUser, inForce)) {
        sentences.put(
            property,
            "%1$s=%2$s has no effect, because the POM sets <%3$s> to %4$s: put <%1$s>%4$s</%1$s> into the POM's <properties> instead of that element"
                .formatted(property, ofUser, name, inForce));
      }
    }
    return sentences;
  }

  /** Whether two texts mean one value: a number may be written as 1e-3 and as 0.001. */
  private static boolean isSame(String one, String other) {
    try {
      return new BigDecimal(one).compareTo(new BigDecimal(other)) == 0;
    } catch (NumberFormatException e) {
      return one.equals(other);
    }
  }

  /** The value of an element; null if it has none, or elements of its own. */
  private static @Nullable String value(@Nullable Xpp3Dom element, ExpressionEvaluator evaluator) {
    if (element == null || element.getValue() == null) {
      return null;
    }
    try {
      Object value = evaluator.evaluate(element.getValue());
      return value == null ? null : value.toString();
    } catch (ExpressionEvaluationException e) {
      throw new IllegalStateException(e); // Maven has already evaluated the value
    }
  }
}
