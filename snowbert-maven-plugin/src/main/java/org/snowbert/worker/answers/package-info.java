/** The jobs that ask a finished model: filling masks and embedding sentences. */
@NullMarked
package org.snowbert.worker.answers;

import org.jspecify.annotations.NullMarked;
