package org.snowbert.sample;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * The sample project's workbook, in the layout of SNOW T15.
 *
 * <p>To write the committed file again, run this class in the module's directory, on the test class
 * path.
 */
final class SampleWorkbook {
  static final Path COMMITTED = Path.of("../sample-project/src/main/corpus/easy-japanese.xlsx");
  static final String SHEET = "Sheet1";
  static final List<String> HEADER = List.of("ID", "#日本語(原文)", "#やさしい日本語", "#英語(原文)");

  private static final int SENTENCES = 5000;
  private static final long SEED = 42;
  private static final Instant WRITTEN = Instant.parse("2026-01-01T00:00:00Z");

  private SampleWorkbook() {}

  public static void main(String[] arguments) throws IOException {
    Files.createDirectories(COMMITTED.getParent());
    Files.write(COMMITTED, bytes(sentences()));
  }

  /** The sentences that the committed workbook holds, in its order. */
  static List<String> sentences() {
    return EasyJapaneseGrammar.read().sentences(SENTENCES, SEED);
  }

  /**
   * Makes a workbook of these sentences, always with the same bytes. Each sentence is its own
   * original, and the English column is empty.
   */
  static byte[] bytes(List<String> sentences) throws IOException {
    try (XSSFWorkbook workbook = new XSSFWorkbook()) {
      workbook.getProperties().getCoreProperties().setCreated(Optional.of(Date.from(WRITTEN)));
      Sheet sheet = workbook.createSheet(SHEET);
      Row header = sheet.createRow(0);
      for (int column = 0; column < HEADER.size(); column++) {
        header.createCell(column).setCellValue(HEADER.get(column));
      }
      for (int i = 0; i < sentences.size(); i++) {
        Row row = sheet.createRow(i + 1);
        row.createCell(0).setCellValue(i + 1);
        row.createCell(1).setCellValue(sentences.get(i));
        row.createCell(2).setCellValue(sentences.get(i));
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      workbook.write(out);
      return withoutClock(out.toByteArray());
    }
  }

  /** Replaces the time of every entry of the zip, since POI sets the time of writing. */
  private static byte[] withoutClock(byte[] archive) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive));
        ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (ZipEntry from = in.getNextEntry(); from != null; from = in.getNextEntry()) {
        ZipEntry to = new ZipEntry(from.getName());
        to.setTimeLocal(LocalDateTime.ofInstant(WRITTEN, ZoneOffset.UTC));
        out.putNextEntry(to);
        in.transferTo(out);
        out.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
