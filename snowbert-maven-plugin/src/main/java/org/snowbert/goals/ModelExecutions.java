package org.snowbert.goals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.jobs.Layout;

/**
 * The executions of a POM that make a model. Executions that share the work make one model, in
 * {@code target/snowbert/}. Two executions with a goal in common and another configuration make two
 * models, each in a folder that is named for the execution.
 *
 * @param ofPlugin the elements of the plugin's own configuration, which every execution has
 */
record ModelExecutions(List<Execution> executions, Map<String, String> ofPlugin) {
  /** The goals that make a model or check it. */
  private static final Set<String> GOALS =
      Set.of("fetch", "tokenize", "mask", "train", "package", "evaluate", "verify");

  private static final String CLASSIFIER = "classifier";

  /** The phase that POMs name to switch an execution off. */
  private static final String NO_PHASE = "none";

  /**
   * An execution that makes a model.
   *
   * @param goals those of its goals that make a model
   * @param bound whether a phase runs it
   * @param configuration its elements as XML, by their names, and those of the plugin
   */
  record Execution(String id, Set<String> goals, boolean bound, Map<String, String> configuration) {
    private boolean isRivalOf(Execution other) {
      return !id.equals(other.id)
          && !Collections.disjoint(goals, other.goals)
          && !configuration.equals(other.configuration);
    }

    /** Whether it is an execution of the lifecycle, or has no id. */
    private boolean isDefault() {
      return id.equals(PluginExecution.DEFAULT_EXECUTION_ID) || id.startsWith("default-");
    }
  }

  /**
   * Reads the executions.
   *
   * @param plugin the declaration of this plugin in the effective POM; null if there is none
   * @param parameters the names of the parameters that all goals have; others decide no model
   */
  static ModelExecutions of(@Nullable Plugin plugin, Set<String> parameters) {
    if (plugin == null) {
      return new ModelExecutions(List.of(), Map.of());
    }
    List<Execution> executions = new ArrayList<>();
    for (PluginExecution execution : plugin.getExecutions()) {
      List<String> goals = execution.getGoals().stream().filter(GOALS::contains).toList();
      if (!goals.isEmpty()) {
        executions.add(
            new Execution(
                execution.getId(),
                Set.copyOf(goals),
                !NO_PHASE.equals(execution.getPhase()),
                configuration(execution, parameters)));
      }
    }
    return new ModelExecutions(executions, configuration(plugin, parameters));
  }

  private static Map<String, String> configuration(
      ConfigurationContainer container, Set<String> parameters) {
    SortedMap<String, String> elements = new TreeMap<>();
    if (container.getConfiguration() instanceof Xpp3Dom configuration) {
      for (Xpp3Dom element : configuration.getChildren()) {
        if (!parameters.contains(element.getName())) {
          continue;
        }
        if (!element.getName().equals(CLASSIFIER)) {
          elements.put(element.getName(), element.toString());
        } else if (element.getValue() != null && !element.getValue().isBlank()) {
          elements.put(CLASSIFIER, element.getValue());
        }
      }
    }
    return elements;
  }

  /** Whether a phase of the project's lifecycle runs one of the executions. */
  boolean areBound() {
    return executions.stream().anyMatch(Execution::bound);
  }

  /** The elements that configure an execution: its own and the plugin's. */
  Map<String, String> configuration(String id) {
    return executions.stream()
        .filter(execution -> execution.id().equals(id))
        .findFirst()
        .map(Execution::configuration)
        .orElse(ofPlugin);
  }

  /** Whether an execution makes a model of its own, beside those of other executions. */
  private boolean isApart(Execution execution) {
    return !execution.isDefault() && executions.stream().anyMatch(execution::isRivalOf);
  }

  /** The ids of the executions that make a model of their own. */
  private List<String> apart() {
    return executions.stream().filter(this::isApart).map(Execution::id).toList();
  }

  /**
   * The files of the model that an execution makes or asks.
   *
   * @param finalName the final name of the build
   * @param id the id of the execution
   * @param classifier the parameter; null if the execution does not set it
   * @throws InvalidInputException if two models would have one zip
   */
  Layout layout(Path build, String finalName, String id, @Nullable String classifier) {
    requireOwnZips(finalName);
    String name = name(finalName, classifier(id, classifier));
    return apart().contains(id) ? Layout.ofExecution(build, id, name) : new Layout(build, name);
  }

  /**
   * The classifier of the model that an execution makes or asks; null if it has none.
   *
   * @param id the id of the execution
   * @param classifier the parameter; null if the execution does not set it
   */
  @Nullable String classifier(String id, @Nullable String classifier) {
    return classifier == null && !apart().contains(id) ? sharedClassifier() : classifier;
  }

  private static String name(String finalName, @Nullable String classifier) {
    return classifier == null ? finalName : finalName + "-" + classifier;
  }

  /** The classifier that one of the executions sets which make a model together. */
  private @Nullable String sharedClassifier() {
    return executions.stream()
        .filter(execution -> !isApart(execution))
        .map(execution -> execution.configuration().get(CLASSIFIER))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private void requireOwnZips(String finalName) {
    Map<String, String> owners = new HashMap<>();
    for (Execution execution : executions) {
      boolean apart = isApart(execution);
      String zip =
          name(finalName, apart ? execution.configuration().get(CLASSIFIER) : sharedClassifier());
      String owner = apart ? execution.id() : "";
      String other = owners.putIfAbsent(zip, owner);
      if (other != null && !other.equals(owner)) {
        throw new InvalidInputException(
            "the execution %s of snowbert makes a model of its own, but its %s.zip would be that of another execution: give each a <classifier> of its own"
                .formatted(owner.isEmpty() ? other : owner, zip));
      }
    }
  }

  /**
   * Requires that a goal without an execution of its own knows which model is meant.
   *
   * @param id the id of the execution that runs
   * @param command the command that names the goal, such as {@code mvn snowbert:report}
   * @throws InvalidInputException if each of several executions makes a model of its own, and this
   *     is none of them
   */
  void requireOneModel(String id, String command) {
    List<String> apart = apart();
    if (!apart.isEmpty() && !apart.contains(id) && executions.stream().allMatch(this::isApart)) {
      throw new InvalidInputException(
          "this project makes %d models, in the executions %s: name one of them, as in %s@%s"
              .formatted(apart.size(), String.join(", ", apart), command, apart.get(0)));
    }
  }
}
