/**
 * What the forked JVM does: it tokenizes, trains, evaluates and fills masks, and reports through
 * files.
 */
@NullMarked
package org.snowbert.training;

import org.jspecify.annotations.NullMarked;
