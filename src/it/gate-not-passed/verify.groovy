String log = new File(basedir, 'build.log').getText('UTF-8')
String message = log.readLines().find { it.startsWith('[ERROR] Failed to execute goal') }
assert message =~ /loss \d+\.\d+ .*0\.01.*maxLoss/
assert !new File(localRepositoryPath, 'org/snowbert/it/gate-not-passed/1.0').exists()
