package org.snowbert.corpus.workbook;

import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** Reads from the part {@code workbook.xml} whether dates are counted from 1904. */
final class DateSystem extends DefaultHandler {
  private boolean from1904;

  /** Whether dates are counted from 1904, as in workbooks from old Macs. */
  boolean isFrom1904() {
    return from1904;
  }

  @Override
  public void startElement(String uri, String name, String qualified, Attributes attributes) {
    if (name.equals("workbookPr")) {
      String value = attributes.getValue("date1904");
      from1904 = "1".equals(value) || "true".equals(value);
    }
  }
}
