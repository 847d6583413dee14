/**
 * Decides which steps must run again, and why: fingerprints, records of finished steps, the cache,
 * and locks. It does not know the work of a step.
 */
@NullMarked
package org.snowbert.incremental;

import org.jspecify.annotations.NullMarked;
