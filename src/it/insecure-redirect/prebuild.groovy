context.server = org.snowbert.it.FaultyServer.start(basedir.toPath())
context.server.secure(basedir.toPath(), basedir.toPath().resolve('keys.p12'))
return true
