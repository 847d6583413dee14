/** The corpus: its sources, their download and cache, and the reading of workbooks. */
@NullMarked
package org.snowbert.corpus;

import org.jspecify.annotations.NullMarked;
