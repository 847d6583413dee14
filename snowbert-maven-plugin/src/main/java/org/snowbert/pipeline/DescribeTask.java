package org.snowbert.pipeline;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.snowbert.AtomicFiles;
import org.snowbert.Folders;
import org.snowbert.JsonFiles;
import org.snowbert.model.BertConfig;

/**
 * From all that was done to the model card and the provenance. A step of its own: a new version or
 * commit must not train anew.
 */
record DescribeTask(Settings settings, Workspace workspace, States states) implements Task {
  /** The files whose content it repeats. */
  private static final Set<String> SAID =
      Set.of("corpus/manifest.json", "tokens/counts.json", "results.json", "model/config.json");

  @Override
  public void describe(Fingerprint fingerprint) throws IOException {
    Project project = settings.project();
    fingerprint
        .parameter("plugin", settings.versions().plugin())
        .parameter("project", project.coordinates())
        .parameter("revision", project.revision())
        .parameter("name", project.name())
        .parameter("description", project.description())
        .parameter("licenses", project.licenses())
        .parameter("scm", project.scm())
        .parameter("gates", settings.gates())
        .parameter("parent", Provenance.parent(settings, states))
        .parameter("platform", settings.versions().platform())
        .parameter("libraries", settings.versions().libraries());
    for (Step step : Step.upTo(Step.TRAIN)) {
      StepState state = states.of(step);
      state.parameters().forEach((name, value) -> fingerprint.parameter(step + " " + name, value));
      fingerprint.outputs(state, SAID::contains);
    }
  }

  @Override
  public List<Path> outputs() throws IOException {
    return Stream.concat(
            Folders.files(workspace.card()).stream(),
            Folders.files(workspace.provenance()).stream())
        .toList();
  }

  @Override
  public void run(Fingerprint fingerprint) throws IOException {
    JsonObject provenance = Provenance.of(settings, workspace, states);
    BertConfig config = BertConfig.read(workspace.model().resolve("config.json"));
    JsonFiles.write(workspace.provenance(), provenance);
    AtomicFiles.write(workspace.card(), ModelCard.of(config, provenance));
  }
}
