/**
 * What a person reads in the terminal: a training's progress, its summary, tables and numbers; the
 * report is in {@code report}.
 */
@NullMarked
package org.snowbert.console;

import org.jspecify.annotations.NullMarked;
