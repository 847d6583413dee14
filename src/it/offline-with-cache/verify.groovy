int requests = context.server.stop()
assert requests == 1

File online = new File(basedir, 'target/snowbert/corpus/sentences.txt')
File offline = new File(basedir, 'target-offline/snowbert/corpus/sentences.txt')
assert offline.bytes == online.bytes
