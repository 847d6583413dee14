String log = new File(basedir, 'build.log').getText('UTF-8')
String message = log.readLines().find { it.startsWith('[ERROR] Failed to execute goal') }
assert message.contains('small.xlsx')
assert !log.contains('\tat org.') && !log.contains('Error in zip file')
assert !new File(basedir, 'target/snowbert/corpus/sentences.txt').exists()
