def failures = new File(basedir, 'build.log').readLines('UTF-8').findAll { it.contains('Failed to execute goal') }
assert failures.size() == 3
assert failures[0].contains('<learning-rate> is no parameter of snowbert: did you mean learningRate?')
assert failures[1].contains('snowbert.batchsize is no parameter of snowbert: did you mean batchSize?')
assert failures[2] =~ /maxLos\b/ // this message is Maven's own
