/**
 * BERT itself: its configuration, its parameters, and the TorchScript program that trains and runs
 * it.
 */
@NullMarked
package org.snowbert.model;

import org.jspecify.annotations.NullMarked;
