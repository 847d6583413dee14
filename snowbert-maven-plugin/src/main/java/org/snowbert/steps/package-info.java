/**
 * The seven steps from the corpus to the evaluated model, in order, and the gates. Work that needs
 * the engine is done in {@code worker}.
 */
@NullMarked
package org.snowbert.steps;

import org.jspecify.annotations.NullMarked;
