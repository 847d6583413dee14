/**
 * The lines that a person reads in the terminal: the progress of a training, its summary, and the
 * answers of a model.
 */
@NullMarked
package org.snowbert.console;

import org.jspecify.annotations.NullMarked;
