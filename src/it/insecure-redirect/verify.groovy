context.server.close()

// Maven 3 follows a redirect from https to http, Maven 4 does not. Both take only the declared file.
String log = new File(basedir, 'build.log').getText('UTF-8')
String message = log.readLines().find { it.startsWith('[ERROR] Failed to execute goal') }
assert message.contains('source insecure') && message.contains('/wrong/small.xlsx')
assert message.contains('was declared') || message.contains('could not be downloaded in 4 attempts')
assert !log.contains('\tat ')
assert !new File(basedir, 'target/snowbert/corpus/sentences.txt').exists()
return true
