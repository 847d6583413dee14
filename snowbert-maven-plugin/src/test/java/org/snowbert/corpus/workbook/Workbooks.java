package org.snowbert.corpus.workbook;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Writes the workbooks that the tests read. */
public final class Workbooks {
  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String RELATIONS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String TYPES =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.";

  private Workbooks() {}

  /** Writes a workbook with POI. */
  public static Path write(Path file, Consumer<XSSFWorkbook> content) throws IOException {
    try (XSSFWorkbook workbook = new XSSFWorkbook();
        OutputStream out = Files.newOutputStream(file)) {
      content.accept(workbook);
      workbook.write(out);
    }
    return file;
  }

  /** Writes a workbook of one sheet with one column. */
  public static Path column(Path file, String header, String... texts) throws IOException {
    return write(
        file,
        workbook -> {
          Sheet sheet = workbook.createSheet("Sheet1");
          row(sheet, header);
          for (String text : texts) {
            row(sheet, text);
          }
        });
  }

  /** Adds a row of texts under the last row. */
  public static Row row(Sheet sheet, String... texts) {
    Row row = sheet.createRow(sheet.getLastRowNum() + 1);
    for (int i = 0; i < texts.length; i++) {
      row.createCell(i).setCellValue(texts[i]);
    }
    return row;
  }

  /** Replaces texts in all parts of a workbook. */
  static void replaceInParts(Path file, Map<String, String> replacements) throws IOException {
    Map<String, String> parts = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        String xml = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        for (Map.Entry<String, String> replacement : replacements.entrySet()) {
          xml = xml.replace(replacement.getKey(), replacement.getValue());
        }
        parts.put(entry.getName(), xml);
      }
    }
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, String> part : parts.entrySet()) {
        part(zip, part.getKey(), part.getValue());
      }
    }
  }

  /** Writes a zip with one part. */
  static void zip(Path file, String part) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      part(zip, part, "");
    }
  }

  /**
   * Writes a workbook from the test's own XML, with one sheet, {@code Sheet1}, and no styles.
   *
   * @param strings the {@code si} elements
   * @param rows the {@code row} elements
   */
  public static Path raw(Path file, String strings, String rows) throws IOException {
    return raw(
        file,
        "<sst xmlns='" + MAIN + "'>" + strings + "</sst>",
        "",
        "<worksheet xmlns='" + MAIN + "'><sheetData>" + rows + "</sheetData></worksheet>");
  }

  /** Writes a workbook from the test's own documents, with a prologue (a DTD). */
  public static Path raw(Path file, String strings, String prologue, String sheet)
      throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      part(
          zip,
          "[Content_Types].xml",
          "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
              + "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
              + type("/xl/workbook.xml", "sheet.main+xml")
              + type("/xl/sheet1.xml", "worksheet+xml")
              + type("/xl/sharedStrings.xml", "sharedStrings+xml")
              + "</Types>");
      part(zip, "_rels/.rels", relations(relation("r1", "officeDocument", "xl/workbook.xml")));
      part(
          zip,
          "xl/_rels/workbook.xml.rels",
          relations(
              relation("r1", "worksheet", "sheet1.xml")
                  + relation("r2", "sharedStrings", "sharedStrings.xml")));
      part(
          zip,
          "xl/workbook.xml",
          "<workbook xmlns='%s' xmlns:r='%s'><sheets><sheet name='Sheet1' sheetId='1' r:id='r1'/></sheets></workbook>"
              .formatted(MAIN, RELATIONS));
      part(zip, "xl/sharedStrings.xml", strings);
      part(zip, "xl/sheet1.xml", prologue + sheet);
    }
    return file;
  }

  private static String type(String part, String kind) {
    return "<Override PartName='" + part + "' ContentType='" + TYPES + kind + "'/>";
  }

  private static String relations(String content) {
    return "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        + content
        + "</Relationships>";
  }

  private static String relation(String id, String type, String target) {
    return "<Relationship Id='%s' Type='%s/%s' Target='%s'/>"
        .formatted(id, RELATIONS, type, target);
  }

  private static void part(ZipOutputStream zip, String name, String xml) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(xml.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
