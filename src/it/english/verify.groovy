import groovy.json.JsonSlurper
import java.util.zip.ZipFile

String log = new File(basedir, 'build.log').getText('UTF-8')
File work = new File(basedir, 'target/snowbert')

assert log.contains('fetch: 100 sentences (104 rows, 1 empty, 0 repeated), dropped 1 too short, 1 excluded, 1 duplicates')
assert new File(work, 'corpus/sentences.txt').readLines('UTF-8').contains('“She” sings the song "now"!')

List vocabulary = new File(work, 'tokens/vocab.txt').readLines('UTF-8')
assert vocabulary.containsAll(['bread', 'Mary', '’', '—', '“']) && !vocabulary.contains('ー')

// Both read the zip, and normalise and split the text as the model says.
assert log.contains("gates passed: 'Mary’s dog eats the [MASK] — today.' filled with bread or milk or book within 10")
def answer = log =~ /(?m)^Tom reads the (\S+) — today\.$/
assert answer.find() && answer.group(1) in ['book', 'milk', 'bread', 'letter', 'song']

new ZipFile(new File(basedir, 'target/english-1.0.zip')).withCloseable { zip ->
    def json = { new JsonSlurper().parse(zip.getInputStream(zip.getEntry(it)), 'UTF-8') }
    assert json('tokenizer_config.json').tokenizer_class == 'BertTokenizer'
    assert json('tokenizer.json').pre_tokenizer.type == 'BertPreTokenizer'
    assert json('training.json').steps.fetch.parameters.exclude == 'https?://'
    assert json('training.json').steps.tokenize.parameters.segmenter == 'cased'
    assert zip.getInputStream(zip.getEntry('README.md')).getText('UTF-8').contains('dropped: 1 too short, 1 excluded, 1 duplicates.')
}
