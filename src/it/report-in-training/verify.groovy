import org.snowbert.internal.Folders
import org.snowbert.it.Build
import org.snowbert.it.Builds

if (System.getProperty('os.name').startsWith('Windows')) {
    return true // nobody stops processes there
}
// While one Maven trains, the report of another one follows the training, and ends with the report of the model.
def project = basedir.toPath()
Builds builds = new Builds(project, localRepositoryPath.toPath(), new File(userRepository).toPath())
Folders.delete(project.resolve('target'))
Build training = builds.start(project, 'verify', '-Dsnowbert.cache=none')
assert training.await { new File(basedir, 'target/snowbert/metrics.jsonl').length() > 0 }
def fork = training.fork().orElseThrow()
Build.signal(fork, 'STOP')
File page = new File(basedir, 'target/snowbert/report/index.html')
Build report = builds.start(project, 'snowbert:report')
assert report.awaitLine('shows the training that goes on')
assert page.text.contains('http-equiv="refresh"')
assert page.text =~ /<dd>\d+ of 220<\/dd>/
Build.signal(fork, 'CONT')
assert training.end() == 0 && report.end() == 0
assert !page.text.contains('http-equiv="refresh"')
assert page.text.contains('id="provenance"')
return true
