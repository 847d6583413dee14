package org.snowbert.incremental;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares two records of settings. */
public final class SettingsDifference {
  private SettingsDifference() {}

  /**
   * The names of the components that differ, without those that are {@link NotInFingerprint}. Where
   * a record within the records differs, its components that differ are named too, and all of them
   * where only one of the records has it.
   */
  public static Set<String> names(Record first, Record second) {
    Set<String> names = new TreeSet<>();
    for (RecordComponent component : first.getClass().getRecordComponents()) {
      if (!component.isAnnotationPresent(NotInFingerprint.class)) {
        names.addAll(
            names(
                component,
                SettingsItems.value(component, first),
                SettingsItems.value(component, second)));
      }
    }
    return names;
  }

  private static Set<String> names(
      RecordComponent component, @Nullable Object one, @Nullable Object other) {
    if (Objects.equals(one, other)) {
      return Set.of();
    }
    Set<String> names = new TreeSet<>();
    if (!component.isAnnotationPresent(AddedByStep.class)) {
      if (one instanceof Record ones && other instanceof Record others) {
        names.addAll(names(ones, others));
        if (names.isEmpty()) {
          return names;
        }
      } else if (one instanceof Record || other instanceof Record) {
        Arrays.stream(component.getType().getRecordComponents())
            .forEach(within -> names.add(within.getName()));
      }
    }
    names.add(component.getName());
    return names;
  }
}
