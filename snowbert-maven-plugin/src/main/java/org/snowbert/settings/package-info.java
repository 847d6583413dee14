/**
 * The settings of a build, checked: a record for each step, whose components decide what the step
 * makes; how a POM says them is in {@code parameters}.
 */
@NullMarked
package org.snowbert.settings;

import org.jspecify.annotations.NullMarked;
