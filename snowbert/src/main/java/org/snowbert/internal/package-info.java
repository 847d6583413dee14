/**
 * Files, folders, zips, digests and random streams for both modules. Nothing here is public API,
 * and nothing here knows BERT.
 */
@NullMarked
package org.snowbert.internal;

import org.jspecify.annotations.NullMarked;
