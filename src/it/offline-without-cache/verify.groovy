int requests = context.server.stop()
assert requests == 0

String log = new File(basedir, 'build.log').getText('UTF-8')
assert log =~ /\[ERROR\] Failed to execute goal .*:fetch .*small\.xlsx.*-o/
assert !log.contains('\tat org.snowbert')
