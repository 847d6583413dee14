package org.snowbert.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.InvalidInputException;
import org.snowbert.fuzz.Fuzz;
import org.snowbert.fuzz.Mutator;
import org.snowbert.text.TokenizerConfig;

@Tag("fuzz")
final class TextFuzzTest {
  private static final Map<String, String> WHOLE =
      Map.of(
          "雪.txt", "\ufeffIt snows.\r\n雪が降る。\n\n😀\n",
          "雪.csv",
              "id,text,\"more\"\r\n1,\"It \"\"snows\"\",\nhere\",x\r\n2,雪が降る。,\r\n\r\n3,😀\r\n",
          "雪.tsv", "id\ttext\n1\t\"a\tb\"\n2\t雪\n",
          "雪.jsonl",
              "{\"id\":1,\"text\":\"It \\\"snows\\\"\\u2026\"}\n{\"text\":{\"a\":[1.5e3,null]}}\n{\"text\":null,\"id\":[{}]}\n");

  private static void write(Mutator mutator, Path input) throws IOException {
    String name = mutator.any(WHOLE.keySet().stream().sorted().toList());
    byte[] content = Texts.utf8(WHOLE.getOrDefault(name, ""));
    List<String> packings = new ArrayList<>(Texts.PACKINGS);
    packings.add("");
    String packing = mutator.any(packings);
    if (packing.isEmpty()) {
      content = mutator.mutate(content);
    } else if (mutator.once(2)) {
      content = Texts.packed(packing, mutator.mutate(content));
    } else {
      content = mutator.mutate(Texts.packed(packing, content));
    }
    Files.write(input.resolve(name), content);
  }

  private static void fetch(Path input, Path work) throws IOException {
    for (String name : WHOLE.keySet()) {
      Path file = input.resolve(name);
      if (Files.exists(file)) {
        Source source =
            name.endsWith(".txt") ? Texts.source(file) : Texts.source(file, "text", "id");
        try {
          Texts.fetch(source, Filter.NONE, TokenizerConfig.CASED, work);
        } catch (InvalidInputException e) {
          if (!String.valueOf(e.getMessage())
              .contains("hold no sentence")) { // this message names the source instead
            throw e;
          }
        }
      }
    }
  }

  @Test
  void damagedTexts(@TempDir Path folder) throws IOException {
    new Fuzz(folder, TextFuzzTest::write, TextFuzzTest::fetch).run();
  }
}
