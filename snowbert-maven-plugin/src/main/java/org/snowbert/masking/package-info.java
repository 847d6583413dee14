/**
 * Draws the tokens that a masked language model must guess and replaces them; writes and reads the
 * file of masked sentences.
 */
@NullMarked
package org.snowbert.masking;

import org.jspecify.annotations.NullMarked;
