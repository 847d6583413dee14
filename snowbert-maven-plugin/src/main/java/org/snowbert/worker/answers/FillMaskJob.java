package org.snowbert.worker.answers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.snowbert.InvalidInputException;
import org.snowbert.inference.FillMask;
import org.snowbert.inference.LoadedModel;
import org.snowbert.jobs.FillMaskRequest;
import org.snowbert.jobs.Wire;
import org.snowbert.jobs.results.FillMaskReply;

/** The job {@code fill-mask}: one model answers each line of the input. */
public final class FillMaskJob {
  private FillMaskJob() {}

  /**
   * Reads a prompt from each line of the input, and writes one line with a {@link FillMaskReply}.
   * Both are UTF-8.
   *
   * @param replies a stream that is flushed after each line
   */
  public static void run(FillMaskRequest request, InputStream prompts, PrintStream replies)
      throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(prompts, StandardCharsets.UTF_8));
    try (LoadedModel model = LoadedModel.open(request.model(), request.hardware().accelerator())) {
      for (String prompt = lines.readLine(); prompt != null; prompt = lines.readLine()) {
        replies.println(Wire.line(reply(model, prompt, request.topK())));
      }
    }
  }

  private static FillMaskReply reply(LoadedModel model, String prompt, int topK) {
    try {
      return new FillMaskReply(FillMask.fill(model, List.of(prompt), topK).get(0), null);
    } catch (InvalidInputException e) {
      return new FillMaskReply(null, e.getMessage());
    }
  }
}
