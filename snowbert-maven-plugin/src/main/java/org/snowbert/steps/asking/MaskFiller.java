package org.snowbert.steps.asking;

import com.google.gson.Gson;
import java.io.Closeable;
import java.io.IOException;
import org.snowbert.FillMaskAnswer;
import org.snowbert.InvalidInputException;
import org.snowbert.jobs.JobRunner;
import org.snowbert.jobs.results.FillMaskReply;

/** A loaded model, which fills the masks of one prompt after another. */
public final class MaskFiller implements Closeable {
  private final JobRunner.Conversation job;
  private final Closeable held;

  /**
   * A model that a job has loaded.
   *
   * @param held closed after the job has ended
   */
  MaskFiller(JobRunner.Conversation job, Closeable held) {
    this.job = job;
    this.held = held;
  }

  /**
   * Fills the masks of a prompt. A prompt without a mask, or with more tokens than the model reads,
   * gets a reply that says so, and the next prompt can follow.
   *
   * @param text one line, with {@code [MASK]} for each word to find
   */
  public FillMaskReply ask(String text) throws IOException {
    return new Gson().fromJson(job.ask(text), FillMaskReply.class);
  }

  /**
   * Fills the masks of a prompt.
   *
   * @throws InvalidInputException if the model cannot fill them
   */
  public FillMaskAnswer fill(String text) throws IOException {
    FillMaskReply reply = ask(text);
    if (reply.answer() == null) {
      throw new InvalidInputException(String.valueOf(reply.mistake()));
    }
    return reply.answer();
  }

  /** Ends the job. */
  @Override
  public void close() throws IOException {
    try {
      job.close();
    } finally {
      held.close();
    }
  }
}
