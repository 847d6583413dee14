/**
 * The forked JVM's main class: it does one job and ends; the jobs themselves are in the packages
 * below.
 */
@NullMarked
package org.snowbert.worker;

import org.jspecify.annotations.NullMarked;
