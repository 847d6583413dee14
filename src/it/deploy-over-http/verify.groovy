import org.snowbert.it.ModelRepository

String password = System.getenv('SNOWBERT_IT_PASSWORD')
String credentials = 'deployer:' + password
def models = new ModelRepository(new URI(repository), credentials)

String released = 'org/snowbert/it/released-model/1.0/released-model-1.0'
assert models.checked(released + '.zip') == new File(basedir, 'released/target/released-model-1.0.zip').bytes
assert new String(models.checked(released + '.pom'), 'UTF-8').contains('<packaging>bert-model</packaging>')

String folder = 'org/snowbert/it/snapshot-model/1.1-SNAPSHOT'
String snapshot = folder + '/snapshot-model-' + models.snapshotVersion(folder)
assert models.checked(snapshot + '.zip') == new File(basedir, 'snapshot/target/snapshot-model-1.1-SNAPSHOT.zip').bytes
assert new String(models.checked(snapshot + '.pom'), 'UTF-8').contains('<packaging>bert-model</packaging>')

// The server asks for the credentials, and no log shows them.
try {
    new ModelRepository(new URI(repository), null).get(released + '.zip')
    assert false
} catch (IOException e) {
    assert e.message.contains('401')
}
basedir.eachFileRecurse(groovy.io.FileType.FILES) {
    if (it.name.endsWith('.log')) {
        String log = it.getText('UTF-8')
        assert !log.contains(password) && !log.contains(ModelRepository.authorization(credentials))
    }
}
assert new File(basedir, 'build.log').text.contains('[DEBUG]')
