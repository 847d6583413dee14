/**
 * Files, folders, zips, digests and random streams that both modules use; nothing here is public
 * API, and nothing here knows BERT.
 */
@NullMarked
package org.snowbert.internal;

import org.jspecify.annotations.NullMarked;
