/**
 * The parameters that a POM may set, their documentation and their checks, and the factory that
 * makes {@code settings} of them. No step runs here.
 */
@NullMarked
package org.snowbert.parameters;

import org.jspecify.annotations.NullMarked;
