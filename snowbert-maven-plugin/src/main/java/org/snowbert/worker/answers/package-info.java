/** The jobs that ask a finished model: they fill masks and embed sentences. */
@NullMarked
package org.snowbert.worker.answers;

import org.jspecify.annotations.NullMarked;
