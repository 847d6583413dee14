/** The steps from the corpus to the evaluated checkpoint, and which of them must run. */
@NullMarked
package org.snowbert.pipeline;

import org.jspecify.annotations.NullMarked;
