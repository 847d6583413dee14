List<String> log = new File(basedir, 'build.log').readLines('UTF-8')

// The first build ends like the README's.
int ask = log.findIndexOf { it.contains(':fill-mask (ask)') }
def filled = log[ask + 1..ask + 6]
assert filled[0] ==~ /葉 0\.\d\d/ && filled[1..4].every { it ==~ /\S+ 0\.\d\d/ } && filled[5] == '秋には葉が木から落ちる。'
assert log.findIndexOf { it == '[INFO] BUILD SUCCESS' } > ask

assert log.any { it ==~ /.*Tests run: 2, Failures: 0, Errors: 0, Skipped: 0.*/ }

// One dependency brings all that the program needs, and neither Maven nor what reads workbooks.
def jars = new File(basedir, 'sample-project/application/target/classpath.txt').text.split(File.pathSeparator).collect { new File(it).name }
assert ['snowbert-0', 'pytorch-engine-', 'pytorch-jni-', 'pytorch-native-cpu-', 'tokenizers-', 'lucene-'].every { name -> jars.any { it.startsWith(name) } }
assert ['snowbert-maven-plugin', 'maven-', 'poi-', 'log4j-'].every { name -> jars.every { !it.startsWith(name) } }
