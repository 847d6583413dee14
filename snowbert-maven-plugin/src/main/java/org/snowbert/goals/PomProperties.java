package org.snowbert.goals;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.apache.maven.model.Activation;
import org.apache.maven.model.Model;
import org.apache.maven.model.Profile;
import org.apache.maven.model.io.xpp3.MavenXpp3Writer;
import org.apache.maven.project.MavenProject;

/** The properties of a POM, whose names are the user's own. */
final class PomProperties {
  private PomProperties() {}

  /** Whether a property means something in the POM or in one of its parents. */
  static boolean isOf(MavenProject project, String property) {
    if (project.getProperties().containsKey(property)) {
      return true;
    }
    for (MavenProject each = project; each != null; each = each.getParent()) {
      Model written = each.getOriginalModel();
      if (written != null && (activates(written, property) || reads(written, property))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a profile is active where the property is set. */
  private static boolean activates(Model model, String property) {
    return model.getProfiles().stream()
        .map(Profile::getActivation)
        .anyMatch(activation -> names(activation, property));
  }

  private static boolean names(Activation activation, String property) {
    return activation != null
        && activation.getProperty() != null
        && (activation.getProperty().getName().equals(property)
            || activation.getProperty().getName().equals("!" + property));
  }

  private static boolean reads(Model model, String property) {
    StringWriter text = new StringWriter();
    try {
      new MavenXpp3Writer().write(text, model);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().contains("${" + property + "}");
  }
}
