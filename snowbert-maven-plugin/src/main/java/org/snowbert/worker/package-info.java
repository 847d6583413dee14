/**
 * The main class of the forked JVM. It does one job and ends. The jobs themselves are in the
 * packages below.
 */
@NullMarked
package org.snowbert.worker;

import org.jspecify.annotations.NullMarked;
