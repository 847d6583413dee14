/**
 * The goals, a class each; what a goal does is in {@code steps}, and what a POM may say to it in
 * {@code parameters}.
 */
@NullMarked
package org.snowbert.goals;

import org.jspecify.annotations.NullMarked;
