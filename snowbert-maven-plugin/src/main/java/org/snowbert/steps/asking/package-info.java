/**
 * Questions to a finished model: words for masks, vectors of sentences, a comparison; how answers
 * are printed is in {@code console}.
 */
@NullMarked
package org.snowbert.steps.asking;

import org.jspecify.annotations.NullMarked;
