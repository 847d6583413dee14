/**
 * The documents about a model that lie in its zip: the provenance, {@code training.json}, and the
 * model card, {@code README.md}.
 */
@NullMarked
package org.snowbert.steps.card;

import org.jspecify.annotations.NullMarked;
