File published = new File(basedir, 'target/repository/org/snowbert/it/published-model/1.0/published-model-1.0.zip')
File local = new File(basedir, 'target/local/org/snowbert/it/published-model/1.0')

assert new File(local, '_remote.repositories').text.contains('published-model-1.0.zip>models=')
assert new File(local, published.name).bytes == published.bytes
assert new File(basedir, 'consumer/target/dependency/published-model-1.0.zip').bytes == published.bytes
