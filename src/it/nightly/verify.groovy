import groovy.json.JsonSlurper

String log = new File(basedir, 'build.log').getText('UTF-8')
assert log.contains('gates passed: at most 5% worse than org.snowbert.it:nightly:2026.11.26')

def training = new JsonSlurper().parse(new File(basedir, 'target/snowbert/model/training.json'))
assert training.parent.name == 'org.snowbert.it:nightly:2026.11.26'
assert new File(basedir, 'target-repository/org/snowbert/it/nightly/2026.11.27/nightly-2026.11.27.zip').exists()
