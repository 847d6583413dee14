/**
 * The corpus: its sources, their download and cache, the reading of workbooks, and the normalising
 * of sentences.
 */
@NullMarked
package org.snowbert.corpus;

import org.jspecify.annotations.NullMarked;
