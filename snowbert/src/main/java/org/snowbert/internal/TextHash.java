package org.snowbert.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Hashes texts to 64 bits: the first eight bytes, the highest first, of the SHA-256 of a prefix and
 * the text in UTF-8. One object hashes many texts, for it keeps its digest. Not thread-safe.
 */
public final class TextHash {
  private final MessageDigest digest = Sha256.newDigest();
  private final byte[] prefix;

  /**
   * A hash of its own.
   *
   * @param prefix the bytes before every text; another prefix gives other hashes
   */
  public TextHash(byte... prefix) {
    this.prefix = prefix.clone();
  }

  /** The hash of a text. */
  public long hash(String text) {
    digest.update(prefix);
    return ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8))).getLong();
  }
}
