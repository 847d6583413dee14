String model = 'org/snowbert/it/published-model/1.0'
byte[] published = new File(basedir, "target/repository/$model/published-model-1.0.zip").bytes

assert !new File(localRepositoryPath, model).exists()
assert new File(basedir, "target/local/$model/published-model-1.0.zip").bytes == published
assert new File(basedir, 'consumer/target/dependency/published-model-1.0.zip').bytes == published
