/** The uses of a finished model: filling masks, and making vectors of sentences. */
@NullMarked
package org.snowbert.inference;

import org.jspecify.annotations.NullMarked;
