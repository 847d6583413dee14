context.server = org.snowbert.it.FaultyServer.start(basedir.toPath())
return true
