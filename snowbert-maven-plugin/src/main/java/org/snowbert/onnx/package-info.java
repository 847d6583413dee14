/** The model as ONNX, for programs that run models with ONNX Runtime. */
@NullMarked
package org.snowbert.onnx;

import org.jspecify.annotations.NullMarked;
