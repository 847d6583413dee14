/**
 * The gradients of a training step, computed on an Apache Spark cluster. Spark ships the code,
 * moves the data and repeats what was lost; the engine computes.
 */
@NullMarked
package org.snowbert.spark;

import org.jspecify.annotations.NullMarked;
