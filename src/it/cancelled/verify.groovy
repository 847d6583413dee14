import org.snowbert.internal.Folders
import org.snowbert.it.Build
import org.snowbert.it.Builds

if (System.getProperty('os.name').startsWith('Windows')) {
    return true // nobody sends signals there
}
def project = basedir.toPath()
String expected = Builds.zip(project)
Builds builds = new Builds(project, localRepositoryPath.toPath(), new File(userRepository).toPath())
File metrics = new File(basedir, 'target/snowbert/metrics.jsonl')
def lastStep = { (metrics.readLines().findAll { it.contains('"loss"') }.last() =~ /"step":(\d+)/)[0][1] as int }

// A CI sends SIGTERM to Maven, to the fork, or to both.
[['maven'], ['fork'], ['maven', 'fork']].each { victims ->
    Folders.delete(project.resolve('target'))
    Build build = builds.start(project, 'package', '-Dsnowbert.cache=cache')
    assert build.await { metrics.length() > 0 }
    def fork = build.fork().orElseThrow()
    victims.each { Build.signal(it == 'maven' ? build.maven() : fork, 'TERM') }
    assert build.endsWithin(10)
    assert !fork.isAlive()
    int last = lastStep()
    println "$victims: ended after step $last"

    // No step is done twice. In the case of the fork the cache keeps the work even after clean.
    if (victims == ['fork']) {
        assert build.log().contains("train was stopped after step $last: build again to go on from there")
        Folders.delete(project.resolve('target'))
    }
    Build next = builds.build(project, 'package', '-Dsnowbert.cache=cache')
    assert next.log() =~ /train: goes on from \S+step-$last, after step $last of 220/
    assert Builds.zip(project) == expected
    Folders.delete(project.resolve('cache'))
}
return true
