package org.snowbert.parameters;

import java.util.Comparator;
import java.util.Locale;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;

/**
 * The names of the parameters of all goals. They serve to refuse an unknown name, which Maven would
 * ignore. Within {@code <sources>} and {@code <gates>}, Maven itself refuses unknown names.
 *
 * @param elements the names of elements in a {@code <configuration>}, which several goals may share
 * @param properties the names of properties on the command line
 */
public record ParameterNames(SortedSet<String> elements, SortedSet<String> properties) {
  private static final String PREFIX = "snowbert.";

  private static final Pattern PROPERTY = Pattern.compile("\\$\\{(snowbert\\..+)}");

  public static ParameterNames of(PluginDescriptor plugin) {
    ParameterNames names = new ParameterNames(new TreeSet<>(), new TreeSet<>());
    for (MojoDescriptor goal : plugin.getMojos()) {
      for (Parameter parameter : goal.getParameters()) {
        if (parameter.isEditable()) {
          names.add(parameter.getName(), goal.getMojoConfiguration());
        }
      }
    }
    return names;
  }

  private void add(String name, PlexusConfiguration configuration) {
    elements.add(name);
    String property = property(configuration, name);
    if (property != null) {
      properties.add(property);
    }
  }

  /** The property that sets a parameter of a goal; null if only a POM can set it. */
  static @Nullable String property(PlexusConfiguration goal, String parameter) {
    PlexusConfiguration value = goal.getChild(parameter, false);
    Matcher property =
        PROPERTY.matcher(value == null || value.getValue() == null ? "" : value.getValue());
    return property.matches() ? property.group(1) : null;
  }

  /**
   * Checks the names in the configuration of a plugin and of its executions.
   *
   * @throws InvalidInputException if a name is unknown
   */
  public void require(Plugin plugin) {
    require((ConfigurationContainer) plugin);
    plugin.getExecutions().forEach(this::require);
  }

  private void require(ConfigurationContainer container) {
    if (container.getConfiguration() instanceof Xpp3Dom configuration) {
      for (Xpp3Dom child : configuration.getChildren()) {
        if (!elements.contains(child.getName())) {
          throw unknown("<" + child.getName() + ">", child.getName());
        }
      }
    }
  }

  /**
   * Checks the names of the properties on the command line.
   *
   * @param isOfPom whether the POM has or reads a property, which may then have any name
   * @throws InvalidInputException if a name is unknown, or can be set in a POM only
   */
  public void require(Properties commandLine, Predicate<String> isOfPom) {
    for (String name : new TreeSet<>(commandLine.stringPropertyNames())) {
      if (name.startsWith(PREFIX) && !properties.contains(name) && !isOfPom.test(name)) {
        String bare = name.substring(PREFIX.length());
        if (elements.contains(bare)) {
          throw new InvalidInputException(
              "%s cannot be set on the command line: set <%s> in the POM".formatted(name, bare));
        }
        throw unknown(name, bare);
      }
    }
  }

  private InvalidInputException unknown(String asWritten, String name) {
    String similar = nearest(name);
    return new InvalidInputException(
        "%s is no parameter of snowbert: %s"
            .formatted(
                asWritten,
                similar == null
                    ? "run mvn snowbert:help -Ddetail for a list"
                    : "did you mean " + similar + "?"));
  }

  /** The known name that is most similar to an unknown name; null if no name is similar. */
  private @Nullable String nearest(String name) {
    return elements.stream()
        .filter(known -> distance(known, name) <= 1 + name.length() / 4)
        .min(Comparator.comparingInt(known -> distance(known, name)))
        .orElse(null);
  }

  /** The number of letters to insert, delete or replace, upper and lower case being the same. */
  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      int diagonal = i;
      for (int j = 0; j <= b.length(); j++) {
        int above = row[j];
        if (i == 0 || j == 0) {
          row[j] = i + j;
        } else {
          int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
          row[j] = Math.min(replaced, 1 + Math.min(above, row[j - 1]));
        }
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
