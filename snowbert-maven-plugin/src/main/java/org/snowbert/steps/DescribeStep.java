package org.snowbert.steps;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.snowbert.incremental.Fingerprint;
import org.snowbert.incremental.StepName;
import org.snowbert.incremental.StepRecord;
import org.snowbert.incremental.StepRecords;
import org.snowbert.internal.AtomicFiles;
import org.snowbert.internal.Folders;
import org.snowbert.internal.JsonFiles;
import org.snowbert.jobs.Layout;
import org.snowbert.model.BertConfig;
import org.snowbert.settings.Project;
import org.snowbert.settings.Settings;
import org.snowbert.steps.card.ModelCard;
import org.snowbert.steps.card.Provenance;

/**
 * From all that was done to the model card and the provenance. A step of its own: a new version or
 * commit must not train anew.
 */
record DescribeStep(Settings settings, Layout workspace, StepRecords states) implements Step {
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
    for (StepName step : StepName.upTo(StepName.TRAIN)) {
      StepRecord state = states.of(step);
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
    Provenance provenance = Provenance.of(settings, workspace, states);
    BertConfig config = BertConfig.read(workspace.model().resolve("config.json"));
    JsonFiles.write(workspace.provenance(), provenance);
    AtomicFiles.write(workspace.card(), ModelCard.of(config, provenance));
  }
}
