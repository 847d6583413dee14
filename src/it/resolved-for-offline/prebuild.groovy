context.server = org.snowbert.it.WorkbookServer.start(basedir.toPath())
return true
