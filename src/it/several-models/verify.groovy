import groovy.json.JsonSlurper
import java.util.zip.ZipFile
import org.snowbert.internal.Folders
import org.snowbert.internal.Sha256

def installed = { module, classifier ->
    new File(localRepositoryPath, "org/snowbert/it/$module/1.0/$module-1.0-${classifier}.zip")
}
def training = { file ->
    new ZipFile(file).withCloseable { zip ->
        new JsonSlurper().parse(zip.getInputStream(zip.getEntry('training.json')), 'UTF-8')
    }
}

// Each zip holds the model of its own settings.
def expected = [
    [installed('languages', 'ja'), 'ja', 'japanese', 42],
    [installed('languages', 'en'), 'en', 'cased', 42],
    [installed('third', 'seven'), 'ja', 'japanese', 7],
]
expected.each { zip, corpus, segmenter, seed ->
    def made = training(zip)
    assert made.steps.tokenize.parameters.segmenter == segmenter
    assert made.seed == seed
    assert made.corpus.sources[0].sha256 == Sha256.of(new File(basedir, corpus + '/text.txt').toPath())
    assert !made.libraries.containsKey('org.codehaus.plexus:plexus-utils') // which Maven 3.8 puts beside every plugin
}
assert new File(basedir, 'languages/target/snowbert-ja/evaluation.json').exists()
assert new File(basedir, 'languages/target/languages-1.0-en.zip').bytes == installed('languages', 'en').bytes
assert !new File(basedir, 'languages/target/snowbert').exists()

// Whichever Maven runs this build with one plugin, the zips have the same bytes.
File classes = new File(basedir, '../../classes')
String plugin = Folders.files(classes.toPath()).collect { Sha256.of(it) }.join()
File digests = new File(basedir, "../../several-models-${Sha256.of(plugin)}.txt")
String digest = expected.collect { Sha256.of(it[0].toPath()) }.join('\n')
assert !digests.exists() || digests.text == digest
digests.text = digest

// Questions go to the models that are there.
String log = new File(basedir, 'build.log').getText('UTF-8').replaceAll(/\u001b\[\d*m/, '')
assert log.count('runs because') == 3 * 7
String skipped = 'skipped: this project binds no goal of snowbert and has no model: name the POM of a module with -f'
assert log.count(skipped) == 2 // report and fill-mask at the root
assert log.contains('report: ' + new File(basedir, 'third/target/snowbert/report/index.html'))
assert log.contains('this project makes 2 models, in the executions ja, en: name one of them, as in mvn -f languages snowbert:report@ja')
assert log =~ /\n1  \S+ +0\.\d{3}.*\nTom reads the \S+\n/
