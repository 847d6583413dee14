import groovy.json.JsonSlurper
import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.nio.file.Files
import org.snowbert.it.Builds

def project = basedir.toPath()
def plain = { it.log().replaceAll(/\u001b\[\d*m/, '') }
Builds builds = new Builds(project, localRepositoryPath.toPath(), new File(userRepository).toPath())

// The vectors have a row for each line of the corpus, and the nearest sentences are printed.
def embed = plain(builds.build(project, 'snowbert:embed', '-Dsnowbert.text=本を読みます。', '-Dsnowbert.topK=2'))
def rows = new File(basedir, 'target/snowbert/corpus/sentences.txt').readLines('UTF-8').size()
byte[] vectors = new File(basedir, 'target/snowbert/embeddings.safetensors').bytes
int length = ByteBuffer.wrap(vectors).order(ByteOrder.LITTLE_ENDIAN).getLong(0)
def header = new JsonSlurper().parse(vectors[8..<8 + length] as byte[], 'UTF-8')
assert header.vectors.dtype == 'F32' && header.vectors.shape == [rows, 128]
assert vectors.length == 8 + length + rows * 128 * 4
assert embed =~ /embed: target.snowbert.embeddings\.safetensors, $rows vectors of width 128/
assert embed =~ /\n   cosine +line  sentence\n1 +[01]\.\d{3} +\d+  \S+\n2 +[01]\.\d{3} +\d+  \S+\n/

// The checkpoint after the last step is the same as the model.
String last = new File(basedir, 'target/snowbert/checkpoints').list().find { it.endsWith('-3') }
def compare = plain(builds.build(project, '-q', 'snowbert:compare', "-Dsnowbert.with=target/snowbert/checkpoints/$last", '-Dsnowbert.text=___を読みます。'))
assert compare =~ /(?m)^ +org.snowbert.it:ask:1.0 +step-3\nlayers × width +2 × 128 +2 × 128$/
assert compare =~ /(?m)^loss +(\d\.\d{4}) +\1$/
assert compare =~ /\n\[MASK\]を読みます。\n +org.snowbert.it:ask:1.0 +step-3\n1  (\S+) +(0\.\d{3})  \1 +\2\n/

// Without a project, from the zip: the build prints only the answers to the lines, and leaves no file.
String plugin = 'org.snowbert:snowbert-maven-plugin:' + new File(basedir, 'pom.xml').text.find(/0\.1[^<]*/)
def empty = Files.createDirectories(project.resolve('empty'))
def prompts = project.resolve('prompts.txt')
Files.writeString(prompts, '秋には___が木から落ちる。\n葉が落ちる。\n［MASK］を読みます。\n\n犬が[MASK]。\n')
def answers = plain(builds.input(prompts).build(empty, '-q', plugin + ':fill-mask', '-Dsnowbert.interactive', '-Dsnowbert.from=../target/ask-1.0.zip', '-Dsnowbert.topK=2', '-Dsnowbert.device=cpu'))
assert answers ==~ /1  \S+ +0\.\d{3}.*\n2  \S+ +0\.\d{3}.*\n秋には\S+が木から落ちる。\nthe text '葉が落ちる。' has no \[MASK\].*\n1  \S+ +0\.\d{3}.*\n2  \S+ +0\.\d{3}.*\n\S+を読みます。\n/
assert empty.toFile().list().size() == 0
return true
