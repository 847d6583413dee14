package org.snowbert.steps.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.incremental.StepName;
import org.snowbert.incremental.StepsDoneInThisBuild;
import org.snowbert.steps.SmallProject;

final class ProvenanceTest {
  @Test
  void trainingJsonKeepsItsNamesInTheirOrder(@TempDir Path folder) throws IOException {
    SmallProject project = new SmallProject(folder);
    project.pipeline(new StepsDoneInThisBuild()).bring(StepName.DESCRIBE);
    JsonObject json =
        JsonParser.parseString(Files.readString(project.layout.provenance())).getAsJsonObject();
    assertThat(json.keySet())
        .containsExactly(
            "project",
            "plugin",
            "engine",
            "platform",
            "libraries",
            "seed",
            "corpus",
            "tokens",
            "steps",
            "metrics",
            "gates");
    JsonObject steps = json.getAsJsonObject("steps");
    assertThat(steps.keySet()).containsExactly("fetch", "tokenize", "mask", "train");
    assertThat(steps.getAsJsonObject("train").keySet()).containsExactly("parameters", "sha256");
    assertThat(steps.getAsJsonObject("train").getAsJsonObject("parameters").keySet())
        .endsWith("device", "precision", "threads");
    assertThat(json.getAsJsonObject("metrics").keySet())
        .containsExactly(
            "steps",
            "parameters",
            "validation_loss",
            "validation_perplexity",
            "validation_top1",
            "validation_top5",
            "validation_tokens",
            "epochs");
  }
}
