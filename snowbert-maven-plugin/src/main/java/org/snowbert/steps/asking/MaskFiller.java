package org.snowbert.steps.asking;

import com.google.gson.Gson;
import java.io.Closeable;
import java.io.IOException;
import org.snowbert.FillMaskAnswer;
import org.snowbert.InvalidInputException;
import org.snowbert.jobs.JobRunner;
import org.snowbert.jobs.results.FillMaskReply;

/** A model that is loaded once, and fills the masks of one prompt after the other. */
public final class MaskFiller implements Closeable {
  private final JobRunner.Conversation job;
  private final Closeable held;

  /**
   * @param held as long as the job runs
   */
  MaskFiller(JobRunner.Conversation job, Closeable held) {
    this.job = job;
    this.held = held;
  }

  /**
   * Fills the masks of a prompt, or says why not: it may have none, or more tokens than the model
   * reads. The next may follow.
   *
   * @param text in one line, with {@code [MASK]} where a word is to be found
   */
  public FillMaskReply ask(String text) throws IOException {
    return new Gson().fromJson(job.ask(text), FillMaskReply.class);
  }

  /**
   * Fills the masks of a prompt.
   *
   * @throws InvalidInputException if they cannot be
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
