/**
 * The public API, {@link MaskedLanguageModel}, and what every package may use: the random streams
 * of a seed, digests, files that appear whole, and the exception for a user's mistake.
 */
@NullMarked
package org.snowbert;

import org.jspecify.annotations.NullMarked;
