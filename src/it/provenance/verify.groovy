import groovy.json.JsonSlurper
import java.security.MessageDigest
import java.util.zip.ZipFile

String commit = 'git rev-parse HEAD'.execute((List) null, basedir).text.trim()
String sha256 = MessageDigest.getInstance('SHA-256')
        .digest(new File(basedir, 'src/main/corpus/small.xlsx').bytes).encodeHex()

new ZipFile(new File(basedir, 'target/provenance-1.0.zip')).withCloseable { zip ->
    def text = { zip.getInputStream(zip.getEntry(it)).getText('UTF-8') }
    def training = new JsonSlurper().parseText(text('training.json'))
    assert training.project.version == '1.0' && training.project.revision == [commit: commit, dirty: false]
    assert training.corpus.sources*.license == ['CC0-1.0'] && training.corpus.sources*.sha256 == [sha256]
    assert training.tokens.trainSentences + training.tokens.validationSentences == 100
    assert training.steps.train.parameters.threads.toInteger() > 0
    assert training.libraries['org.apache.lucene:lucene-analysis-kuromoji'] && training.platform && training.engine
    assert training.metrics.epochs*.epoch == [1] && training.metrics.epochs[0].training_loss > 0
    assert training.gates == ['maxLoss 20.0']

    String card = text('README.md')
    assert card.startsWith('---\nlanguage: ja\nlicense: apache-2.0\n')
    ['# A small model', 'A model of a hundred sentences.', 'CC0-1.0', sha256, commit, 'org.snowbert.it:provenance:1.0',
     '| threads |', '- maxLoss 20.0', 'https://example.org/small-model'].each { assert card.contains(it) : it }
    assert !zip.getEntry('run.json')
}

// The repository around it does not track this project's POM, so its commit says nothing about the project.
new ZipFile(new File(basedir, 'ignored/target/provenance-1.0.zip')).withCloseable { zip ->
    def training = new JsonSlurper().parse(zip.getInputStream(zip.getEntry('training.json')))
    assert training.project.version == '1.0' && training.project.revision == null
}

def run = new JsonSlurper().parse(new File(basedir, 'target/run.json'))
assert run.keySet() == ['fetch', 'tokenize', 'mask', 'train', 'describe', 'package'] as Set
assert run.train.seconds > 0 && run.train.sentences_per_second > 0 && run.train.machine.cpu
