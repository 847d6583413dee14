/** Reading and writing tensors in the safetensors format. */
@NullMarked
package org.snowbert.safetensors;

import org.jspecify.annotations.NullMarked;
