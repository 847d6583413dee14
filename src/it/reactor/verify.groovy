import groovy.json.JsonSlurper
import java.security.MessageDigest

// Not installed: the other modules take it from the reactor, whatever the order of <modules>.
File model = new File(basedir, 'trainer/target/trainer-1.0.zip')
assert new File(basedir, 'consumer/target/dependency/trainer-1.0.zip').bytes == model.bytes
assert !new File(localRepositoryPath, 'org/snowbert/it/trainer').exists()

// In the phases before package too, where what started from it was trained for good.
String sha256 = MessageDigest.getInstance('SHA-256').digest(model.bytes).encodeHex()
assert new JsonSlurper().parse(new File(basedir, 'further/target/snowbert/model/training.json')).parent ==
        [name: 'org.snowbert.it:trainer:1.0', sha256: sha256]
assert new File(basedir, 'consumer/target/classes/consumer.properties').text.trim() == "model=$model"
String log = new File(basedir, 'build.log').getText('UTF-8')
assert log.findAll('train: runs because').size() == 2
