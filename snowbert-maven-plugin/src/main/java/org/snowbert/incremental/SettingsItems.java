package org.snowbert.incremental;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Adds a settings record to a fingerprint. Each component becomes an item under its own name, so
 * that no setting can be forgotten.
 *
 * <p>A record within the record adds its own items. A path is a file of the user, whose content is
 * added. Four annotations make exceptions: {@link NotInFingerprint}, {@link OnlyWhereSet}, {@link
 * OneItem} and {@link AddedByStep}.
 */
final class SettingsItems {
  private SettingsItems() {}

  /**
   * Adds the items of a record.
   *
   * @param prefix the prefix of each name
   */
  static void add(Record settings, String prefix, Fingerprint fingerprint) throws IOException {
    for (RecordComponent component : settings.getClass().getRecordComponents()) {
      if (!component.isAnnotationPresent(NotInFingerprint.class)
          && !component.isAnnotationPresent(AddedByStep.class)) {
        add(prefix + component.getName(), component, value(component, settings), fingerprint);
      }
    }
  }

  private static void add(
      String name, RecordComponent component, @Nullable Object value, Fingerprint fingerprint)
      throws IOException {
    if (value instanceof Record settings && !component.isAnnotationPresent(OneItem.class)) {
      add(settings, "", fingerprint);
    } else if (value instanceof Path file) {
      fingerprint.file(name, file);
    } else if (value instanceof List<?> values) {
      fingerprint.parameter(
          name, values.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    } else if (value != null || !isLeftOut(component)) {
      fingerprint.parameter(name, value);
    }
  }

  private static boolean isLeftOut(RecordComponent component) {
    return component.isAnnotationPresent(OnlyWhereSet.class)
        || component.getType().equals(Path.class);
  }

  static @Nullable Object value(RecordComponent component, Record settings) {
    try {
      return component.getAccessor().invoke(settings);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }
}
