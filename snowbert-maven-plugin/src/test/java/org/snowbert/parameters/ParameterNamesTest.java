package org.snowbert.parameters;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Properties;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.codehaus.plexus.configuration.DefaultPlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowbert.InvalidInputException;

final class ParameterNamesTest {
  private ParameterNames names;

  @BeforeEach
  void describe() throws Exception {
    PluginDescriptor plugin = new PluginDescriptor();
    plugin.addMojo(goal("train", List.of("batchSize", "batchTokens", "epochs", "skip"), true));
    plugin.addMojo(goal("verify", List.of("gates"), false));
    names = ParameterNames.of(plugin);
  }

  private static MojoDescriptor goal(String name, List<String> parameters, boolean hasProperties)
      throws Exception {
    MojoDescriptor goal = new MojoDescriptor();
    goal.setGoal(name);
    DefaultPlexusConfiguration configuration = new DefaultPlexusConfiguration("configuration");
    for (String parameter : parameters) {
      Parameter described = new Parameter();
      described.setName(parameter);
      described.setEditable(true);
      goal.addParameter(described);
      configuration.addChild(parameter, hasProperties ? "${snowbert." + parameter + "}" : null);
    }
    Parameter session = new Parameter();
    session.setName("session");
    session.setEditable(false);
    goal.addParameter(session);
    goal.setMojoConfiguration(configuration);
    return goal;
  }

  private static Plugin plugin(String element) {
    Xpp3Dom configuration = new Xpp3Dom("configuration");
    configuration.addChild(new Xpp3Dom("epochs"));
    configuration.addChild(new Xpp3Dom(element));
    Plugin plugin = new Plugin();
    plugin.setConfiguration(configuration);
    return plugin;
  }

  private static Properties properties(String name) {
    Properties properties = new Properties();
    properties.setProperty(name, "8");
    return properties;
  }

  @ParameterizedTest
  @CsvSource({
    "batchsize, did you mean batchSize?",
    "batch-size, did you mean batchSize?",
    "bachTokens, did you mean batchTokens?",
    "epoch, did you mean epochs?",
    "session, run mvn snowbert:help -Ddetail for a list",
    "learningRate, run mvn snowbert:help -Ddetail for a list",
  })
  void anUnknownNameIsRefusedWithTheMostSimilarName(String name, String remedy) {
    assertThatThrownBy(() -> names.require(plugin(name)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("<%s> is no parameter of snowbert: %s", name, remedy);
    assertThatThrownBy(() -> names.require(properties("snowbert." + name), property -> false))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("snowbert.%s is no parameter of snowbert: %s", name, remedy);
  }

  @Test
  void theConfigurationOfAnExecutionIsChecked() {
    Plugin plugin = plugin("skip");
    PluginExecution execution = new PluginExecution();
    execution.setConfiguration(plugin("epoch").getConfiguration());
    plugin.addExecution(execution);
    assertThatThrownBy(() -> names.require(plugin)).hasMessageContaining("<epoch>");
  }

  @Test
  void namesOfOtherGoalsAndOtherPluginsAreAccepted() {
    assertThatCode(() -> names.require(plugin("gates"))).doesNotThrowAnyException();
    assertThatCode(() -> names.require(new Plugin())).doesNotThrowAnyException();
    assertThatCode(() -> names.require(properties("snowbert.epochs"), property -> false))
        .doesNotThrowAnyException();
    assertThatCode(() -> names.require(properties("other.epoch"), property -> false))
        .doesNotThrowAnyException();
    assertThatCode(() -> names.require(properties("snowbert.version"), "snowbert.version"::equals))
        .doesNotThrowAnyException();
  }

  @Test
  void aParameterForThePomOnlyIsRefusedOnTheCommandLine() {
    assertThatThrownBy(() -> names.require(properties("snowbert.gates"), property -> false))
        .hasMessage("snowbert.gates cannot be set on the command line: set <gates> in the POM");
  }
}
