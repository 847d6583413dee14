package org.snowbert.steps;

import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snowbert.incremental.Fingerprint;
import org.snowbert.internal.JsonFiles;
import org.snowbert.settings.Settings;
import org.snowbert.steps.card.Provenance;

/** Compares the settings in force with those that made a model. */
public final class SettingsInForce {
  /** What the machine, and not the user, may decide. */
  private static final Set<String> OF_THE_MACHINE =
      Set.of("plugin", "engine", "device", "precision", "threads");

  private SettingsInForce() {}

  /**
   * Describes the first setting that differs, such as {@code seed was 42 and is 7}; null if all are
   * the same, or if the model does not say how it was made.
   *
   * @param provenance the {@code training.json} of the model
   */
  public static @Nullable String difference(Settings settings, Path provenance) throws IOException {
    Provenance.Steps made = steps(provenance);
    if (made == null) {
      return null;
    }
    Fingerprint fetch = new Fingerprint(null);
    FetchStep.describe(fetch, settings.fetch());
    String difference = difference(made.fetch(), fetch);
    if (difference == null) {
      difference = difference(made.tokenize(), of(settings.tokenize()));
    }
    if (difference == null) {
      difference = difference(made.train(), of(settings.train()));
    }
    return difference;
  }

  private static Provenance.@Nullable Steps steps(Path provenance) throws IOException {
    if (!Files.exists(provenance)) {
      return null;
    }
    try {
      return JsonFiles.parse(
          provenance, json -> JsonFiles.GSON.fromJson(json.get("steps"), Provenance.Steps.class));
    } catch (JsonParseException e) { // another version of the plugin may have written it
      return null;
    }
  }

  private static Fingerprint of(Record settings) throws IOException {
    return new Fingerprint(null).settings(settings);
  }

  private static @Nullable String difference(Provenance.Step made, Fingerprint now) {
    Map<String, String> was = made.parameters();
    Map<String, String> is = now.parameters();
    Set<String> names = new LinkedHashSet<>(is.keySet()); // the model before the rate that suits it
    names.addAll(was.keySet());
    names.removeAll(OF_THE_MACHINE);
    return names.stream()
        .filter(name -> !value(was, name).equals(value(is, name)))
        .findFirst()
        .map(name -> "%s was %s and is %s".formatted(name, value(was, name), value(is, name)))
        .orElse(null);
  }

  private static String value(Map<String, String> parameters, String name) {
    return parameters.getOrDefault(name, Fingerprint.NOT_SET);
  }
}
