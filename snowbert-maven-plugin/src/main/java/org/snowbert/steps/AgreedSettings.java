package org.snowbert.steps;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.incremental.SettingsDifference;
import org.snowbert.incremental.StepName;
import org.snowbert.incremental.StepsDoneInThisBuild;
import org.snowbert.settings.Gates;
import org.snowbert.settings.Settings;

/**
 * The settings with which the goals of one build make one model. A goal takes the settings of the
 * steps that earlier goals ran, unless its own execution sets one of them to something else.
 */
public final class AgreedSettings {
  /** Parameters that change settings of other names. */
  private static final Set<String> CHANGE_OTHERS = Set.of("recipe", "libtorch");

  private final Map<String, String> configuration = new HashMap<>();
  private @Nullable Settings made;

  /**
   * Agrees on the settings of the next goal.
   *
   * @param goal the goal with its execution, for the message
   * @param own the elements that configure the execution of the goal, by their names
   * @param wanted the settings that the goal has alone
   * @param done the steps that this build ran so far
   * @throws InvalidInputException if the execution sets what a finished step has otherwise, or
   *     gates that the settings agreed on cannot meet
   */
  public Settings agree(
      String goal, Map<String, String> own, Settings wanted, StepsDoneInThisBuild done) {
    Settings agreed = made == null ? wanted : merged(wanted, made, done);
    Set<String> changed = SettingsDifference.names(wanted, agreed);
    own.forEach(
        (name, value) -> {
          boolean decides =
              changed.contains(name) || (CHANGE_OTHERS.contains(name) && !changed.isEmpty());
          if (decides && !value.equals(configuration.get(name))) {
            throw new InvalidInputException(
                "%s sets <%s>, but earlier goals of this build made the model with another value: set <%s> in the <configuration> of the plugin, or give a second model one execution with all its goals"
                    .formatted(goal, name, name));
          }
        });
    Gates.requireHeldOutSentences(
        agreed.tokenize().validationFraction(), agreed.gates().clausesOfFigures());
    configuration.putAll(own);
    made = agreed;
    return agreed;
  }

  private static Settings merged(Settings wanted, Settings made, StepsDoneInThisBuild done) {
    Settings merged = wanted;
    if (done.get(StepName.FETCH) != null) {
      merged = merged.withFetch(made.fetch());
    }
    if (done.get(StepName.TOKENIZE) != null) {
      merged = merged.withTokenize(made.tokenize()).withInit(made.init());
    }
    if (done.get(StepName.MASK) != null) {
      merged = merged.withTrain(merged.train().withMasks(made.masks()));
    }
    if (done.get(StepName.TRAIN) != null) {
      merged = merged.withTrain(made.train()).withVersions(made.versions());
    }
    if (done.get(StepName.DESCRIBE) != null) {
      merged = merged.withEvaluate(made.evaluate()).withFormats(made.formats());
    }
    return merged;
  }
}
