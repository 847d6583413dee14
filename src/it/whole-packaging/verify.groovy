import groovy.json.JsonSlurper
import java.util.zip.ZipFile

String log = new File(basedir, 'build.log').getText('UTF-8')
File work = new File(basedir, 'target/snowbert')
File zip = new File(basedir, 'target/whole-packaging-1.0.zip')

def evaluation = new JsonSlurper().parse(new File(work, 'evaluation.json'))
assert evaluation.loss > 0 && evaluation.tokens > 0
assert evaluation.keySet().containsAll(['perplexity', 'top1', 'top5'])

def steps = new File(work, 'metrics.jsonl').readLines('UTF-8').collect { new JsonSlurper().parseText(it) }.findAll { it.loss }
assert steps*.step == [1, 2, 3]

new ZipFile(zip).withCloseable {
    assert it.entries()*.name == ['README.md', 'config.json', 'encoder.onnx', 'model.onnx', 'model.pt', 'model.safetensors', 'serving.properties',
            'special_tokens_map.json', 'tokenizer.json', 'tokenizer_config.json', 'training.json', 'vocab.txt']
}

File installed = new File(localRepositoryPath, 'org/snowbert/it/whole-packaging/1.0/whole-packaging-1.0.zip')
assert installed.bytes == zip.bytes

// The build says before the training what it trains, and after it how to go on.
assert log =~ /model     tiny, 0\.5 million parameters, from scratch\n/
assert log =~ /baseline  loss \d\.\d{4}, by guessing word frequencies alone\n/
assert log =~ /ask it    mvn -q snowbert:fill-mask -Dsnowbert\.text='\S*\[MASK\]\S*'\n/

assert log.contains('gates passed: maxLoss 20.0, minTop1 0.0')
assert log.contains('org.snowbert.it:whole-packaging:1.0')
assert log =~ /を読みます。/
assert log =~ /\[MASK\] 1:\n1  \S+ +0\.\d{3}.*\n2  \S+ +0\.\d{3}.*\n\[MASK\] 2:\n1  \S+ +0\.\d{3}.*\n2  \S+ +0\.\d{3}.*\n私は\S+を\S+。\n/

// Maven does not warn about the plugin, and the JVM does not warn about the engine.
assert log.readLines().findAll { it.startsWith('[WARNING]') } == []
new File(work, 'logs').eachFile { assert !it.getText('UTF-8').contains('WARNING: ') }
