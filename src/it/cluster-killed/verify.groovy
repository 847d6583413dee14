import org.snowbert.internal.Folders
import org.snowbert.it.Build
import org.snowbert.it.Builds

if (System.getProperty('os.name').startsWith('Windows')) {
    return true // nobody sends signals there
}
def project = basedir.toPath()
String expected = Builds.zip(project)
Builds builds = new Builds(project, localRepositoryPath.toPath(), new File(userRepository).toPath())
String[] onCluster = ['package', '-Dsnowbert.cache=cache', '-Dsnowbert.cluster=local-cluster[2,1,1024]']

// TERM: a build that a CI cancels. KILL: Spark's driver dies. The next build goes on, on this machine alone.
['TERM', 'KILL'].each { signal ->
    Folders.delete(project.resolve('target'))
    Build build = builds.start(project, onCluster)
    assert build.await { (new File(basedir, 'target/snowbert/checkpoints').list() ?: []).any { it.startsWith('step-') } }
    def fork = build.fork().orElseThrow()
    def executors = fork.descendants().toList()
    assert executors.size() == 2
    Build.signal(fork, signal)
    assert build.endsWithin(20)
    executors.each { it.onExit().get(20, java.util.concurrent.TimeUnit.SECONDS) }
    Build next = builds.build(project, 'package', '-Dsnowbert.cache=cache')
    assert next.log() =~ /train: goes on from \S+step-\d+/
    assert Builds.zip(project) == expected
    Folders.delete(project.resolve('cache'))
}
return true
