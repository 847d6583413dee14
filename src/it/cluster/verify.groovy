import org.snowbert.it.Builds

// The executors compute what this machine would compute, so both publish the same bytes.
def project = basedir.toPath()
assert new File(basedir, 'build.log').getText('UTF-8').contains('2 workers on local-cluster[2,1,1024] with Spark 4.2.0, each with cpu, fp32, 1 thread')
def run = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/run.json'))
assert run.train.workers == '2 workers on local-cluster[2,1,1024] with Spark 4.2.0'
String onCluster = Builds.zip(project)
Builds builds = new Builds(project, localRepositoryPath.toPath(), new File(userRepository).toPath())
assert builds.zipBuiltAnew() == onCluster
return true
