package org.snowbert.goals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.snowbert.FillMaskAnswer;
import org.snowbert.FillMaskAnswer.Candidate;
import org.snowbert.console.Table;
import org.snowbert.console.Table.Side;
import org.snowbert.console.Terminal;
import org.snowbert.jobs.Layout;
import org.snowbert.jobs.results.FillMaskReply;
import org.snowbert.parameters.ParameterChecks;
import org.snowbert.parameters.PromptText;
import org.snowbert.steps.Pipeline;
import org.snowbert.steps.asking.MaskFiller;
import org.snowbert.steps.asking.ModelQueries;

/**
 * Fills the gaps of a sentence with a model's most probable words, which it prints as a program
 * would: with {@code -q} there is nothing else.
 *
 * @since 0.1.0
 */
@Mojo(name = "fill-mask", requiresProject = false, threadSafe = true)
public final class FillMaskMojo extends AskingMojo {
  private static final int BAR = 20;

  /**
   * The sentence, with {@code [MASK]} or {@code ___} where a word is to be found, once or more
   * often.
   *
   * <p>Values: a sentence with {@code [MASK]} or {@code ___}. Example: {@code
   * -Dsnowbert.text='秋には[MASK]が木から落ちる。'}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.text")
  private @Nullable String text;

  /**
   * How many words are shown for each mask.
   *
   * <p>Values: a whole number of at least 1. Example: {@code -Dsnowbert.topK=10}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.topK", defaultValue = "5")
  private int topK;

  /**
   * Whether sentences are read from standard input, one a line, until it ends or a line is empty,
   * and each is answered as it comes; the model is loaded once.
   *
   * <p>Values: {@code true} or {@code false}. Example: {@code -Dsnowbert.interactive=true}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.interactive", defaultValue = "false")
  private boolean interactive;

  @Override
  void execute(Pipeline pipeline, Layout workspace) throws IOException {
    ParameterChecks.atLeast(1, "topK", topK);
    String prompt = interactive ? "" : prompt(text);
    try (MaskFiller model = new ModelQueries(pipeline).fillMasks(from(), topK)) {
      if (interactive) {
        converse(model);
      } else {
        print(lines(model.fill(prompt)));
      }
    }
  }

  private static void converse(MaskFiller model) throws IOException {
    boolean prompted = Terminal.isThere();
    BufferedReader sentences = new BufferedReader(new InputStreamReader(System.in, charset()));
    while (true) {
      if (prompted) {
        System.out.print("> ");
        System.out.flush();
      }
      String sentence = sentences.readLine();
      if (sentence == null || sentence.isBlank()) {
        return;
      }
      FillMaskReply reply = model.ask(PromptText.of(sentence));
      print(
          reply.answer() == null
              ? List.of(String.valueOf(reply.mistake()))
              : lines(reply.answer()));
    }
  }

  /** The system's; UTF-8 where that has no letters but those of ASCII. */
  private static Charset charset() {
    Charset system = Charset.forName(System.getProperty("native.encoding", "UTF-8"));
    return system.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : system;
  }

  /** The words of each mask, the most probable first, then the sentence with the first of each. */
  static List<String> lines(FillMaskAnswer answer) {
    List<String> lines = new ArrayList<>();
    int masks = answer.masks().size();
    for (int mask = 0; mask < masks; mask++) {
      if (masks > 1) {
        lines.add("[MASK] %d:".formatted(mask + 1));
      }
      lines.addAll(table(answer.masks().get(mask)));
    }
    lines.add(answer.text());
    return lines;
  }

  private static List<String> table(List<Candidate> words) {
    Table table = new Table(Side.RIGHT, Side.LEFT, Side.RIGHT, Side.LEFT);
    for (int rank = 1; rank <= words.size(); rank++) {
      Candidate word = words.get(rank - 1);
      double probability = word.probability();
      table.row(
          Integer.toString(rank),
          word.token(),
          probability(probability),
          "█".repeat((int) Math.round(BAR * probability)));
    }
    return table.lines();
  }
}
