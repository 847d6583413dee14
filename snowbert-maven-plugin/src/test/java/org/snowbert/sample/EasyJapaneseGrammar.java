package org.snowbert.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowbert.internal.RandomStream;

/**
 * Composes easy Japanese sentences from a grammar of word classes and templates.
 *
 * <p>The beginning of {@code easy-japanese.txt} explains the notation.
 */
final class EasyJapaneseGrammar {
  private static final String START = "sentence";
  private static final Pattern INNERMOST_CHOICE = Pattern.compile("\\[([^\\[\\]]*)]");
  private static final Pattern SLOT = Pattern.compile("\\{(\\w+)(?:\\.(\\d))?(?::(\\w+))?}");

  private final Map<String, List<List<String>>> classes = new HashMap<>();

  private EasyJapaneseGrammar(List<String> lines) {
    List<List<String>> rows = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("@")) {
        rows = classes.computeIfAbsent(line.substring(1), name -> new ArrayList<>());
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        rows.add(List.of(line.split(" \\| ", -1)));
      }
    }
  }

  static EasyJapaneseGrammar of(List<String> lines) {
    return new EasyJapaneseGrammar(lines);
  }

  /** Reads the sample project's grammar. */
  static EasyJapaneseGrammar read() {
    String name = "easy-japanese.txt";
    try (@Nullable InputStream in = EasyJapaneseGrammar.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + name + " is missing");
      }
      return of(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first {@code count} distinct sentences that the seed draws, in the order of the draws. */
  List<String> sentences(int count, long seed) {
    Set<String> sentences = new LinkedHashSet<>();
    for (int draw = 0; sentences.size() < count; draw++) {
      if (draw == 100 * count) {
        throw new IllegalArgumentException("the grammar has fewer than " + count + " sentences");
      }
      sentences.add(new Derivation(RandomStream.of(seed, START, draw)).sentence());
    }
    return List.copyOf(sentences);
  }

  /** The derivation of one sentence. It draws each class once, so that the class's fields agree. */
  private final class Derivation {
    private final RandomStream draws;
    private final Map<String, List<String>> drawn = new HashMap<>();

    Derivation(RandomStream draws) {
      this.draws = draws;
    }

    String sentence() {
      return row(START).get(0).replace(VerbForm.ICHIDAN_MARK, "");
    }

    private List<String> row(String name) {
      List<String> row = drawn.get(name);
      if (row == null) {
        List<List<String>> rows = classes.get(name);
        if (rows == null) {
          throw new IllegalArgumentException("the grammar has no class '" + name + "'");
        }
        row = pick(rows).stream().map(this::expand).toList();
        drawn.put(name, row);
      }
      return row;
    }

    private String expand(String field) {
      String text = field;
      for (Matcher choice = INNERMOST_CHOICE.matcher(text);
          choice.find();
          choice = INNERMOST_CHOICE.matcher(text)) {
        String chosen = pick(List.of(choice.group(1).split("/", -1)));
        text = text.substring(0, choice.start()) + chosen + text.substring(choice.end());
      }
      return SLOT.matcher(text)
          .replaceAll(slot -> fill(slot.group(1), slot.group(2), slot.group(3)));
    }

    private String fill(String name, @Nullable String number, @Nullable String form) {
      String field = row(name).get(number == null ? 0 : Integer.parseInt(number) - 1);
      return form == null
          ? field
          : VerbForm.valueOf(form.toUpperCase(Locale.ROOT)).conjugate(field);
    }

    private <T> T pick(List<T> options) {
      return options.get(draws.nextInt(options.size()));
    }
  }
}
