/**
 * Maven's resolver: it downloads sources, finds published models and brings the engine's jars; no
 * other package downloads.
 */
@NullMarked
package org.snowbert.goals.resolver;

import org.jspecify.annotations.NullMarked;
