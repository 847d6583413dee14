import org.snowbert.it.Builds

// Executors and this machine do the same rounds of local steps, so both publish the same bytes.
def project = basedir.toPath()
String onCluster = Builds.zip(project)
Builds builds = new Builds(project, localRepositoryPath.toPath(), new File(userRepository).toPath())
assert builds.zipBuiltAnew() == onCluster
return true
