package org.snowbert.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import java.util.zip.CRC32;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowbert.InvalidInputException;
import org.snowbert.text.TokenizerConfig;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Texts made to break their readers, in a heap that is too small to hold any of them. */
@Tag("fuzz")
final class HostileTextTest {
  private static final int MEGABYTE = 1 << 20;

  private Path folder;

  @BeforeEach
  void setFolder(@TempDir Path folder) {
    this.folder = folder;
  }

  /** Writes a file with a beginning, a part that is repeated up to a size, and an end. */
  private Path write(String name, String begin, String part, int bytes, String end)
      throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), MEGABYTE)) {
      write(out, begin, part, bytes, end);
    }
    return file;
  }

  private static void write(OutputStream out, String begin, String part, int bytes, String end)
      throws IOException {
    out.write(Texts.utf8(begin));
    byte[] content = Texts.utf8(part.repeat(Math.max(1, (MEGABYTE >> 4) / part.length())));
    for (int written = 0; written < bytes; written += content.length) {
      out.write(content);
    }
    out.write(Texts.utf8(end));
  }

  private Manifest fetch(Path file, String... columns) throws IOException {
    return Texts.fetch(
        Texts.source(file, columns), Filter.NONE, TokenizerConfig.CASED, folder.resolve("out"));
  }

  private AbstractThrowableAssert<?, ?> assertRefused(Path file, String... columns) {
    return assertThatThrownBy(() -> fetch(file, columns))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(file.toString())
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(2500));
  }

  @ParameterizedTest
  @CsvSource({
    "a.txt, 'x', 'snow '",
    "a.csv, 'text\n1\n\"', 'snow '",
    "a.csv, 'text\n', 'snow,'",
    "a.csv, '', 'snow,'",
    "a.csv, 'text\n\"', 'snow\n'",
    "a.tsv, 'text\n', 'snow '",
    "a.jsonl, '{\"text\":\"', 'snow '",
    "a.jsonl, '{\"text\":', '['"
  })
  void aLineThatNeverEndsIsRefused(String name, String begin, String part) throws IOException {
    assertRefused(
            write(name, begin, part, 8 * MEGABYTE, ""),
            name.equals("a.txt") ? new String[0] : new String[] {"text"})
        .hasMessageContaining("more than 1,048,576 characters without an end of line");
  }

  /** A line as long as a line may be, of the content that takes the most memory. */
  @ParameterizedTest
  @CsvSource({
    "a.csv, 'text', ',', '\nx\n'",
    "a.csv, 'text\nx', ',', '\n'",
    "a.jsonl, '{\"text\":\"x\",\"b\":[0', ',0', ']}\n'",
    "a.jsonl, '{\"text\":\"x\"', ',\"b\":0', '}\n'",
    "a.txt, 'x', '\u0301', '\n'"
  })
  void aLineAsLongAsAnyIsRead(String name, String begin, String part, String end)
      throws IOException {
    Path file = folder.resolve(name);
    String line = begin + part.repeat((MEGABYTE - 100) / part.length()) + end;
    Files.write(file, Texts.utf8(line));
    Manifest manifest = name.equals("a.txt") ? fetch(file) : fetch(file, "text");
    assertThat(manifest.kept()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"text\":", "{\"a\":"})
  void deepJsonIsRefused(String open) throws IOException {
    Path file =
        Files.write(folder.resolve("a.jsonl"), Texts.utf8("{\"a\":" + open.repeat(100_000)));
    assertRefused(file, "text").hasMessageContaining("is not a JSON object");
    assertRefused(file, "a" + ".a".repeat(90_000)).hasMessageContaining("is not a JSON object");
  }

  @ParameterizedTest
  @FieldSource("org.snowbert.corpus.Texts#PACKINGS")
  void aBombIsRefused(String packing) throws IOException {
    Path file = folder.resolve("a.txt");
    try (OutputStream raw = Files.newOutputStream(file);
        OutputStream out = Texts.packing(packing, raw)) {
      write(out, "", " ".repeat(1000) + "\n", 66 * MEGABYTE, "");
    }
    assertThat(Files.size(file)).isLessThan(MEGABYTE / 2);
    assertRefused(file).hasMessageContaining("unpacks to more than 64 MB");
  }

  @Test
  void theDictionaryOfXzIsBounded() throws IOException {
    Path file = folder.resolve("a.txt.xz");
    LZMA2Options options = new LZMA2Options(0);
    options.setDictSize(4 * MEGABYTE);
    try (OutputStream out = new XZOutputStream(Files.newOutputStream(file), options)) {
      out.write('x');
    }
    byte[] bytes = Files.readAllBytes(file);
    bytes[12 + 4] = 37; // in the header: a dictionary of 1.5 GB
    CRC32 crc = new CRC32();
    crc.update(bytes, 12, 8);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(20, (int) crc.getValue());
    Files.write(file, bytes);
    assertRefused(file).hasMessageContaining("memory");
  }

  /** The text has 120 MB. */
  @Test
  void aLargeTextIsReadInASmallHeap() throws IOException {
    Path file = write("a.csv", "id,text\n", "1," + "雪が降る。".repeat(100) + "\n", 120 * MEGABYTE, "");
    assertThat(fetch(file, "text").kept()).isGreaterThan(80_000);
  }

  @Test
  void moreDifferentSentencesThanTheHeapHoldsAreRefused() {
    SeenSentences seen = new SeenSentences(8L * MEGABYTE);
    assertThatThrownBy(() -> LongStream.range(0, 1_000_000).forEach(i -> seen.add("" + i)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("snowbert.sources hold more than 131,0", "8 MB", "MAVEN_OPTS");
  }
}
