package org.snowbert.corpus.workbook;

import java.util.ArrayList;
import java.util.List;
import org.snowbert.InvalidInputException;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The shared strings of a workbook, without their phonetic runs (furigana). They may take a quarter
 * of the heap.
 */
final class SharedTexts extends DefaultHandler {
  /** The bytes that a string takes beside its characters: object, array, place in the list. */
  private static final int OVERHEAD = 56;

  private final String workbook;
  private final long memory;
  private final List<String> texts = new ArrayList<>();
  private final CellBuffer text = new CellBuffer();
  private long used;
  private boolean inText;
  private boolean inPhoneticRun;

  /**
   * No strings yet.
   *
   * @param workbook names the workbook in messages
   * @param heap the size of this JVM's heap in bytes
   */
  SharedTexts(String workbook, long heap) {
    this.workbook = workbook;
    this.memory = heap / 4;
  }

  /**
   * A shared string by its number, counted from 0.
   *
   * @throws SAXException if the workbook has no such string
   */
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
          "workbook %s has more shared strings than the %d MB of Maven's heap have room for: give Maven more memory with -Xmx in MAVEN_OPTS, or divide the workbook"
              .formatted(workbook, (4 * memory) >> 20));
    }
    texts.add(string);
  }
}
