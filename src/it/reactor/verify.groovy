import groovy.json.JsonSlurper
import java.security.MessageDigest

// The model is not installed. The other modules take it from the reactor, in any order of <modules>.
File model = new File(basedir, 'trainer/target/trainer-1.0.zip')
assert new File(basedir, 'consumer/target/dependency/trainer-1.0.zip').bytes == model.bytes
assert !new File(localRepositoryPath, 'org/snowbert/it/trainer').exists()

// The modules also take it in the phases before package, and no training runs twice.
String sha256 = MessageDigest.getInstance('SHA-256').digest(model.bytes).encodeHex()
assert new JsonSlurper().parse(new File(basedir, 'further/target/snowbert/model/training.json')).parent ==
        [name: 'org.snowbert.it:trainer:1.0', sha256: sha256]
assert new File(basedir, 'consumer/target/classes/consumer.properties').text.trim() == "model=$model"
String log = new File(basedir, 'build.log').getText('UTF-8')
assert log.findAll('train: runs because').size() == 2
