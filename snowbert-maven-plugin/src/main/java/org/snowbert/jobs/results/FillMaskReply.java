package org.snowbert.jobs.results;

import org.jspecify.annotations.Nullable;
import org.snowbert.FillMaskAnswer;

/**
 * The reply of the job {@code fill-mask} to a prompt, as a line of JSON.
 *
 * @param answer the answer; null if the prompt has a mistake
 * @param mistake the sentence that describes the mistake; null if there is none
 */
public record FillMaskReply(@Nullable FillMaskAnswer answer, @Nullable String mistake) {}
