package org.snowbert.pipeline;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How well a model fills the masked tokens of the validation sentences.
 *
 * @param loss mean cross-entropy of a token, in nats
 * @param perplexity e to the loss
 * @param top1 fraction of tokens whose most probable filling is right
 * @param top5 fraction of tokens among whose five most probable fillings is the right one
 * @param tokens how many were scored
 */
public record Evaluation(double loss, double perplexity, double top1, double top5, long tokens) {
  /** Reads {@code evaluation.json}. */
  public static Evaluation read(Path file) throws IOException {
    try {
      return new Gson().fromJson(Files.readString(file), Evaluation.class);
    } catch (JsonParseException e) {
      throw new IOException(file + " is damaged: delete it, so that evaluate runs again", e);
    }
  }
}
