/**
 * The public API: {@link MaskedLanguageModel}, its answers, and the exception for a mistake in the
 * user's input.
 */
@NullMarked
package org.snowbert;

import org.jspecify.annotations.NullMarked;
