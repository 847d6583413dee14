package org.snowbert.corpus.workbook;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.poi.openxml4j.util.ZipEntrySource;
import org.apache.poi.poifs.crypt.Decryptor;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.FileMagic;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.snowbert.InvalidInputException;
import org.snowbert.internal.Excerpt;

/** Recognises spreadsheets that are no {@code .xlsx} workbooks, whatever their names say. */
public final class OtherFormats {
  private OtherFormats() {}

  /**
   * Refuses an encrypted workbook, an old one, and any other file in Microsoft's OLE2 container.
   *
   * @param name names the file in messages
   * @throws InvalidInputException if the file is one of them
   * @throws IOException if the container is damaged
   */
  public static void refuse(Path file, String name) throws IOException {
    if (FileMagic.valueOf(file.toFile()) != FileMagic.OLE2) {
      return;
    }
    try (POIFSFileSystem container = new POIFSFileSystem(file.toFile(), true)) {
      throw refusal(container.getRoot(), name);
    } catch (InvalidInputException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // POI throws many kinds
      IOException damaged = new IOException("it is a damaged OLE2 file: " + Excerpt.reason(e));
      damaged.addSuppressed(e); // as a cause, it would be the reason that messages give
      throw damaged;
    }
  }

  private static InvalidInputException refusal(DirectoryNode root, String name) {
    if (root.hasEntryCaseInsensitive(Decryptor.DEFAULT_POIFS_ENTRY)) {
      return new InvalidInputException(
          "%s is an encrypted workbook: open it in Excel, remove its password and save it"
              .formatted(name));
    }
    // Excel 5 to 95 called it Book.
    return root.hasEntryCaseInsensitive("Workbook") || root.hasEntryCaseInsensitive("Book")
        ? refusal(name, "a workbook of Excel 5 to 2003 (.xls)")
        : new InvalidInputException(
            "%s is no workbook, but another OLE2 file, such as a Word document (.doc): name the workbook"
                .formatted(name));
  }

  /**
   * Refuses a zip of another kind of spreadsheet.
   *
   * @throws InvalidInputException if the zip is one
   */
  static void refuse(Path file, ZipEntrySource zip) {
    if (zip.getEntry("content.xml") != null) {
      throw refusal(file.toString(), "an OpenDocument spreadsheet (.ods)");
    }
    if (zip.getEntry("xl/workbook.bin") != null) {
      throw refusal(file.toString(), "a binary workbook (.xlsb)");
    }
  }

  private static InvalidInputException refusal(String name, String format) {
    return new InvalidInputException(
        "%s is %s: open it in a spreadsheet program and save it as .xlsx".formatted(name, format));
  }
}
