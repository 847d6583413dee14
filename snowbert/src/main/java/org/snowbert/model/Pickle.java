package org.snowbert.model;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Writes the few pickle instructions (protocol 2) that a TorchScript archive needs. */
final class Pickle {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  @FunctionalInterface
  private interface Instruction {
    void write() throws IOException;
  }

  Pickle() {
    add(() -> out.write(new byte[] {(byte) 0x80, 2})); // PROTO
  }

  private Pickle add(Instruction instruction) {
    try {
      instruction.write();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory cannot fail to be written
    }
    return this;
  }

  private Pickle opcodes(String opcodes) {
    return add(() -> out.writeBytes(opcodes));
  }

  /** A new object of a class, which takes what follows as its state. */
  Pickle newObject(String module, String name) {
    return global(module, name).opcodes(")\u0081"); // EMPTY_TUPLE, NEWOBJ
  }

  /** Gives the object the state that follows it, and ends. */
  byte[] build() {
    return opcodes("b").bytes(); // BUILD
  }

  byte[] bytes() {
    opcodes("."); // STOP
    return bytes.toByteArray();
  }

  Pickle global(String module, String name) {
    return opcodes("c%s\n%s\n".formatted(module, name));
  }

  /** Begins a tuple or the items of a dictionary. */
  Pickle mark() {
    return opcodes("(");
  }

  Pickle tuple() {
    return opcodes("t");
  }

  Pickle emptyTuple() {
    return opcodes(")");
  }

  Pickle emptyDictionary() {
    return opcodes("}");
  }

  /** Puts what follows the mark, keys and values by turns, into the dictionary before it. */
  Pickle setItems() {
    return opcodes("u");
  }

  /** Calls the global before the tuple with it. */
  Pickle reduce() {
    return opcodes("R");
  }

  /** Refers to an object outside the pickle, which the tuple before it describes. */
  Pickle persistentId() {
    return opcodes("Q"); // BINPERSID
  }

  Pickle add(int value) {
    return add(
        () -> {
          out.write('J'); // BININT
          out.writeInt(Integer.reverseBytes(value));
        });
  }

  Pickle add(double value) {
    return add(
        () -> {
          out.write('G'); // BINFLOAT
          out.writeDouble(value);
        });
  }

  Pickle add(boolean value) {
    return add(() -> out.write(value ? 0x88 : 0x89)); // NEWTRUE, NEWFALSE
  }

  Pickle add(String value) {
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    return add(
        () -> {
          out.write('X'); // BINUNICODE
          out.writeInt(Integer.reverseBytes(text.length));
          out.write(text);
        });
  }
}
