package org.snowbert.corpus.workbook;

import java.util.ArrayList;
import java.util.List;
import org.snowbert.InvalidInputException;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The shared strings of a workbook, without their phonetic runs (furigana).
 *
 * <p>They are all that is held of a workbook, and may take a quarter of the heap.
 */
final class SharedTexts extends DefaultHandler {
  /** Of a string beside its characters: the object, its array, its place in the list. */
  private static final int OVERHEAD = 56;

  private final String workbook;
  private final long memory;
  private final List<String> texts = new ArrayList<>();
  private final CellBuffer text = new CellBuffer();
  private long used;
  private boolean inText;
  private boolean inPhoneticRun;

  /**
   * Strings that are still to be parsed.
   *
   * @param workbook names it in messages
   * @param heap of this JVM, in bytes
   */
  SharedTexts(String workbook, long heap) {
    this.workbook = workbook;
    this.memory = heap / 4;
  }

  /** The string of a number, counted from 0. */
  String get(int number) throws SAXException {
    if (number < 0 || number >= texts.size()) {
      throw new SAXException("it has no shared string number '" + number + "'");
    }
    return texts.get(number);
  }

  @Override
  public void startElement(String uri, String name, String qualified, Attributes attributes) {
    switch (name) {
      case "si" -> text.clear();
      case "t" -> inText = !inPhoneticRun;
      case "rPh" -> inPhoneticRun = true;
      default -> {}
    }
  }

  @Override
  public void characters(char[] characters, int start, int length) throws SAXException {
    if (inText) {
      text.append(characters, start, length);
    }
  }

  @Override
  public void endElement(String uri, String name, String qualified) {
    switch (name) {
      case "t" -> inText = false;
      case "rPh" -> inPhoneticRun = false;
      case "si" -> add(text.decoded());
      default -> {}
    }
  }

  private void add(String string) {
    used += OVERHEAD + 2L * string.length();
    if (used > memory) {
      throw new InvalidInputException(
          "workbook %s has more shared strings than the %d MB of Maven's heap have room for: give it more with -Xmx in MAVEN_OPTS, or divide the workbook"
              .formatted(workbook, (4 * memory) >> 20));
    }
    texts.add(string);
  }
}
