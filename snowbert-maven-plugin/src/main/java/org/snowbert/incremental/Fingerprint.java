package org.snowbert.incremental;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.internal.Sha256;

/**
 * Everything that decides the result of a step, as named items, so that a changed item can be
 * named.
 */
public final class Fingerprint {
  /** The text of a parameter that is not set. */
  public static final String NOT_SET = "not set";

  /** The prefix of the names of files among the items. */
  private static final String FILE = "file ";

  private final @Nullable StepRecord recorded;
  private final Map<String, String> parameters = new LinkedHashMap<>();
  private final Map<String, FileStamp> inputs = new LinkedHashMap<>();

  /**
   * An empty fingerprint.
   *
   * @param recorded the step's last record, which holds the digests of unchanged files; null if
   *     there is none
   */
  public Fingerprint(@Nullable StepRecord recorded) {
    this.recorded = recorded;
  }

  /** Adds a parameter; its value is null if it is not set. */
  public Fingerprint parameter(String name, @Nullable Object value) {
    parameters.put(name, text(value));
    return this;
  }

  /** Adds each component of a step's settings under its own name. */
  public Fingerprint settings(Record settings) throws IOException {
    return settings("", settings);
  }

  /**
   * Adds each component of a settings record.
   *
   * @param prefix the prefix of each component's name
   */
  public Fingerprint settings(String prefix, Record settings) throws IOException {
    SettingsItems.add(settings, prefix, this);
    return this;
  }

  /**
   * Adds the content of a file of the user.
   *
   * @param name the parameter that names the file
   */
  public Fingerprint file(String name, Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(
          "there is no file %s for %s: correct the parameter, or put the file there"
              .formatted(file, name));
    }
    inputs.put(name, FileStamp.ofUser(file, recorded == null ? null : recorded.inputs().get(name)));
    return this;
  }

  /** Adds the outputs of an earlier step whose names match the filter. */
  public Fingerprint outputs(StepRecord earlier, Predicate<String> filter) {
    earlier
        .outputs()
        .forEach(
            (name, stamp) -> {
              if (filter.test(name)) {
                inputs.put(name, stamp);
              }
            });
    return this;
  }

  public Map<String, String> parameters() {
    return Collections.unmodifiableMap(parameters);
  }

  public Map<String, FileStamp> inputs() {
    return Collections.unmodifiableMap(inputs);
  }

  /** All items as text. The text of a file is its digest. */
  public Map<String, String> items() {
    return items(parameters, inputs);
  }

  private static Map<String, String> items(
      Map<String, String> parameters, Map<String, FileStamp> inputs) {
    Map<String, String> items = new LinkedHashMap<>(parameters);
    inputs.forEach((name, stamp) -> items.put(FILE + name, stamp.sha256()));
    return items;
  }

  /** The digest of all items. */
  String digest() {
    return Sha256.of(new Gson().toJson(items()));
  }

  /** Describes every item that differs from the items of an earlier record. */
  public List<String> changesSince(StepRecord earlier) {
    return changesSince(items(earlier.parameters(), earlier.inputs()));
  }

  /** Describes every item that differs from earlier {@link #items()}. */
  public List<String> changesSince(Map<String, String> earlier) {
    List<String> changes = new ArrayList<>();
    compare(
        earlier,
        items(),
        (name, was, is) ->
            changes.add(
                name.startsWith(FILE)
                    ? fileChange(name.substring(FILE.length()), was, is)
                    : "%s was %s and is %s".formatted(name, orNotSet(was), orNotSet(is))));
    return changes;
  }

  private interface Difference {
    void add(String name, @Nullable String was, @Nullable String is);
  }

  private static void compare(
      Map<String, String> then, Map<String, String> now, Difference difference) {
    now.forEach(
        (name, is) -> {
          String was = then.get(name);
          if (!is.equals(was)) {
            difference.add(name, was, is);
          }
        });
    then.forEach(
        (name, was) -> {
          if (!now.containsKey(name)) {
            difference.add(name, was, null);
          }
        });
  }

  private static String orNotSet(@Nullable String text) {
    return text == null ? NOT_SET : text;
  }

  private static String fileChange(String name, @Nullable String was, @Nullable String is) {
    if (was == null) {
      return name + " is new";
    }
    return name + (is == null ? " is not used any more" : " changed");
  }

  /** Writes a value as the user would: 5e-5 and not 5.0E-5. */
  private static String text(@Nullable Object value) {
    if (value == null) {
      return NOT_SET;
    }
    if (value instanceof Double) {
      return value.toString().replaceFirst("\\.0(?=E|$)", "").replace('E', 'e');
    }
    return value instanceof Enum<?> constant
        ? constant.name().toLowerCase(Locale.ROOT)
        : Objects.toString(value);
  }
}
