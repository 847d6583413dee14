package org.snowbert.parameters;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.maven.plugins.annotations.Parameter;

/** The parameters with their default values, as Maven sets them for a POM that sets none. */
public final class DefaultParameters extends GoalParameters {
  private static final Map<Class<?>, Function<String, Object>> PARSERS =
      Map.of(
          String.class, text -> text,
          boolean.class, Boolean::valueOf,
          int.class, Integer::valueOf,
          long.class, Long::valueOf,
          double.class, Double::valueOf);

  public DefaultParameters() {
    // The annotation is in the class file, but cannot be read by reflection.
    for (JavaField field : new ClassFileImporter().importClass(GoalParameters.class).getFields()) {
      Optional<String> value =
          field
              .tryGetAnnotationOfType(Parameter.class.getName())
              .flatMap(annotation -> annotation.tryGetExplicitlyDeclaredProperty("defaultValue"))
              .map(String.class::cast);
      value.ifPresent(text -> set(field.reflect(), text));
    }
  }

  private void set(Field field, String text) {
    try {
      field.set(this, Objects.requireNonNull(PARSERS.get(field.getType())).apply(text));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sets a parameter, as a POM does. */
  public DefaultParameters with(String name, Object value) {
    try {
      GoalParameters.class.getDeclaredField(name).set(this, value);
      return this;
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(name, e);
    }
  }

  @Override
  public void execute() {}
}
