package org.snowbert.incremental;

import java.lang.reflect.RecordComponent;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares two records of settings. */
public final class SettingsDifference {
  private SettingsDifference() {}

  /**
   * The names of the components that differ, without those that are {@link NotInFingerprint}. Of a
   * record within the records, its components are compared.
   */
  public static Set<String> names(Record first, Record second) {
    Set<String> names = new TreeSet<>();
    add(first, second, names);
    return names;
  }

  private static void add(Record first, Record second, Set<String> names) {
    for (RecordComponent component : first.getClass().getRecordComponents()) {
      if (component.isAnnotationPresent(NotInFingerprint.class)) {
        continue;
      }
      @Nullable Object one = SettingsItems.value(component, first);
      @Nullable Object other = SettingsItems.value(component, second);
      if (one instanceof Record ones
          && other instanceof Record others
          && !component.isAnnotationPresent(AddedByStep.class)) {
        add(ones, others, names);
      } else if (!Objects.equals(one, other)) {
        names.add(component.getName());
      }
    }
  }
}
