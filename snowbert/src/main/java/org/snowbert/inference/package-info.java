/** What a finished model is for: filling masks, and the vectors of sentences. */
@NullMarked
package org.snowbert.inference;

import org.jspecify.annotations.NullMarked;
