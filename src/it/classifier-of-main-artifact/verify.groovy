String log = new File(basedir, 'build.log').getText('UTF-8')
String message = log.readLines().find { it.startsWith('[ERROR] Failed to execute goal') }
assert message.contains('snowbert.classifier') && message.contains('main artifact')
assert !log.contains('runs because') // the refusal comes before hours of training
