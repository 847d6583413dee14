package org.snowbert.it;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.snowbert.corpus.Source;

/** Writes the workbook of the projects under {@code src/it}, a hundred short sentences. */
public final class SmallWorkbook {
  private static final List<String> WHO = List.of("私", "母", "父", "先生", "友だち");
  private static final List<String> WHEN = List.of("今日", "毎日", "朝", "夜");
  private static final List<String> WHAT =
      List.of("本を読みます", "水を飲みます", "手紙を書きます", "パンを食べます", "歌を歌います");

  private SmallWorkbook() {}

  /** Writes the workbook, and makes the folders above it. */
  public static void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    try (XSSFWorkbook book = new XSSFWorkbook();
        OutputStream out = Files.newOutputStream(file)) {
      XSSFSheet sheet = book.createSheet("Sheet1");
      sheet.createRow(0).createCell(0).setCellValue(Source.EASY_JAPANESE);
      int row = 1;
      for (String who : WHO) {
        for (String when : WHEN) {
          for (String what : WHAT) {
            sheet.createRow(row++).createCell(0).setCellValue(who + "は" + when + what + "。");
          }
        }
      }
      book.write(out);
    }
  }
}
