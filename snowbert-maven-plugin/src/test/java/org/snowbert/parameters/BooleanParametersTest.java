package org.snowbert.parameters;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.codehaus.plexus.component.configurator.expression.DefaultExpressionEvaluator;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowbert.InvalidInputException;

final class BooleanParametersTest {
  private static void require(String configuration) throws Exception {
    MojoDescriptor goal = new MojoDescriptor();
    goal.addParameter(parameter("shuffle", "boolean"));
    goal.addParameter(parameter("recipe", "java.lang.String"));
    MojoExecution execution = new MojoExecution(goal);
    execution.setConfiguration(
        Xpp3DomBuilder.build(
            new StringReader("<configuration>" + configuration + "</configuration>")));
    BooleanParameters.require(execution, new DefaultExpressionEvaluator());
  }

  private static Parameter parameter(String name, String type) {
    Parameter parameter = new Parameter();
    parameter.setName(name);
    parameter.setType(type);
    return parameter;
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "1", "True!", "t r u e"})
  void aValueThatIsNeitherTrueNorFalseIsRefused(String value) {
    assertThatThrownBy(() -> require("<shuffle>%s</shuffle>".formatted(value)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("snowbert.shuffle is '%s': use one of true, false", value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false", "True", "FALSE"})
  void trueAndFalseAreAccepted(String value) {
    assertThatCode(() -> require("<shuffle>%s</shuffle>".formatted(value)))
        .doesNotThrowAnyException();
  }

  @Test
  void otherTypesAndUnsetParametersAreNotChecked() {
    assertThatCode(() -> require("<recipe>yes</recipe>")).doesNotThrowAnyException();
    assertThatCode(() -> require("<shuffle/>")).doesNotThrowAnyException();
  }
}
