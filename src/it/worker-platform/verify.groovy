// The driver has the engine of this machine, and the workers would get that of another.
String log = new File(basedir, 'build.log').getText('UTF-8')
String message = log.readLines().find { it.startsWith('[ERROR] Failed to execute goal') }
assert message.contains('cannot load the engine for linux-aarch64: set snowbert.workerPlatform to linux-x86_64')
