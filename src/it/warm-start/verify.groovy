import groovy.json.JsonSlurper
import java.security.MessageDigest
import java.util.zip.ZipFile

File published = new File(basedir, 'target/repository/org/snowbert/it/warm-model/1.0/warm-model-1.0.zip')
File second = new File(basedir, 'second/target/warm-model-1.1.zip')
def text = { File zip, String name ->
    new ZipFile(zip).withCloseable { it.getInputStream(it.getEntry(name)).getText('UTF-8') }
}

String sha256 = MessageDigest.getInstance('SHA-256').digest(published.bytes).encodeHex()
assert new JsonSlurper().parseText(text(second, 'training.json')).parent ==
        [name: 'org.snowbert.it:warm-model:1.0', sha256: sha256]

// The second model has the vocabulary and the size of the first one, and went on from its parameters.
assert text(second, 'vocab.txt') == text(published, 'vocab.txt')
assert text(second, 'config.json') == text(published, 'config.json')
def losses = { folder ->
    new File(basedir, folder + '/target/snowbert/metrics.jsonl').readLines()
            .collect { new JsonSlurper().parseText(it) }.findAll { it.learning_rate != null }*.loss
}
assert losses('second').first() < losses('first').first() - 0.3
