/**
 * The checked settings of a build: one record for each step, whose components decide the result of
 * the step. {@code parameters} reads them from a POM.
 */
@NullMarked
package org.snowbert.settings;

import org.jspecify.annotations.NullMarked;
