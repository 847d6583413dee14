package org.snowbert.parameters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.codehaus.plexus.component.configurator.expression.DefaultExpressionEvaluator;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluator;
import org.codehaus.plexus.configuration.DefaultPlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IgnoredPropertiesTest {
  private static Map<String, String> ignored(String configuration, String property, String value)
      throws Exception {
    MojoDescriptor goal = new MojoDescriptor();
    DefaultPlexusConfiguration values = new DefaultPlexusConfiguration("configuration");
    Parameter steps = new Parameter();
    steps.setName("maxSteps");
    goal.addParameter(steps);
    values.addChild("maxSteps", "${snowbert.maxSteps}");
    Parameter gates = new Parameter();
    gates.setName("gates");
    goal.addParameter(gates);
    goal.setMojoConfiguration(values);
    MojoExecution execution = new MojoExecution(goal);
    execution.setConfiguration(
        Xpp3DomBuilder.build(
            new StringReader("<configuration>" + configuration + "</configuration>")));
    Properties user = new Properties();
    user.setProperty(property, value);
    return IgnoredProperties.of(execution, user, evaluator(user));
  }

  /** Evaluates as Maven does. */
  private static ExpressionEvaluator evaluator(Properties user) {
    return new DefaultExpressionEvaluator() {
      @Override
      public Object evaluate(String text) {
        return text.equals("${snowbert.maxSteps}") ? user.getProperty("snowbert.maxSteps") : text;
      }
    };
  }

  @Test
  void aPropertyOfAParameterThatThePomSetsIsIgnored() throws Exception {
    assertThat(ignored("<maxSteps>3</maxSteps>", "snowbert.maxSteps", "150"))
        .containsExactly(
            Map.entry(
                "snowbert.maxSteps",
                "snowbert.maxSteps=150 has no effect, because the POM sets <maxSteps> to 3: put <snowbert.maxSteps>3</snowbert.maxSteps> into the POM's <properties> instead of that element"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<maxSteps>150</maxSteps>",
        "<maxSteps>1.5e2</maxSteps>",
        "<maxSteps>${snowbert.maxSteps}</maxSteps>",
        ""
      })
  void aPropertyThatGivesTheValueInForceIsNotIgnored(String configuration) throws Exception {
    assertThat(ignored(configuration, "snowbert.maxSteps", "150")).isEmpty();
  }

  @Test
  void otherPropertiesAndNestedElementsAreNotCompared() throws Exception {
    assertThat(ignored("<maxSteps>3</maxSteps>", "maxSteps", "150")).isEmpty();
    assertThat(ignored("<gates><maxLoss>2</maxLoss></gates>", "snowbert.gates", "3")).isEmpty();
  }
}
