String log = new File(basedir, 'build.log').getText('UTF-8')
String message = log.readLines().find { it.startsWith('[ERROR] Failed to execute goal') }
assert message.contains('small.xlsx') && message.contains('easy') && message.contains('#やさしい日本語')
assert !new File(basedir, 'target/snowbert/corpus/sentences.txt').exists()
