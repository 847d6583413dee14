/** The goals, and all else that knows Maven. */
@NullMarked
package org.snowbert.maven;

import org.jspecify.annotations.NullMarked;
