/** What the projects under {@code src/it} call before their builds. */
@NullMarked
package org.snowbert.it;

import org.jspecify.annotations.NullMarked;
