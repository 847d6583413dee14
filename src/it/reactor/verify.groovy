// Not installed: the next module takes it from the reactor, whatever the order of <modules>.
File consumed = new File(basedir, 'consumer/target/dependency/trainer-1.0.zip')
assert consumed.bytes == new File(basedir, 'trainer/target/trainer-1.0.zip').bytes
assert !new File(localRepositoryPath, 'org/snowbert/it/trainer').exists()
