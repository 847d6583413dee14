/**
 * The goals of the plugin, one class each. Their work is done in {@code steps}, and their
 * parameters are described in {@code parameters}.
 */
@NullMarked
package org.snowbert.goals;

import org.jspecify.annotations.NullMarked;
