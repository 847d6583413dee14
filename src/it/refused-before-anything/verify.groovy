// Each mistake is refused in one sentence, before the corpus is fetched.
def failures = new File(basedir, 'build.log').readLines('UTF-8').findAll { it.contains('Failed to execute goal') }
assert failures.size() == 5
assert failures[0].contains('snowbert.dropout is NaN: give a number from 0.0 to 0.9')
assert failures[1] =~ /snowbert\.vocabulary is not usable: .*\[MASK\] is missing in .*vocab\.txt/
assert failures[2] =~ /snowbert\.init is .*model, which has no vocab\.txt/
assert failures[3] =~ /for parameter epochs: .*'two'/ // this message is Maven's own
assert failures[4].contains("snowbert.shuffle is 'yes': use one of true, false")
assert !new File(basedir, 'target/snowbert/corpus').exists()
