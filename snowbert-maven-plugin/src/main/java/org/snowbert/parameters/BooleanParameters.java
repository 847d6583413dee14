package org.snowbert.parameters;

import java.util.Set;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.Parameter;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluator;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** Checks the parameters that are true or false: Maven itself reads every other value as false. */
public final class BooleanParameters {
  private static final Set<String> TYPES = Set.of("boolean", Boolean.class.getName());

  private BooleanParameters() {}

  /** Refuses a value that is neither, in the POM or on the command line. */
  public static void require(MojoExecution execution, ExpressionEvaluator evaluator) {
    for (Parameter parameter : execution.getMojoDescriptor().getParameters()) {
      Xpp3Dom element = execution.getConfiguration().getChild(parameter.getName());
      if (TYPES.contains(parameter.getType()) && element != null && element.getValue() != null) {
        try {
          Object value = evaluator.evaluate(element.getValue());
          if (value != null) {
            ParameterChecks.requireBoolean(parameter.getName(), value.toString());
          }
        } catch (ExpressionEvaluationException e) {
          throw new IllegalStateException(e); // Maven has already evaluated the value
        }
      }
    }
  }
}
