/**
 * Everything that uses Maven's resolver: it downloads sources, published models and the engine's
 * jars. No other package downloads.
 */
@NullMarked
package org.snowbert.goals.resolver;

import org.jspecify.annotations.NullMarked;
