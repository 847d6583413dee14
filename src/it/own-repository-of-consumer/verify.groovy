String model = 'org/snowbert/it/consumed-model/1.0'
byte[] published = new File(basedir, "target/repository/$model/consumed-model-1.0.zip").bytes

assert !new File(localRepositoryPath, model).exists()
assert new File(basedir, "target/local/$model/consumed-model-1.0.zip").bytes == published
assert new File(basedir, 'consumer/target/dependency/consumed-model-1.0.zip').bytes == published

// Only the forked JVM needs the engine. A build without training fetches no engine.
assert new File(basedir, 'target/local/org/apache/lucene').exists() && !new File(basedir, 'target/local/ai/djl').exists()
