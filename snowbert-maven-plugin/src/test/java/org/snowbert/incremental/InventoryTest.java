package org.snowbert.incremental;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.internal.Excerpt;
import org.snowbert.internal.JsonFiles;

final class InventoryTest {
  private Path folder;
  private Path file;
  private Inventory inventory;

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    this.folder = folder;
    file = Files.createDirectories(folder.resolve("a")).resolve("b.txt");
    Files.writeString(file, "whole");
    inventory = Inventory.of(folder);
  }

  @Test
  void aCompleteFolderHasNoDamage() throws IOException {
    assertThat(inventory.files().keySet()).containsExactly("a/b.txt");
    assertThat(inventory.damage(folder)).isNull();
  }

  @Test
  void everyKindOfDamageIsNamed() throws IOException {
    Files.writeString(file, "who");
    assertThat(inventory.damage(folder)).isEqualTo("a/b.txt has 3 bytes instead of 5");
    Files.writeString(file, "whale");
    assertThat(inventory.damage(folder))
        .isEqualTo("a/b.txt has another sha256 than when it was written");
    Files.delete(file);
    assertThat(inventory.damage(folder)).isEqualTo("a/b.txt is missing");
  }

  /** A manifest may come from anyone. */
  @Test
  void aNameOutsideTheFolderCountsAsMissing() throws IOException {
    Inventory.Item item = inventory.files().get("a/b.txt");
    for (String name : List.of("../a/b.txt", "/etc/passwd", "a\0b", "")) {
      assertThat(new Inventory(Map.of(name, item)).damage(folder.resolve("c")))
          .isEqualTo(Excerpt.of(name) + " is missing");
    }
    Inventory damaged =
        JsonFiles.GSON.fromJson("{\"files\": {\"a/b.txt\": null}}", Inventory.class);
    assertThat(damaged.damage(folder)).isEqualTo("a/b.txt is missing");
  }
}
