import org.snowbert.internal.Sha256

String log = new File(basedir, 'build.log').getText('UTF-8')
String actual = Sha256.of(new File(basedir, 'src/main/corpus/small.xlsx').toPath())
String message = log.readLines().find { it.startsWith('[ERROR] Failed to execute goal') }
assert message.contains('small') && message.contains(actual) && message.contains('0' * 64)
assert !new File(basedir, 'target/snowbert/corpus/sentences.txt').exists()
