String log = new File(basedir, 'build.log').getText('UTF-8')
String[] builds = log.split('Building up-to-date 1.0')
assert builds.length == 3

// Seven steps in the first build, none in the second.
assert builds[1].count('runs because') == 7
assert builds[2].count('runs because') == 0

// The artifact is there either way.
assert builds[2] =~ /Installing .*up-to-date-1\.0\.zip to/
