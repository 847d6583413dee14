package org.snowbert.corpus.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowbert.InvalidInputException;
import org.snowbert.corpus.Corpus;
import org.snowbert.corpus.Filter;
import org.snowbert.corpus.Source;
import org.snowbert.corpus.SourceCache;
import org.snowbert.corpus.Transport;
import org.snowbert.fuzz.Zips;
import org.snowbert.text.TokenizerConfig;

/** Workbooks made to break their reader, in a heap that is too small to hold any of them. */
@Tag("fuzz")
final class HostileWorkbookTest {
  private static final String HEADER = "<row><c t='inlineStr'><is><t>文</t></is></c></row>";

  /** Writes the content of a part. */
  @FunctionalInterface
  private interface Content {
    void writeTo(Writer out) throws IOException;
  }

  private Path file;

  @BeforeEach
  void name(@TempDir Path folder) {
    file = folder.resolve("hostile.xlsx");
  }

  /** Writes a sound workbook, but with this part in place of its own, or in addition. */
  private void write(String part, Content content) throws IOException {
    Workbooks.raw(file, "", HEADER + "<row><c t='inlineStr'><is><t>雪</t></is></c></row>");
    List<Zips.Entry> entries = Zips.read(file);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.setLevel(Deflater.NO_COMPRESSION); // so that the ratio alone does not refuse it
      for (Zips.Entry entry : entries) {
        if (!entry.name().equals(part)) {
          zip.putNextEntry(new ZipEntry(entry.name()));
          zip.write(entry.content());
        }
      }
      zip.putNextEntry(new ZipEntry(part));
      Writer out = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8));
      content.writeTo(out);
      out.flush();
    }
  }

  private static void repeat(Writer out, int times, Content content) throws IOException {
    for (int i = 0; i < times; i++) {
      content.writeTo(out);
    }
  }

  private AbstractThrowableAssert<?, ?> assertRefused() {
    return assertThatThrownBy(() -> WorkbookReader.read(file, null, null, List.of("文"), text -> {}))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void millionsOfSharedStringsEndInTheHeapsSize() throws IOException {
    write(
        "xl/sharedStrings.xml",
        out -> {
          out.write("<sst count='1' uniqueCount='2147483647'>");
          for (int i = 0; i < 3_000_000; i++) {
            out.write("<si><t>" + i + "</t></si>");
          }
          out.write("</sst>");
        });
    assertRefused().hasMessageContainingAll("more shared strings than the", "MAVEN_OPTS");
  }

  @Test
  void aCellOfHundredMegabytesIsRefused() throws IOException {
    write(
        "xl/sheet1.xml",
        out -> {
          out.write("<worksheet><sheetData>" + HEADER + "<row><c t='inlineStr'><is><t>");
          repeat(out, 1_000_000, o -> o.write("雪が降る。".repeat(10)));
          out.write("</t></is></c></row></sheetData></worksheet>");
        });
    assertRefused().hasMessageContaining("more than 1,048,576 characters");
  }

  /** The headers have 120 MB, none is the wanted column, and the message names the first ones. */
  @Test
  void headersByTheThousandsAreNotHeld() throws IOException {
    write(
        "xl/sheet1.xml",
        out -> {
          out.write("<worksheet><sheetData><row>");
          for (int column = 0; column < 1 << 14; column++) {
            out.write("<c t='inlineStr'><is><t>" + "雪が降る。".repeat(800) + "</t></is></c>");
          }
          out.write("</row></sheetData></worksheet>");
        });
    assertRefused()
        .hasMessageContainingAll("no column '文'", "and 16374 more")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(2500));
  }

  /** POI holds content types and relationships as a tree. */
  @ParameterizedTest
  @ValueSource(strings = {"[Content_Types].xml", "_rels/.rels", "xl/_rels/workbook.xml.rels"})
  void aTreeThatFillsTheHeapIsRefused(String part) throws IOException {
    write(
        part,
        out -> {
          out.write("<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>");
          for (int i = 0; i < 2_000_000; i++) {
            out.write("<a b='" + i + "'/>");
          }
          out.write("</Types>");
        });
    assertRefused();
  }

  @Test
  void cellStylesByTheMillionAreRefused() throws IOException {
    Path styled = file.resolveSibling("styled.xlsx");
    Workbooks.column(styled, "文", "雪");
    List<Zips.Entry> entries = new ArrayList<>(Zips.read(styled));
    entries.removeIf(entry -> entry.name().equals("xl/styles.xml"));
    StringBuilder styles = new StringBuilder("<styleSheet><cellXfs>");
    for (int i = 0; i < 100_000; i++) {
      styles.append("<xf numFmtId='").append(i % 40).append("' x='").append(i * 31L).append("'/>");
    }
    String content = styles.append("</cellXfs></styleSheet>").toString();
    entries.add(new Zips.Entry("xl/styles.xml", content.getBytes(StandardCharsets.UTF_8)));
    Files.write(file, Zips.write(entries));
    assertRefused().hasMessageContaining("cell styles");
  }

  /** A billion laughs. */
  @ParameterizedTest
  @ValueSource(
      strings = {"xl/sharedStrings.xml", "xl/sheet1.xml", "xl/workbook.xml", "_rels/.rels"})
  void entitiesAreNotExpanded(String part) throws IOException {
    write(
        part,
        out -> {
          out.write("<!DOCTYPE a [<!ENTITY e0 'ha'>");
          for (int i = 1; i < 31; i++) {
            out.write("<!ENTITY e%d '&e%d;&e%d;'>".formatted(i, i - 1, i - 1));
          }
          out.write("]><sst><si><t>&e30;</t></si></sst>");
        });
    assertRefused();
  }

  /** A reader that ignores the directory would not notice that the last parts are missing. */
  @Test
  void aWorkbookThatLostItsEndIsRefused() throws IOException {
    write("xl/zzz.xml", out -> repeat(out, 10_000, o -> o.write("<a/>")));
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 30));
    assertRefused();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<row r='2147483647'/>",
        "<row r='1048577'/>",
        "<row r='-2147483648'/>",
        "<row r='0'/>",
        "<row r='1e9'/>",
        "<row r='5'/><row r='5'/>",
        "<row><c r='XFE1'/></row>",
        "<row><c r='AAAAAAAAAAAAAAAAAAAA1'/></row>",
        "<row><c r='1'/></row>",
        "<row><c r='B2'/><c r='B2'/></row>"
      })
  void aRowOrColumnThatNoSheetHasIsRefused(String rows) throws IOException {
    Workbooks.raw(file, "", HEADER + rows);
    assertRefused();
  }

  /** The sheet has 120 MB. */
  @Test
  void aLargeSheetIsReadInASmallHeap() throws IOException {
    String sentence = "雪が降る。".repeat(100);
    write(
        "xl/sheet1.xml",
        out -> {
          out.write("<worksheet><dimension ref='A1:XFD1048576'/><sheetData>" + HEADER);
          for (int i = 0; i < 80_000; i++) {
            out.write("<row><c t='inlineStr'><is><t>" + i + sentence + "</t></is></c></row>");
          }
          out.write("</sheetData></worksheet>");
        });
    Source source = new Source("A", file.toUri(), null, null, null, List.of("文"), null);
    Transport none =
        (s, url, destination) -> {
          throw new AssertionError("it is a file");
        };
    SourceCache cache = new SourceCache(file.resolveSibling("cache"), true, null, none);
    assertThat(
            Corpus.fetch(
                    List.of(source),
                    TokenizerConfig.JAPANESE,
                    Filter.NONE,
                    cache,
                    file.resolveSibling(""))
                .kept())
        .isEqualTo(80_000);
    assertThat(file.resolveSibling("corpus/sentences.txt").toFile().length())
        .isGreaterThan(120_000_000);
  }
}
