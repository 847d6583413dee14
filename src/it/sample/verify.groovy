import groovy.json.JsonSlurper

List<String> log = new File(basedir, 'build.log').readLines('UTF-8')

// The first build ends as the README says.
int ask = log.findIndexOf { it.contains(':fill-mask (ask)') }
def filled = log[ask + 1..ask + 6]
assert filled[0] ==~ /1  葉 *  0\.\d{3}  █+/ && filled[1..4].every { it ==~ /\d  \S+ +<?0\.\d{3}(  █+)?/ } && filled[5] == '秋には葉が木から落ちる。'
assert log.findIndexOf { it == '[INFO] BUILD SUCCESS' } > ask

assert log.any { it ==~ /.*Tests run: 5, Failures: 0, Errors: 0, Skipped: 0.*/ }

// The library brings all jars that it needs, without Maven and the readers of workbooks.
def jars = new File(basedir, 'sample-project/application/target/classpath.txt').text.split(File.pathSeparator).collect { new File(it).name }
assert ['snowbert-0', 'pytorch-engine-', 'pytorch-jni-', 'pytorch-native-cpu-', 'tokenizers-', 'lucene-'].every { name -> jars.any { it.startsWith(name) } }
assert ['snowbert-maven-plugin', 'maven-', 'poi-', 'log4j-'].every { name -> jars.every { !it.startsWith(name) } }

// The bills of materials name the libraries of the program and of the plugin. An offline build makes none.
if (connection == 'offline: false') {
    Closure bill = { String module ->
        new JsonSlurper().parse(new File(basedir, "../../../../$module/target/bom.json")).components.collectEntries { [it.group + ':' + it.name, it.version] }
    }
    Map library = bill('snowbert'), plugin = bill('snowbert-maven-plugin')
    def names = jars.findAll { it.endsWith('.jar') && !it.startsWith('snowbert-0') }.collect { it.replaceFirst(/(-(linux|osx|win)-\w+)?\.jar$/, '') }
    // LangChain4j brings a newer SLF4J.
    assert names.containsAll(library.findAll { it.key != 'org.slf4j:slf4j-api' }.collect { name, version -> name.split(':')[1] + '-' + version })
    Map given = new JsonSlurper().parse(new File(basedir, 'sample-project/target/snowbert/model/training.json')).libraries
    assert plugin == given.subMap(plugin.keySet())
    // The provenance also names the engine, and the libraries that Maven adds to every plugin.
    assert (given.keySet() - plugin.keySet()).every { it ==~ /ai\.djl.*|.*:plexus-utils|.*:snowbert-maven-plugin/ }
}
return true
