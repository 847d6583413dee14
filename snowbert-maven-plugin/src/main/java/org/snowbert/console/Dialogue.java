package org.snowbert.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/**
 * Reads sentences and prints the answer to each, until the input ends or a line is blank.
 *
 * @param prompted whether each sentence is asked for, because a person types it
 */
public record Dialogue(BufferedReader sentences, PrintStream answers, boolean prompted) {
  /** Answers a sentence with the lines to print. */
  public interface Answerer {
    List<String> answer(String sentence) throws IOException;
  }

  /** A dialogue over standard input and output. */
  public static Dialogue ofStandardStreams() {
    return new Dialogue(Terminal.input(), System.out, Terminal.isThere());
  }

  public void run(Answerer answerer) throws IOException {
    while (true) {
      if (prompted) {
        answers.print("> ");
        answers.flush();
      }
      String sentence = sentences.readLine();
      if (sentence == null || sentence.isBlank()) {
        return;
      }
      answerer.answer(sentence).forEach(answers::println);
    }
  }
}
