String log = new File(basedir, 'build.log').getText('UTF-8')
assert log.contains('Using the MultiThreadedBuilder implementation with a thread count of 2')
assert !log.contains('not marked @threadSafe') && !log.contains('not marked as thread-safe')

// The same corpus, parameters and seed: the same model.
byte[] one = new File(basedir, 'one/target/module-one-1.0.zip').bytes
byte[] two = new File(basedir, 'two/target/module-two-1.0.zip').bytes
assert one == two
