/**
 * The corpus: its sources, their download and cache, the reading of workbooks and texts, and the
 * filter.
 */
@NullMarked
package org.snowbert.corpus;

import org.jspecify.annotations.NullMarked;
