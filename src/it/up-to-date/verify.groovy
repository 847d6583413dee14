String log = new File(basedir, 'build.log').getText('UTF-8')
String[] builds = log.split('Building up-to-date 1.0')
assert builds.length == 3

// The first build runs seven steps, the second build runs none.
assert builds[1].count('runs because') == 7
assert builds[2].count('runs because') == 0

// Both builds have the artifact.
assert builds[2] =~ /Installing .*up-to-date-1\.0\.zip to/
