package org.snowbert.corpus.workbook;

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
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.usermodel.XSSFRelation;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.corpus.formats.Extent;
import org.snowbert.internal.Excerpt;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads columns of a workbook as a stream of events: only the shared strings are held in memory.
 *
 * <p>Numbers and dates come as a Japanese Excel shows them. Formats without a code (27 to 36 and 50
 * to 58) are read as Japanese in Chinese and Korean workbooks too.
 */
public final class WorkbookReader {
  private WorkbookReader() {}

  /**
   * Reads the cells of the columns, row by row; the texts of a row come in the order of the
   * columns.
   *
   * @param workbook an {@code .xlsx} file
   * @param sheet the sheet's name, or null for the first sheet that is not a chart
   * @param headerRow the row of the headers, counted from 1; null for the first row that is not
   *     empty
   * @param columns the headers of the columns
   * @param texts takes the text of each cell that is not blank; may throw UncheckedIOException
   * @throws InvalidInputException if the file is not a sound workbook, or has no such sheet or
   *     column
   */
  public static Extent read(
      Path workbook,
      @Nullable String sheet,
      @Nullable Integer headerRow,
      List<String> columns,
      Consumer<String> texts) {
    try {
      OtherFormats.refuse(workbook, workbook.toString());
      try (BoundedZip zip = new BoundedZip(workbook)) {
        OtherFormats.refuse(workbook, zip);
        return read(zip, workbook, sheet, headerRow, columns, texts);
      }
    } catch (InvalidInputException | UncheckedIOException e) {
      throw e;
    } catch (IOException
        | OpenXML4JException
        | SAXException
        | ParserConfigurationException
        // POI throws many kinds of exception for a damaged file.
        | RuntimeException e) {
      throw new InvalidInputException(
          "%s is not a sound .xlsx workbook (%s): save it again as .xlsx or, if it was downloaded, delete it and run again"
              .formatted(workbook, Excerpt.reason(e)),
          e);
    }
  }

  private static Extent read(
      BoundedZip zip,
      Path workbook,
      @Nullable String sheet,
      @Nullable Integer headerRow,
      List<String> columns,
      Consumer<String> texts)
      throws IOException, OpenXML4JException, SAXException, ParserConfigurationException {
    try (OPCPackage pack = OPCPackage.open(zip)) {
      XSSFReader reader = new XSSFReader(pack);
      DateSystem dates = new DateSystem();
      try (InputStream part = reader.getWorkbookData()) {
        parse(part, dates);
      }
      XSSFReader.SheetIterator sheets = reader.getSheetIterator();
      List<String> otherSheets = new ArrayList<>();
      while (sheets.hasNext()) {
        try (InputStream stream = sheets.next()) {
          String name = sheets.getSheetName();
          boolean isChart =
              sheets
                  .getSheetPart()
                  .getContentType()
                  .equals(XSSFRelation.CHARTSHEET.getContentType());
          if (isChart && name.equals(sheet)) {
            throw new InvalidInputException(
                "sheet '%s' of workbook %s is a chart: name a sheet with cells"
                    .formatted(Excerpt.of(name), workbook));
          }
          if (!isChart && (sheet == null || sheet.equals(name))) {
            zip.allowAll(); // from here on, only the shared strings are held
            SharedTexts strings =
                new SharedTexts(workbook.toString(), Runtime.getRuntime().maxMemory());
            parsePart(pack, XSSFRelation.SHARED_STRINGS, strings);
            NumberFormats formats = new NumberFormats();
            parsePart(pack, XSSFRelation.STYLES, formats);
            String title = "sheet '%s' of workbook %s".formatted(Excerpt.of(name), workbook);
            CellText cells = new CellText(strings, formats, dates.isFrom1904());
            SheetHandler handler = new SheetHandler(title, cells, headerRow, columns, texts);
            parse(stream, handler);
            return new Extent(name, handler.rows(), handler.damage());
          }
          otherSheets.add(Excerpt.of(name));
        }
      }
      throw new InvalidInputException(
          "workbook %s has no sheet '%s': its sheets are %s"
              .formatted(workbook, sheet, otherSheets));
    }
  }

  /** Parses the part of a kind that a workbook has once, or not at all. */
  private static void parsePart(OPCPackage pack, XSSFRelation kind, DefaultHandler handler)
      throws IOException, SAXException, ParserConfigurationException {
    List<PackagePart> parts = pack.getPartsByContentType(kind.getContentType());
    if (!parts.isEmpty()) {
      try (InputStream part = parts.get(0).getInputStream()) {
        parse(part, handler);
      }
    }
  }

  private static void parse(InputStream part, DefaultHandler handler)
      throws IOException, SAXException, ParserConfigurationException {
    XMLReader parser = XMLHelper.newXMLReader();
    parser.setContentHandler(handler);
    parser.setErrorHandler(handler); // POI's own handler would print
    parser.parse(new InputSource(part));
  }
}
