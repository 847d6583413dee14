package org.snowbert.incremental;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.snowbert.settings.Rounds;
import org.snowbert.settings.SmallTrainSettings;
import org.snowbert.settings.TrainSettings;

final class SettingsDifferenceTest {
  /** Each is a parameter of its own. */
  @Test
  void aRecordThatOneSideAloneHasNamesItsComponents() {
    TrainSettings shared = new SmallTrainSettings().build();
    SmallTrainSettings settings = new SmallTrainSettings();
    settings.rounds = new Rounds(10, 1, 0);
    assertThat(SettingsDifference.names(shared, settings.build()))
        .containsExactly("localSteps", "outerLearningRate", "outerMomentum", "rounds");
  }

  @Test
  void whatNoFingerprintHasIsNoDifference() {
    SmallTrainSettings settings = new SmallTrainSettings();
    TrainSettings one = settings.build();
    settings.checkpointSteps = 7;
    assertThat(SettingsDifference.names(one, settings.build())).isEmpty();
  }
}
