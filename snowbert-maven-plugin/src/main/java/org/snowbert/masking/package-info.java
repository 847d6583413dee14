/**
 * Choosing the tokens that a masked language model must guess, and what stands in their place; the
 * file of masked sentences.
 */
@NullMarked
package org.snowbert.masking;

import org.jspecify.annotations.NullMarked;
