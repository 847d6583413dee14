package org.snowbert.fork;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ForkEnvironmentTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "PATH",
        "Path",
        "LD_LIBRARY_PATH",
        "CUDA_VISIBLE_DEVICES",
        "OMP_NUM_THREADS",
        "GLIBC_TUNABLES",
        "PYTORCH_CUDA_ALLOC_CONF",
        "DJL_CACHE_DIR",
        "LC_ALL",
        "SystemRoot",
        "TOKENIZERS_PARALLELISM"
      })
  void variablesOfTheEngineAreTakenOver(String name) {
    assertThat(ForkEnvironment.needs(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MAVEN_OPTS",
        "MAVEN_GPG_PASSPHRASE",
        "AWS_SECRET_ACCESS_KEY",
        "GITHUB_TOKEN",
        "HF_TOKEN",
        "MODELS_PASSWORD",
        "DJL_AUTH_TOKEN",
        "SSH_AUTH_SOCK",
        "PYTORCH_VERSION",
        "PYTORCH_LIBRARY_PATH",
        "MYPATH",
        "http_proxy"
      })
  void otherVariablesAreLeftOut(String name) {
    assertThat(ForkEnvironment.needs(name)).isFalse();
  }
}
