package org.snowbert.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/**
 * Reads one column of a workbook as a stream of events: of the whole workbook only the shared
 * strings are held.
 */
final class WorkbookReader {
  /**
   * What was read.
   *
   * @param sheet the sheet's name
   * @param rows how many rows stand under the header, empty ones too
   */
  record Extent(String sheet, int rows) {}

  private WorkbookReader() {}

  /**
   * Reads the column's cells from top to bottom.
   *
   * @param workbook an {@code .xlsx} file
   * @param sheet the sheet's name, or null for the first
   * @param column the header, in the first row that is not empty
   * @param texts takes the text of each cell that is not blank; may throw UncheckedIOException
   * @throws InvalidInputException when the file is no sound workbook, or has no such sheet or
   *     column
   */
  static Extent read(Path workbook, @Nullable String sheet, String column, Consumer<String> texts) {
    try (OPCPackage pack = OPCPackage.open(workbook.toFile(), PackageAccess.READ)) {
      XSSFReader reader = new XSSFReader(pack);
      XSSFReader.SheetIterator sheets = reader.getSheetIterator();
      List<String> found = new ArrayList<>();
      while (sheets.hasNext()) {
        try (InputStream stream = sheets.next()) {
          String name = sheets.getSheetName();
          if (sheet == null || sheet.equals(name)) {
            // false: phonetic runs (furigana) are no part of the text.
            CellText cells =
                new CellText(new ReadOnlySharedStringsTable(pack, false), reader.getStylesTable());
            String title = "sheet '%s' of workbook %s".formatted(name, workbook);
            SheetHandler handler = new SheetHandler(title, cells, column, texts);
            parse(stream, handler);
            return new Extent(name, handler.rows());
          }
          found.add(name);
        }
      }
      throw new InvalidInputException(
          "workbook %s has no sheet '%s': its sheets are %s".formatted(workbook, sheet, found));
    } catch (InvalidInputException | UncheckedIOException e) {
      throw e;
    } catch (IOException
        | OpenXML4JException
        | SAXException
        | ParserConfigurationException
        // POI answers a malformed file with many kinds of exception.
        | RuntimeException e) {
      throw new InvalidInputException(
          "%s is not a sound .xlsx workbook (%s): save it again as .xlsx or, if it was downloaded, delete it and run again"
              .formatted(workbook, e.getMessage()),
          e);
    }
  }

  private static void parse(InputStream sheet, SheetHandler handler)
      throws IOException, SAXException, ParserConfigurationException {
    XMLReader parser = XMLHelper.newXMLReader();
    parser.setContentHandler(handler);
    parser.parse(new InputSource(sheet));
  }
}
