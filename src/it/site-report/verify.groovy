// The report is a page of the site. The site links to it, and no other folder has it.
File target = new File(basedir, 'managed/target')
File site = new File(target, 'site')
assert new File(site, 'snowbert-report/index.html').getText('UTF-8').contains('<title>site-report-managed 1.0: training report</title>')
assert new File(site, 'project-reports.html').getText('UTF-8').contains('href="snowbert-report/index.html"')
assert !new File(target, 'snowbert/report').exists()

String log = new File(basedir, 'build.log').getText('UTF-8')
assert log.contains('move the configuration of snowbert-maven-plugin to <pluginManagement>')
assert !new File(basedir, 'unmanaged/target/snowbert').exists()
