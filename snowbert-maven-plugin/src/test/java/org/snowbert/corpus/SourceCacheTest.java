package org.snowbert.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.InvalidInputException;
import org.snowbert.fuzz.Zips;
import org.snowbert.incremental.LockFile;
import org.snowbert.internal.Sha256;

class SourceCacheTest {
  private static final String URL = "https://example.org/a/%E9%9B%AA.xlsx";

  /** The answers to the downloads, in their order. */
  private final Deque<Transport> answers = new ArrayDeque<>();

  private final List<URI> requested = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private Path folder = Path.of("set.before.each");

  @BeforeEach
  void makeTheFolder(@TempDir Path folder) {
    this.folder = folder;
  }

  private SourceCache cache(boolean offline, @Nullable Mirror mirror) {
    Transport transport =
        (source, url, destination) -> {
          requested.add(url);
          answers.remove().get(source, url, destination);
        };
    return new SourceCache(
        folder.resolve("cache"), offline, mirror, new Download(transport, pauses::add));
  }

  private Path obtain(Source source) throws IOException {
    return cache(false, null).obtain(source);
  }

  private static Source source(@Nullable String content) {
    return source(URL, content);
  }

  private static Source source(String url, @Nullable String content) {
    String sha256 = content == null ? null : Sha256.of(content);
    return new Source("A", URI.create(url), sha256, null, null, List.of("文"), null);
  }

  /** The names of the files in the cache for a source with this content, except the lock. */
  private List<String> kept(String content) {
    String[] names = folder.resolve("cache/corpus").resolve(Sha256.of(content)).toFile().list();
    return Stream.of(Objects.requireNonNull(names)).filter(n -> !n.endsWith(".lock")).toList();
  }

  private static Transport serves(String content) {
    return (source, url, destination) -> Files.writeString(destination, content);
  }

  private static byte[] zip(String content) {
    return Zips.write(List.of(new Zips.Entry("a", content.getBytes(StandardCharsets.UTF_8))));
  }

  private static Transport servesZip(String content) {
    return (source, url, destination) -> Files.write(destination, zip(content));
  }

  private static final Transport CUT =
      (source, url, destination) -> {
        Files.writeString(destination, "half");
        throw new IOException("connection reset");
      };

  @Test
  void fileIsDownloadedOnceAndKeptUnderItsDigest() throws IOException {
    answers.add(serves("book"));
    Path file = obtain(source("book"));
    assertThat(file)
        .hasContent("book")
        .isEqualTo(folder.resolve("cache/corpus").resolve(Sha256.of("book")).resolve("雪.xlsx"));
    assertThat(file.resolveSibling("雪.xlsx.sha256")).hasContent(Sha256.of("book") + "  雪.xlsx\n");
    assertThat(obtain(source("book"))).isEqualTo(file);
    assertThat(requested).hasSize(1);
    assertThat(kept("book")).containsExactlyInAnyOrder("雪.xlsx", "雪.xlsx.sha256");
  }

  @Test
  void fileWithoutDeclaredDigestIsKeptUnderItsAddress() throws IOException {
    answers.add(servesZip("book"));
    answers.add(servesZip("other"));
    Path file = obtain(source(null));
    assertThat(file.getParent()).hasFileName(Sha256.of(URL));
    assertThat(obtain(source(null))).hasBinaryContent(zip("book"));
    assertThat(obtain(source("https://example.org/b/雪.xlsx", null))).hasBinaryContent(zip("other"));
  }

  @Test
  void damagedHitIsDownloadedAgain() throws IOException {
    for (String declared : new String[] {"book", null}) {
      answers.add(declared == null ? servesZip("book") : serves("book"));
      answers.add(declared == null ? servesZip("book") : serves("book"));
      Path file = obtain(source(declared));
      byte[] whole = Files.readAllBytes(file);
      Files.writeString(file, "damaged");
      assertThat(obtain(source(declared))).hasBinaryContent(whole);
      assertThat(answers).isEmpty();
    }
  }

  @Test
  void damagedDigestIsNotBelieved() throws IOException {
    answers.add(servesZip("book"));
    answers.add(servesZip("book"));
    Path file = obtain(source(null));
    Files.write(file.resolveSibling("雪.xlsx.sha256"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThat(obtain(source(null))).hasBinaryContent(zip("book"));
    assertThat(answers).isEmpty();
  }

  /** Such as a proxy's login page with status 200. */
  @Test
  void pageInPlaceOfTheWorkbookIsNoDownload() throws IOException {
    for (int i = 0; i < 4; i++) {
      answers.add(serves("<html>Log in</html>"));
    }
    assertThatThrownBy(() -> obtain(source(null)))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("source A", URL, "19 bytes that are not a workbook");
    answers.add(servesZip("book"));
    assertThat(obtain(source(null))).hasBinaryContent(zip("book"));
    assertThat(answers).isEmpty();
  }

  /** The downloaded file is gone when the message is read, so its address is named. */
  @Test
  void anOldWorkbookIsRefusedByItsAddress() throws IOException {
    byte[] old = oldWorkbook();
    answers.add((source, url, destination) -> Files.write(destination, old));
    assertThatThrownBy(() -> obtain(source(null)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("the file of source A, %s, is a workbook of Excel".formatted(URL))
        .message()
        .doesNotContain(".tmp");
    assertThat(requested).hasSize(1);
  }

  private static byte[] oldWorkbook() throws IOException {
    ByteArrayOutputStream old = new ByteArrayOutputStream();
    try (HSSFWorkbook workbook = new HSSFWorkbook()) {
      workbook.createSheet();
      workbook.write(old);
    }
    return old.toByteArray();
  }

  /** POI throws a RuntimeException for it. */
  @Test
  void theBeginningOfAnOldWorkbookIsNoDownload() throws IOException {
    byte[] damaged = Arrays.copyOf(oldWorkbook(), 1024);
    for (int i = 0; i < 4; i++) {
      answers.add((source, url, destination) -> Files.write(destination, damaged));
    }
    assertThatThrownBy(() -> obtain(source(null)))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("source A", URL, "(it is a damaged OLE2 file");
  }

  @Test
  void aPageOrHalfOfItInPlaceOfATextIsNoDownload() throws IOException {
    Source text =
        new Source("A", URI.create("https://example.org/a.txt"), null, null, null, List.of(), null);
    byte[] packed = Texts.packed("gz", Texts.utf8("snow ".repeat(1000)));
    for (int i = 0; i < 2; i++) {
      answers.add(serves("\n<!DOCTYPE html><html>Log in</html>"));
      answers.add(
          (source, url, destination) ->
              Files.write(destination, Arrays.copyOf(packed, packed.length - 1)));
    }
    assertThatThrownBy(() -> obtain(text))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("source A", "bytes that are not a text");
    assertThat(answers).isEmpty();
    answers.add((source, url, destination) -> Files.write(destination, packed));
    assertThat(obtain(text)).hasBinaryContent(packed);
  }

  @Test
  void wrongBytesOfTheRightLengthAreNoDownload() throws IOException {
    answers.add(
        (source, url, destination) -> {
          byte[] wrong = zip("book");
          wrong[32] ^= 1;
          Files.write(destination, wrong);
        });
    answers.add(servesZip("book"));
    assertThat(obtain(source(null))).hasBinaryContent(zip("book"));
    assertThat(pauses).hasSize(1);
  }

  @Test
  void wrongDigestIsNamedAndNothingIsKept() {
    answers.add(serves("page"));
    assertThatThrownBy(() -> obtain(source("book")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(
            "source A", URL, Sha256.of("page"), Sha256.of("book"), "set the source's sha256");
    assertThat(kept("book")).isEmpty();
    assertThat(pauses).isEmpty();
  }

  @Test
  void failuresEndAfterFourAttemptsWithGrowingPauses() {
    for (int i = 0; i < 4; i++) {
      answers.add(CUT);
    }
    assertThatThrownBy(() -> obtain(source("book")))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("source A", "4 attempts", "connection reset");
    assertThat(pauses).hasSize(3).isSorted().doesNotHaveDuplicates();
    assertThat(kept("book")).isEmpty();
  }

  @Test
  void fourthAttemptCounts() throws IOException {
    for (int i = 0; i < 3; i++) {
      answers.add(CUT);
    }
    answers.add(serves("book"));
    assertThat(obtain(source("book"))).hasContent("book");
  }

  @Test
  void missingFileIsNotAskedForAgain() {
    answers.add(
        (source, url, destination) -> {
          throw new NotFoundException("there is no " + url, new IOException("404"));
        });
    assertThatThrownBy(() -> obtain(source("book"))).isInstanceOf(NotFoundException.class);
    assertThat(requested).hasSize(1);
  }

  @Test
  void offlineServesTheCacheAlone() throws IOException {
    answers.add(serves("book"));
    Path file = obtain(source("book"));
    assertThat(cache(true, null).obtain(source("book"))).isEqualTo(file);

    Files.writeString(file, "damaged");
    assertThatThrownBy(() -> cache(true, null).obtain(source("book")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("source A", "-o", file + " is damaged", URL);
    assertThatThrownBy(() -> cache(true, null).obtain(source("other")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("source A", "-o", "is not in the cache", URL);
    assertThat(requested).hasSize(1);
  }

  @Test
  void localFileIsReadInPlace() throws IOException {
    Path file = Files.writeString(folder.resolve("雪 a.xlsx"), "book");
    String url = file.toUri().toString();
    assertThat(cache(true, null).obtain(source(url, "book"))).isEqualTo(file);
    assertThat(folder.resolve("cache")).doesNotExist();

    assertThatThrownBy(() -> obtain(source(url, "other")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("source A", Sha256.of("book"), Sha256.of("other"));
    assertThat(file).exists();
    assertThatThrownBy(() -> obtain(source(url + ".none.xlsx", null)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("source A", file + ".none.xlsx");
  }

  @Test
  void mirrorStandsInForTheAddress() throws IOException {
    Path file = Files.writeString(folder.resolve("雪.xlsx"), "book");
    Mirror directory = Mirror.parse(folder.toString(), Path.of(""));
    assertThat(cache(true, directory).obtain(source("book"))).isEqualTo(file);

    answers.add(serves("book"));
    cache(false, Mirror.parse("https://mirror.example.org/x", Path.of(""))).obtain(source("book"));
    assertThat(requested)
        .containsExactly(URI.create("https://mirror.example.org/x/%E9%9B%AA.xlsx"));
  }

  @Test
  @Timeout(60) // nobody but who is told lets go
  void fileThatAnotherBuildDownloadsIsAwaitedAndThatBuildNamed() throws IOException {
    Path file = folder.resolve("cache/corpus").resolve(Sha256.of("book")).resolve("雪.xlsx");
    LockFile other = LockFile.take(file.resolveSibling("雪.xlsx.lock"), holder -> {});
    List<String> said = new ArrayList<>();
    Transport none =
        new Transport() {
          @Override
          public void get(Source source, URI url, Path destination) {
            throw new AssertionError("the other build had it already");
          }

          @Override
          public void tell(String line) {
            said.add(line);
            try { // the other build ends
              Files.writeString(file, "book");
              other.close();
            } catch (IOException e) {
              throw new AssertionError(e);
            }
          }
        };
    assertThat(new SourceCache(folder.resolve("cache"), false, null, none).obtain(source("book")))
        .hasContent("book");
    assertThat(said)
        .singleElement()
        .asString()
        .matches(
            "source A: waits for process %d on .*, since .*, which downloads it too"
                .formatted(ProcessHandle.current().pid()));
  }
}
