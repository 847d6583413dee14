import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import org.snowbert.internal.Folders
import org.snowbert.it.Build
import org.snowbert.it.Builds

if (System.getProperty('os.name') != 'Linux') {
    return true
}
def project = basedir.toPath()
String expected = Builds.zip(project)
def builds = { new Builds(project, localRepositoryPath.toPath(), new File(userRepository).toPath()) }

// A folder with a name of 200 characters, with spaces and Japanese.
String name = ('空白 と ' * 9) + ('letters, ' * 17) + 'ab'
assert name.length() == 200
Path longName = builds().checkout(project.resolve(name))
builds().build(longName, 'package')
assert Builds.zip(longName) == expected

// A locale that has only ASCII letters.
Path posix = builds().checkout(project.resolve('posix'))
builds().environment('LC_ALL', 'C').build(posix, 'package')
assert Builds.zip(posix) == expected
File pom = posix.resolve('pom.xml').toFile()
pom.setText(pom.getText('UTF-8').replace('src/main/corpus', '言語'), 'UTF-8')
Build unmappable = builds().environment('LC_ALL', 'C').start(posix, 'package')
assert unmappable.end() != 0
assert unmappable.log().contains('has letters that the locale of this build cannot write (ANSI_X3.4-1968): use a UTF-8 locale, such as LC_ALL=C.UTF-8')

// A clock that went back by a day after the first build.
Path ahead = builds().checkout(project.resolve('ahead'))
builds().build(ahead, 'package')
def tomorrow = FileTime.fromMillis(System.currentTimeMillis() + 86_400_000)
Folders.files(ahead.resolve('target')).each { Files.setLastModifiedTime(it, tomorrow) }
assert !builds().build(ahead, 'package').log().contains('runs because')
assert Builds.zip(ahead) == expected

// A local repository and a cache that are read-only for this build alone.
if (System.getProperty('user.name') == 'root') {
    Path cache = localRepositoryPath.toPath().resolveSibling('snowbert')
    String readOnly = [localRepositoryPath, cache].collect { "mount --bind '$it' '$it' && mount -o remount,bind,ro '$it' && " }.join()
    Path untouched = builds().checkout(project.resolve('untouched'))
    Build build = builds().behind('unshare', '-m', 'sh', '-c', readOnly + 'exec "$@"', 'sh')
            .build(untouched, 'package', '-Dsnowbert.cache=' + cache)
    assert Builds.zip(untouched) == expected
    assert build.log().contains("[WARNING] train: $cache/steps cannot be written")

    // Another cache without the native libraries, which DJL then unpacks elsewhere.
    Path empty = Files.createDirectories(project.resolve('empty cache'))
    Files.createDirectories(empty.resolve('djl'))
    Path unpacks = builds().checkout(project.resolve('unpacks'))
    builds().behind('unshare', '-m', 'sh', '-c', readOnly.replace("'$cache'", "'$empty'") + 'exec "$@"', 'sh')
            .build(unpacks, 'package', '-Dsnowbert.cache=' + empty)
    assert Builds.zip(unpacks) == expected
}

// A folder target on another file system.
Path memory = Files.createTempDirectory(Path.of('/dev/shm'), 'snowbert')
try {
    assert Files.getFileStore(memory) != Files.getFileStore(project)
    Path elsewhere = builds().checkout(project.resolve('elsewhere'))
    builds().build(elsewhere, 'package', '-Doutput=' + memory, '-Dsnowbert.cache=' + project.resolve('cache'))
    Files.createSymbolicLink(elsewhere.resolve('target'), memory)
    assert Builds.zip(elsewhere) == expected
    assert project.resolve('cache/steps/finished').toFile().list().length == 2
} finally {
    Folders.delete(memory)
}
return true
