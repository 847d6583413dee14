context.server.stop(0)
assert context.requests.get() == 1

File online = new File(basedir, 'target/snowbert/corpus/sentences.txt')
File offline = new File(basedir, 'target-offline/snowbert/corpus/sentences.txt')
assert offline.bytes == online.bytes
