// The report is a page of the site. The site links to it, and no other folder has it.
File target = new File(basedir, 'managed/target')
File site = new File(target, 'site')
assert new File(site, 'snowbert-report/index.html').getText('UTF-8').contains('<title>site-report-managed 1.0: training report</title>')
assert new File(site, 'project-reports.html').getText('UTF-8').contains('href="snowbert-report/index.html"')
assert !new File(target, 'snowbert/report').exists()

// A site reads the model that is there, and builds none.
String log = new File(basedir, 'build.log').getText('UTF-8')
assert log.contains('there is no trained model in ' + new File(basedir, 'unmanaged/target/snowbert'))
assert !new File(basedir, 'unmanaged/target/snowbert').exists()
