import groovy.json.JsonSlurper

// One failure names both gates that are missed, and no gate that is passed.
String log = new File(basedir, 'build.log').getText('UTF-8')
String message = log.readLines().find { it.startsWith('[ERROR] Failed to execute goal') }
assert message =~ /loss \d+\.\d+ .*0\.01 \(maxLoss\); '母は朝\[MASK\]を読みます。' is filled with \S+, \S+, and not with 友 \(fills, within 2\)/
assert !message.contains('minTop5') && !message.contains('父は夜')

def fills = new JsonSlurper().parse(new File(basedir, 'target/snowbert/evaluation.json')).fills
assert fills*.text == ['母は朝[MASK]を読みます。', '父は夜[MASK]を飲みます。']
assert fills[0].words.size() == 2 && fills[0].words[0].probability > 0
