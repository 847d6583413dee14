package org.snowbert.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.corpus.Format;
import org.snowbert.corpus.Mirror;
import org.snowbert.corpus.Source;
import org.snowbert.incremental.NotInFingerprint;
import org.snowbert.incremental.StepName;
import org.snowbert.incremental.StepsDoneInThisBuild;
import org.snowbert.model.Platform;
import org.snowbert.settings.Cluster;
import org.snowbert.settings.FetchSettings;
import org.snowbert.settings.Gates;
import org.snowbert.settings.InitialModel;
import org.snowbert.settings.ModelFormat;
import org.snowbert.settings.Rounds;
import org.snowbert.settings.Settings;

/**
 * No setting can be forgotten. A change of any component of the settings changes the fingerprint of
 * the step that the component belongs to, unless the component is marked as one that does not
 * decide the result. If a component were forgotten, a build would take an old model from the cache
 * and publish it.
 */
final class SettingsFingerprintTest {
  /** The step of each component, and of the components in it that have no step of their own. */
  private static final Map<String, StepName> STEPS =
      Map.ofEntries(
          Map.entry("fetch", StepName.FETCH),
          Map.entry("tokenize", StepName.TOKENIZE),
          Map.entry("train", StepName.TRAIN),
          Map.entry("train.masks", StepName.MASK),
          Map.entry("init", StepName.TRAIN),
          Map.entry("evaluate", StepName.EVALUATE),
          // The gates are checked after the evaluation, and the model card names them.
          Map.entry("evaluate.gates", StepName.DESCRIBE),
          Map.entry("evaluate.gates.fills.text", StepName.EVALUATE),
          Map.entry("evaluate.gates.fills.within", StepName.EVALUATE),
          Map.entry("evaluate.gates.baseline.name", StepName.EVALUATE),
          Map.entry("evaluate.gates.baseline.model", StepName.EVALUATE),
          Map.entry("formats", StepName.PACKAGE),
          Map.entry("timestamp", StepName.PACKAGE),
          Map.entry("project", StepName.DESCRIBE),
          Map.entry("versions", StepName.DESCRIBE),
          Map.entry("versions.plugin", StepName.FETCH),
          Map.entry("versions.engine", StepName.TRAIN));

  private static Path folder;
  private static SmallProject project;
  private static Settings settings;

  /** A component, and the settings with another value of it. */
  private record Change(String path, boolean decides, Settings settings) {}

  @BeforeAll
  static void build(@TempDir Path temporary) throws IOException {
    folder = temporary;
    project = new SmallProject(folder);
    project.build(StepName.EVALUATE); // later steps read its records
    Path baseline = new SmallModel(195, 512).write(folder.resolve("baseline"));
    project.settings.gates =
        new Gates(
            9.0,
            99.0,
            0.1,
            0.2,
            List.of(new Gates.Fill("本を[MASK]。", List.of("読"), 5)),
            new Gates.Baseline("org.example:other:1.0", baseline, BigDecimal.ONE));
    Settings plain = project.settings.build();
    settings = plain.withTrain(plain.train().withRounds(new Rounds(2, 1, 0)));
  }

  private static Map<StepName, Map<String, String>> fingerprints(Settings settings)
      throws IOException {
    Pipeline pipeline = project.pipeline(settings, new StepsDoneInThisBuild());
    Map<StepName, Map<String, String>> fingerprints = new EnumMap<>(StepName.class);
    for (StepName step : StepName.values()) {
      fingerprints.put(step, pipeline.fingerprint(step, null).items());
    }
    return fingerprints;
  }

  @TestFactory
  Stream<DynamicTest> everyComponentDecidesAResultOrIsMarked() {
    List<Change> changes = new ArrayList<>();
    addChanges("", settings, true, SettingsFingerprintTest::whole, changes);
    return changes.stream()
        .map(change -> DynamicTest.dynamicTest(change.path(), () -> check(change)));
  }

  @Test
  void theQuoteOfATableDecidesTheSentences() throws IOException {
    assertThat(fingerprints(quote("'")).get(StepName.FETCH))
        .isNotEqualTo(fingerprints(quote("none")).get(StepName.FETCH));
  }

  private static Settings quote(String quote) {
    FetchSettings fetch = settings.fetch();
    URI url = fetch.sources().get(0).url();
    Source table = new Source("own", url, null, Format.CSV, null, null, quote, List.of("文"), null);
    return settings.withFetch(
        new FetchSettings(List.of(table), fetch.mirror(), fetch.segmenter(), fetch.filter()));
  }

  @Test
  void allSettingsAreChecked() {
    List<Change> changes = new ArrayList<>();
    addChanges("", settings, true, SettingsFingerprintTest::whole, changes);
    assertThat(changes)
        .extracting(Change::path)
        .contains(
            "fetch.sources.url",
            "fetch.filter.distinct",
            "tokenize.seed",
            "train.weightDecay",
            "train.masks.maskProbability",
            "train.hardware.threads",
            "evaluate.gates.maxLoss")
        .doesNotHaveDuplicates();
  }

  private static Settings whole(@Nullable Object changed) {
    return (Settings) Objects.requireNonNull(changed);
  }

  private static void check(Change change) throws IOException {
    Map<StepName, Map<String, String>> before = fingerprints(settings);
    Map<StepName, Map<String, String>> after = fingerprints(change.settings());
    if (change.decides()) {
      StepName step = step(change.path());
      assertThat(after.get(step))
          .as("%s decides what %s makes", change.path(), step)
          .isNotEqualTo(before.get(step));
    } else {
      assertThat(after).as("%s is marked as deciding nothing", change.path()).isEqualTo(before);
    }
  }

  /** The step of the longest part of a path that has one. */
  private static StepName step(String path) {
    String part = path;
    while (!STEPS.containsKey(part)) {
      assertThat(part).as("%s belongs to a step", path).contains(".");
      part = part.substring(0, part.lastIndexOf('.'));
    }
    return Objects.requireNonNull(STEPS.get(part));
  }

  /**
   * Adds a change of each component of a record, and of the records in it.
   *
   * @param whole makes settings with another value of the record
   */
  private static void addChanges(
      String prefix, Record value, boolean decides, Rebuild whole, List<Change> changes) {
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      String path = prefix + component.getName();
      boolean componentDecides = decides && !component.isAnnotationPresent(NotInFingerprint.class);
      Rebuild rebuild = changed -> whole.of(with(value, component, changed));
      Object current = get(value, component);
      if (current instanceof Record part && !(part instanceof Mirror)) {
        addChanges(path + ".", part, componentDecides, rebuild, changes);
      } else if (current instanceof List<?> list
          && !list.isEmpty()
          && list.get(0) instanceof Record part) {
        addChanges(
            path + ".",
            part,
            componentDecides,
            changed -> rebuild.of(Stream.of(changed).toList()),
            changes);
      } else if (!component.getName().equals("quote")) { // of no workbook; see below
        changes.add(new Change(path, componentDecides, rebuild.of(other(component, current))));
      }
    }
  }

  @FunctionalInterface
  private interface Rebuild {
    Settings of(@Nullable Object value);
  }

  private static @Nullable Object get(Record value, RecordComponent component) {
    try {
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(component.toString(), e);
    }
  }

  private static Record with(Record value, RecordComponent changed, @Nullable Object content) {
    RecordComponent[] components = value.getClass().getRecordComponents();
    try {
      return value
          .getClass()
          .getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new))
          .newInstance(
              Arrays.stream(components)
                  .map(c -> c.getName().equals(changed.getName()) ? content : get(value, c))
                  .toArray());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(changed.toString(), e);
    }
  }

  /** Another legal value of a component. */
  private static Object other(RecordComponent component, @Nullable Object current) {
    Class<?> type = component.getType();
    if (component.getName().equals("sha256")) {
      return "0123456789abcdef".repeat(4);
    }
    if (current instanceof Boolean value) {
      return !value;
    }
    if (current instanceof Integer value) {
      return value + 1;
    }
    if (current instanceof Long value) {
      return value + 1;
    }
    if (current instanceof Double value) {
      return value / 2 + 0.01;
    }
    if (current instanceof Enum<?> value) {
      return Arrays.stream(value.getDeclaringClass().getEnumConstants())
          .filter(constant -> constant != value)
          .findFirst()
          .orElseThrow();
    }
    if (current instanceof String value) {
      return value + " [MASK]".repeat(value.contains("[MASK]") ? 0 : 1) + "。";
    }
    if (current instanceof List<?> value) {
      List<Object> longer = new ArrayList<>(value);
      longer.add(component.getName().equals("licenses") ? "MIT" : "別");
      return longer;
    }
    if (type == Set.class) { // of formats
      return Set.of(ModelFormat.ONNX);
    }
    if (current instanceof SortedMap<?, ?> value) {
      SortedMap<String, String> larger = new TreeMap<>();
      value.forEach((name, version) -> larger.put(name.toString(), version + ".1"));
      return larger;
    }
    if (current instanceof BigDecimal value) {
      return value.add(BigDecimal.ONE);
    }
    try {
      if (current instanceof URI) {
        return Files.copy(
                project.settings.workbook,
                folder.resolve("other.xlsx"),
                StandardCopyOption.REPLACE_EXISTING)
            .toUri();
      }
      if (type == Path.class) {
        return current == null
            ? Files.writeString(
                folder.resolve("vocab.txt"), "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n本\n")
            : new SmallModel(200, 512).write(folder.resolve("another"));
      }
      if (type == InitialModel.class) {
        Path model = new SmallModel(195, 512).write(folder.resolve("init"));
        return new InitialModel("org.example:init:1.0", model);
      }
      if (type == Cluster.class) {
        return new Cluster("yarn", "4.2.0", Platform.LINUX_X86_64, new TreeMap<>());
      }
      if (type == Mirror.class) {
        return Mirror.parse(folder.toString(), folder);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return Objects.requireNonNull(
        Map.<Class<?>, Object>of(
                Integer.class,
                100,
                Double.class,
                0.5,
                String.class,
                "another",
                Pattern.class,
                Pattern.compile("本"),
                Instant.class,
                Instant.parse("2026-01-01T00:00:00Z"),
                Format.class,
                Format.CSV)
            .get(type),
        component.toString());
  }
}
