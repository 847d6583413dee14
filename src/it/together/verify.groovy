import org.snowbert.internal.Folders
import org.snowbert.it.Build
import org.snowbert.it.Builds

if (System.getProperty('os.name').startsWith('Windows')) {
    return true // nobody stops processes there
}
def project = basedir.toPath()
String expected = Builds.zip(project)
Builds builds = new Builds(project, localRepositoryPath.toPath(), new File(userRepository).toPath())

/** Starts a second build while the first one trains, and stops the first one until the second one waits. */
def together = { first, second, String... arguments ->
    Build one = builds.start(first, arguments)
    assert one.awaitLine('train: runs because')
    Build.signal(one.maven(), 'STOP')
    Build two = builds.start(second, arguments)
    assert two.awaitLine('waits for process ' + one.maven().pid() + ' on ')
    assert two.log() =~ /waits for process \d+ on \S+, since \d{4}-\d\d-\d\dT[\d:]+Z/
    Build.signal(one.maven(), 'CONT')
    assert one.end() == 0 && two.end() == 0
    [first, second].each { assert Builds.zip(it) == expected }
    return two
}

// Two builds of one project: the second one finds the steps of the first one done.
Folders.delete(project.resolve('target'))
assert !together(project, project, 'package').log().contains('train: runs because')

// Two builds with one cache.
def checkout = builds.checkout(project.resolve('second'))
Folders.delete(project.resolve('target'))
def cache = '-Dsnowbert.cache=' + project.resolve('cache')
assert together(project, checkout, 'package', cache).log().contains('train: taken from the cache')

// The fork of a killed Maven ends before the next build begins. That build goes on from there.
Folders.delete(project.resolve('target'))
Build orphaned = builds.start(project, 'package')
assert orphaned.await { new File(basedir, 'target/snowbert/metrics.jsonl').length() > 0 }
def fork = orphaned.fork().orElseThrow()
Build.signal(fork, 'STOP')
orphaned.maven().destroyForcibly()
orphaned.end()
Build next = builds.start(project, 'package')
assert next.awaitLine('waits for the end of process ' + fork.pid() + ' on ')
Build.signal(fork, 'CONT')
assert next.end() == 0
assert next.log().contains('train: goes on from checkpoints/step-')
assert Builds.zip(project) == expected

// A build says that its folder was deleted.
Folders.delete(project.resolve('target'))
Build cleaned = builds.start(project, 'package')
assert cleaned.await { new File(basedir, 'target/snowbert/metrics.jsonl').length() > 0 }
Folders.delete(project.resolve('target'))
assert cleaned.end() != 0
assert cleaned.log().contains("${project.resolve('target/snowbert')} was deleted while this build worked in it")

return true
