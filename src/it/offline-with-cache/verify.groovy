int requests = context.server.stop()
assert requests == 1

// Runs the whole build again in another folder. The engine comes from the local repository.
File online = new File(basedir, 'target/offline-with-cache-1.0.zip')
File offline = new File(basedir, 'target-offline/offline-with-cache-1.0.zip')
assert offline.bytes == online.bytes
