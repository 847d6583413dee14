package org.snowbert.it;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads, without Maven, a repository to which a project under {@code src/it} deployed. */
public final class ModelRepository {
  private static final Pattern SNAPSHOT_ZIP =
      Pattern.compile("<extension>zip</extension>\\s*<value>([^<]+)</value>");

  private final URI root;
  private final @Nullable String credentials;

  /**
   * A repository.
   *
   * @param root the address of the repository, {@code file:} or {@code http:}
   * @param credentials {@code user:password}; null to send none
   */
  public ModelRepository(URI root, @Nullable String credentials) {
    this.root = root;
    this.credentials = credentials;
  }

  /** The content of a file, checked against the checksums beside it. */
  public byte[] checked(String path) throws IOException, GeneralSecurityException {
    byte[] content = get(path);
    requireChecksum(content, "SHA-1", path + ".sha1");
    requireChecksum(content, "MD5", path + ".md5");
    return content;
  }

  /**
   * The version of the last zip in the folder of a snapshot, such as {@code 1.1-20261123.000000-1}.
   */
  public String snapshotVersion(String folder) throws IOException, GeneralSecurityException {
    String metadata = new String(checked(folder + "/maven-metadata.xml"), StandardCharsets.UTF_8);
    Matcher zip = SNAPSHOT_ZIP.matcher(metadata);
    if (!zip.find()) {
      throw new AssertionError("no zip in " + metadata);
    }
    return zip.group(1);
  }

  /** The content of a file. */
  public byte[] get(String path) throws IOException {
    URLConnection connection = root.resolve(path).toURL().openConnection();
    if (credentials != null) {
      connection.setRequestProperty("Authorization", authorization(credentials));
    }
    try (InputStream content = connection.getInputStream()) {
      return content.readAllBytes();
    }
  }

  /** The header by which a client sends its credentials. */
  public static String authorization(String credentials) {
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }

  private void requireChecksum(byte[] content, String algorithm, String path)
      throws IOException, GeneralSecurityException {
    String found = new String(get(path), StandardCharsets.US_ASCII);
    String actual = HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
    if (!found.equals(actual)) {
      throw new AssertionError("%s is %s, not %s".formatted(path, found, actual));
    }
  }
}
