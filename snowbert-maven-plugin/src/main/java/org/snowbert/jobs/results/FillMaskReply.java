package org.snowbert.jobs.results;

import org.jspecify.annotations.Nullable;
import org.snowbert.FillMaskAnswer;

/**
 * What the job {@code fill-mask} replies to a prompt, as a line of JSON.
 *
 * @param answer null where the prompt has a mistake
 * @param mistake the sentence that says which; null where there is none
 */
public record FillMaskReply(@Nullable FillMaskAnswer answer, @Nullable String mistake) {}
