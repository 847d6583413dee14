List<String> vocabulary = new File(basedir, 'target/snowbert/tokens/vocab.txt').readLines('UTF-8')
assert vocabulary.containsAll(['木', '飲み', 'station', 'The'])
