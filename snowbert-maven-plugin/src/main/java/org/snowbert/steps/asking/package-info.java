/**
 * Questions to a finished model: words for masks, vectors of sentences, a comparison. The console
 * prints the answers.
 */
@NullMarked
package org.snowbert.steps.asking;

import org.jspecify.annotations.NullMarked;
