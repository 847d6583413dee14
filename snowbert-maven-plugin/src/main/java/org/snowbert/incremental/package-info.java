/**
 * What decides whether a step must run again, and why: fingerprints, records of finished steps, the
 * cache, and locks. Nothing here knows the work of a step.
 */
@NullMarked
package org.snowbert.incremental;

import org.jspecify.annotations.NullMarked;
