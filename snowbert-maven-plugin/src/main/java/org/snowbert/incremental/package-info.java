/**
 * Which steps must run again and why: fingerprints, records of finished steps, the cache, and
 * locks; what a step does is not known here.
 */
@NullMarked
package org.snowbert.incremental;

import org.jspecify.annotations.NullMarked;
