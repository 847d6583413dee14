String log = new File(basedir, 'build.log').getText('UTF-8')
assert log.contains('Using the MultiThreadedBuilder implementation with a thread count of 2')
assert !log.contains('not marked @threadSafe') && !log.contains('not marked as thread-safe')

// The same corpus, parameters and seed give the same model. Each card names its module.
def parameters = { new File(basedir, it + '/target/snowbert/model/model.safetensors').bytes }
assert parameters('one') == parameters('two')
