package org.snowbert.parameters;

import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.Parameter;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluator;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** The parameters that are true or false; Maven itself takes all but {@code true} for false. */
public final class BooleanParameters {
  private BooleanParameters() {}

  /** Refuses what is neither, in the POM as on the command line. */
  public static void require(MojoExecution execution, ExpressionEvaluator evaluator) {
    for (Parameter parameter : execution.getMojoDescriptor().getParameters()) {
      Xpp3Dom given = execution.getConfiguration().getChild(parameter.getName());
      if (parameter.getType().equals("boolean") && given != null && given.getValue() != null) {
        try {
          Object value = evaluator.evaluate(given.getValue());
          if (value != null) {
            ParameterChecks.requireBoolean(parameter.getName(), value.toString());
          }
        } catch (ExpressionEvaluationException e) {
          throw new IllegalStateException(e); // Maven has evaluated it before
        }
      }
    }
  }
}
