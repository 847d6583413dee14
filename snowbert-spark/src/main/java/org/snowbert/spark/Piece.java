package org.snowbert.spark;

import java.io.Serializable;

/**
 * One slice of a worker's gradients, or of its state after a round.
 *
 * @param worker the number of the worker, counted from 0
 * @param values little-endian; gradients in the precision in which they are sent, a state in
 *     float32
 * @param losses the losses of the worker's batches with the first slice, and none with the others
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Piece(int worker, byte[] values, Losses losses) implements Serializable {}
