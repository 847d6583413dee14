File repository = new File(localRepositoryPath, 'org/snowbert/it/bound-in-pom/1.0')
assert new File(repository, 'bound-in-pom-1.0.pom').exists()
assert new File(repository, 'bound-in-pom-1.0.zip').bytes == new File(basedir, 'target/bound-in-pom-1.0.zip').bytes
