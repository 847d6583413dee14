package org.snowbert.goals;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.maven.model.Activation;
import org.apache.maven.model.ActivationProperty;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.Profile;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PomPropertiesTest {
  private static final String PROPERTY = "snowbert.version";

  private final Model written = new Model();
  private final MavenProject project = project(written);

  private static MavenProject project(Model written) {
    MavenProject project = new MavenProject(new Model());
    project.setOriginalModel(written);
    return project;
  }

  private static Model reading(String version) {
    Plugin plugin = new Plugin();
    plugin.setVersion(version);
    Model model = new Model();
    model.setBuild(new Build());
    model.getBuild().addPlugin(plugin);
    return model;
  }

  private boolean isOfPom() {
    return PomProperties.isOf(project, PROPERTY);
  }

  @BeforeEach
  void meansNothingYet() {
    written.setVersion("${snowbert.version.of.another}");
    assertThat(isOfPom()).isFalse();
  }

  @Test
  void aPropertyIsOfThePomThatHasIt() {
    project.getProperties().setProperty(PROPERTY, "1");
    assertThat(isOfPom()).isTrue();
  }

  @Test
  void aPropertyIsOfThePomThatReadsIt() {
    project.setOriginalModel(reading("${snowbert.version}"));
    assertThat(isOfPom()).isTrue();
  }

  @Test
  void aPropertyIsOfThePomWhoseParentReadsIt() {
    MavenProject parent = project(new Model());
    parent.setParent(project(reading("${snowbert.version}")));
    project.setParent(parent);
    assertThat(isOfPom()).isTrue();
  }

  @Test
  void aPropertyIsOfThePomWhoseProfileItActivates() {
    Profile always = new Profile();
    written.addProfile(always);
    Profile profile = new Profile();
    profile.setActivation(new Activation());
    written.addProfile(profile);
    assertThat(isOfPom()).isFalse();
    profile.getActivation().setProperty(new ActivationProperty());
    profile.getActivation().getProperty().setName(PROPERTY);
    assertThat(isOfPom()).isTrue();
    profile.getActivation().getProperty().setName("!" + PROPERTY);
    assertThat(isOfPom()).isTrue();
  }

  @Test
  void withoutAPomNoPropertyIsOfIt() {
    project.setOriginalModel(null);
    assertThat(isOfPom()).isFalse();
  }
}
