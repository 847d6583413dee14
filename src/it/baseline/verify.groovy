import groovy.json.JsonSlurper

def evaluation = { new JsonSlurper().parse(new File(basedir, it + '/target/snowbert/evaluation.json')) }
def published = evaluation('published')

// The baseline is scored again on the same tokens, and has the same figures.
def found = evaluation('worse')
assert found.baseline.name == 'org.snowbert.it:published-model:1.0'
assert found.baseline.loss == published.loss && found.baseline.tokens == found.tokens
assert found.loss > 1.01 * published.loss

String log = new File(basedir, 'build.log').getText('UTF-8')
assert log.contains('gates passed: at most 1% worse than org.snowbert.it:published-model:1.0')
assert log =~ /Failed to execute goal .*validation loss \d+\.\d+ is above \d+\.\d+, which is 1% more than the \d+\.\d+ of org\.snowbert\.it:published-model:1\.0 \(baseline\)/
