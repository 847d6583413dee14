/** Helpers of the projects under {@code src/it}: their scripts call them. */
@NullMarked
package org.snowbert.it;

import org.jspecify.annotations.NullMarked;
