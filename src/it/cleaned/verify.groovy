String[] builds = new File(basedir, 'build.log').getText('UTF-8').split('Building cleaned 1.0')
assert builds.length == 4

def jobs = ['tokenize', 'train', 'evaluate']
jobs.each { assert builds[1].contains(it + ': runs because it never finished here') }
jobs.each { assert builds[2].contains(it + ': taken from the cache because it never finished here') }
jobs.each { assert builds[3].contains(it + ': runs because it never finished here') }

// Each build gives the same bytes.
def zips = builds[1..3].collect { (it =~ /verify: (loss .*)/)[0][1] }
assert zips.toSet().size() == 1

// The cache holds the three finished steps, and no unfinished one.
assert new File(basedir, 'cache/steps/finished').list().length == 3
assert new File(basedir, 'cache/steps/unfinished').list() == null || new File(basedir, 'cache/steps/unfinished').list().length == 0
