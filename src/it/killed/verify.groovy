import org.snowbert.it.Builds
import org.snowbert.it.Kills

if (System.getProperty('os.name').startsWith('Windows')) {
    return true // nobody sends signals there
}
Builds builds = new Builds(basedir.toPath(), localRepositoryPath.toPath(), new File(userRepository).toPath())
Kills.run(builds, basedir.toPath(), kills as int, seed ?: '')
return true
