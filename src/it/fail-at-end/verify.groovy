String log = new File(basedir, 'build.log').getText('UTF-8')
assert log =~ /misses-its-gate \.+ FAILURE/
assert log =~ /depends-on-it \.+ SKIPPED/
assert log =~ /depends-on-nothing \.+ SUCCESS/
assert log =~ /Failed to execute goal .*:verify .* on project misses-its-gate: .*maxLoss/
assert !new File(localRepositoryPath, 'org/snowbert/it/misses-its-gate').exists()
assert new File(localRepositoryPath, 'org/snowbert/it/depends-on-nothing/1.0/depends-on-nothing-1.0.zip').exists()
