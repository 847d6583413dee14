import org.snowbert.it.ModelRepository

def repository = new ModelRepository(new File(basedir, 'target/repository').toURI(), null)

String released = 'org/snowbert/it/released-model/1.0/released-model-1.0'
assert repository.checked(released + '.zip') == new File(basedir, 'released/target/released-model-1.0.zip').bytes
assert new String(repository.checked(released + '.pom'), 'UTF-8').contains('<packaging>bert-model</packaging>')

String folder = 'org/snowbert/it/snapshot-model/1.1-SNAPSHOT'
String version = repository.snapshotVersion(folder)
assert version ==~ /1\.1-\d{8}\.\d{6}-1/
String snapshot = folder + '/snapshot-model-' + version
assert repository.checked(snapshot + '.zip') == new File(basedir, 'snapshot/target/snapshot-model-1.1-SNAPSHOT.zip').bytes
assert new String(repository.checked(snapshot + '.pom'), 'UTF-8').contains('<packaging>bert-model</packaging>')
