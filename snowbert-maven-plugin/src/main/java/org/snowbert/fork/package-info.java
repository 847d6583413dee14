/**
 * The forked JVM, seen from Maven's side: the choice of the engine, the start, the watch, and the
 * diagnosis of a failure. The code that runs inside the forked JVM is in {@code worker}.
 */
@NullMarked
package org.snowbert.fork;

import org.jspecify.annotations.NullMarked;
