import groovy.json.JsonSlurper
import java.nio.ByteBuffer
import java.nio.ByteOrder

def snowbert = new File(basedir, 'published/target/snowbert')
def json = { new JsonSlurper().parse(new File(snowbert, it)) }

// Every sentence is for training, and the validation files have no sentence.
def counts = json('tokens/counts.json')
assert counts.trainSentences == new File(snowbert, 'corpus/sentences.txt').readLines('UTF-8').size()
assert counts.validationSentences == 0
byte[] masked = new File(snowbert, 'masked/validation.safetensors').bytes
int length = ByteBuffer.wrap(masked).order(ByteOrder.LITTLE_ENDIAN).getLong(0)
assert new JsonSlurper().parse(masked[8..<8 + length] as byte[], 'UTF-8').offsets.shape == [1]

// No file has a figure of validation, and the evaluation only fills.
def metrics = json('model/training.json').metrics
assert metrics.keySet() == ['steps', 'parameters', 'epochs'] as Set
assert metrics.epochs.every { it.keySet() == ['epoch', 'step', 'training_loss'] as Set }
assert !new File(snowbert, 'metrics.jsonl').getText('UTF-8').contains('validation')
assert json('evaluation.json').keySet() == ['fills'] as Set
String card = new File(snowbert, 'model/README.md').getText('UTF-8')
assert card.contains('The model was trained on all sentences, so it has no validation figures')
assert !card.contains('model-index')
String report = new File(snowbert, 'report/index.html').getText('UTF-8')
assert report.contains('The model was trained on all sentences.') && !report.contains('perplexity')

String log = new File(basedir, 'build.log').getText('UTF-8')
assert log.contains('evaluate: there are no validation sentences, so there are no figures')
assert log.contains('verify: no figures, because no sentences were kept for validation')
assert log =~ /verify: gates passed: '父は夜\[MASK\]を飲みます。'/

// A gate that needs figures is refused before anything is fetched.
assert log =~ /Failed to execute goal .*snowbert.validationFraction is 0, so no sentence is held out to score maxLoss of <gates>: /
assert !new File(basedir, 'refused/target').exists()
