package org.snowbert.steps;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
import org.snowbert.model.ModelFolder;
import org.snowbert.settings.Project;
import org.snowbert.settings.Settings;
import org.snowbert.steps.card.ModelCard;
import org.snowbert.steps.card.Provenance;

/**
 * Writes the model card and the provenance from the records of the steps before. It is a separate
 * step because a new version or commit must not train the model again.
 */
record DescribeStep(Settings settings, Layout layout, StepRecords records) implements Step {
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
        .parameter("formats", settings.formats())
        .parameter("parent", Provenance.parent(settings, records))
        .parameter("platform", settings.versions().platform());
    settings.versions().libraries().forEach(fingerprint::parameter);
    Set<String> describedFiles =
        Stream.of(
                layout.manifest(),
                layout.tokens().counts(),
                layout.train().results(),
                layout.model().resolve(ModelFolder.CONFIG))
            .map(layout::name)
            .collect(Collectors.toSet());
    for (StepName step : StepName.upTo(StepName.TRAIN)) {
      StepRecord record = records.of(step);
      record.parameters().forEach((name, value) -> fingerprint.parameter(step + " " + name, value));
      fingerprint.outputs(record, describedFiles::contains);
    }
  }

  @Override
  public List<Path> outputs() throws IOException {
    return Stream.concat(
            Folders.files(layout.card()).stream(), Folders.files(layout.provenance()).stream())
        .toList();
  }

  @Override
  public void run(Fingerprint fingerprint) throws IOException {
    Provenance provenance = Provenance.of(settings, layout, records);
    BertConfig config = BertConfig.read(layout.model().resolve(ModelFolder.CONFIG));
    JsonFiles.write(layout.provenance(), provenance);
    AtomicFiles.write(layout.card(), ModelCard.of(config, provenance, settings.formats()));
  }
}
