package org.snowbert.jobs.results;

import java.util.List;

/**
 * The report of the job {@code tokenize}.
 *
 * @param counts what is published with the model
 * @param unknownWords the words that most often became {@code [UNK]}, at most ten; for the log
 *     alone, because they may be names of people
 */
public record TokenizeReport(TokenCounts counts, List<String> unknownWords) {}
