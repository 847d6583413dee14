/** Inputs that were damaged by a seed, and what every reader must make of them. */
@NullMarked
package org.snowbert.fuzz;

import org.jspecify.annotations.NullMarked;
