package org.snowbert.corpus.workbook;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.poi.openxml4j.util.ZipEntrySource;
import org.apache.poi.poifs.crypt.Decryptor;
import org.apache.poi.poifs.filesystem.FileMagic;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.snowbert.InvalidInputException;

/** Recognises spreadsheets that are no {@code .xlsx} workbooks, whatever their names say. */
public final class OtherFormats {
  private OtherFormats() {}

  /**
   * Refuses an encrypted workbook and an old one, both of which are in Microsoft's OLE2 container.
   *
   * @throws InvalidInputException if the file is one of them
   */
  public static void refuse(Path file) throws IOException {
    if (FileMagic.valueOf(file.toFile()) != FileMagic.OLE2) {
      return;
    }
    try (POIFSFileSystem container = new POIFSFileSystem(file.toFile(), true)) {
      throw container.getRoot().hasEntryCaseInsensitive(Decryptor.DEFAULT_POIFS_ENTRY)
          ? new InvalidInputException(
              "%s is an encrypted workbook: open it in Excel, remove its password and save it"
                  .formatted(file))
          : refusal(file, "a workbook of Excel 97 to 2003 (.xls)");
    }
  }

  /**
   * Refuses a zip of another kind of spreadsheet.
   *
   * @throws InvalidInputException if the zip is one
   */
  static void refuse(Path file, ZipEntrySource zip) {
    if (zip.getEntry("content.xml") != null) {
      throw refusal(file, "an OpenDocument spreadsheet (.ods)");
    }
    if (zip.getEntry("xl/workbook.bin") != null) {
      throw refusal(file, "a binary workbook (.xlsb)");
    }
  }

  private static InvalidInputException refusal(Path file, String format) {
    return new InvalidInputException(
        "%s is %s: open it in a spreadsheet program and save it as .xlsx".formatted(file, format));
  }
}
