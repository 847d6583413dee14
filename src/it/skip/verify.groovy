String log = new File(basedir, 'build.log').getText('UTF-8')
assert log.count('snowbert.skip is set') == 1
assert !new File(basedir, 'target/snowbert').exists()
assert !new File(localRepositoryPath, 'org/snowbert/it/skip/1.0/skip-1.0.zip').exists()
