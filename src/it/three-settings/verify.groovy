List<String> log = new File(basedir, 'build.log').readLines('UTF-8')

// The sentences are the same, so only the first build makes their tokens.
assert log.count { it.startsWith('[INFO] tokenize: runs') } == 1
assert log.count { it.startsWith('[INFO] tokenize: taken from the cache') } == 2

// Each comparison has both losses on the same masked tokens, and names the setting that differs.
List<List<String>> losses = log.findAll { it =~ /^loss +\d\.\d+ +\d\.\d+$/ }.collect { it.split(/ +/).drop(1) as List }
assert losses.size() == 2
assert losses[0][0] == losses[1][0] && (losses[0][1] as double) < (losses[0][0] as double)
assert log.any { it ==~ /epochs +2 +6/ }
assert log.any { it ==~ /maskProbability +0\.4 +0\.15/ }
