/**
 * What a POM may say, documented and checked, and how it becomes {@code settings}; no step runs
 * here.
 */
@NullMarked
package org.snowbert.parameters;

import org.jspecify.annotations.NullMarked;
