package org.snowbert.worker.training;

/** A stop that another thread requests at a step, as in the worker. */
class StopAtStep extends StopRequest {
  private int steps;

  StopAtStep(int steps) {
    super(() -> {});
    this.steps = steps;
  }

  @Override
  public void unsaved() {
    super.unsaved();
    if (--steps == 0) {
      requestNow();
    }
  }

  final void requestNow() {
    Thread thread = new Thread(this::request);
    thread.setDaemon(true);
    thread.start();
    while (!isRequested()) {
      Thread.onSpinWait();
    }
  }
}
