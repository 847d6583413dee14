import java.util.zip.ZipFile
import org.bouncycastle.openpgp.PGPObjectFactory
import org.bouncycastle.openpgp.PGPSecretKeyRing
import org.bouncycastle.openpgp.PGPSignatureList
import org.bouncycastle.openpgp.PGPUtil
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider

String version = new groovy.xml.XmlSlurper().parse(new File(basedir, 'checkout/pom.xml')).version.text()
assert !version.contains('SNAPSHOT')

// All that Maven Central demands of each module, and nothing else.
List<String> jar = ['.jar', '-sources.jar', '-javadoc.jar', '-cyclonedx.json', '.pom']
Map<String, List<String>> modules = [
        'snowbert-parent': ['.pom'],
        'snowbert': jar + '-tests.jar',
        'snowbert-spark': jar,
        'snowbert-maven-plugin': jar]
Set<String> expected = []
modules.each { module, endings ->
    endings.each { ending ->
        ['', '.asc'].each { signature ->
            ['', '.md5', '.sha1', '.sha256', '.sha512'].each { digest ->
                if (!(signature && digest)) {
                    expected << "org/snowbert/$module/$version/$module-$version$ending$signature$digest".toString()
                }
            }
        }
    }
}

PGPSecretKeyRing key = new File(basedir, 'key.asc').withInputStream {
    new PGPSecretKeyRing(PGPUtil.getDecoderStream(it), new BcKeyFingerprintCalculator())
}
new ZipFile(new File(basedir, 'checkout/target/central-publishing/central-bundle.zip')).withCloseable { bundle ->
    Set<String> files = bundle.entries().findAll { !it.directory }*.name as Set
    assert files.findAll { !(it ==~ /.*\.asc\.(md5|sha1|sha256|sha512)/) } == expected
    def bytes = { String name -> bundle.getInputStream(bundle.getEntry(name)).bytes }

    // The key that the build was given signed each file.
    files.findAll { it.endsWith('.asc') }.each { name ->
        def signatures = new PGPObjectFactory(PGPUtil.getDecoderStream(new ByteArrayInputStream(bytes(name))), new BcKeyFingerprintCalculator())
                .nextObject() as PGPSignatureList
        def signature = signatures[0]
        signature.init(new BcPGPContentVerifierBuilderProvider(), key.publicKey)
        signature.update(bytes(name - '.asc'))
        assert signature.verify() : name
    }

    // Each POM says what it is. What it does not say, its parent says.
    modules.keySet().each { module ->
        def pom = new groovy.xml.XmlSlurper().parse(new ByteArrayInputStream(bytes("org/snowbert/$module/$version/$module-${version}.pom")))
        assert pom.name.text() && pom.description.text()
        assert module == 'snowbert-parent'
                ? pom.url.text() && pom.licenses.license.url.text() && pom.developers.developer.name.text() && pom.scm.connection.text()
                : pom.parent.artifactId.text() == 'snowbert-parent'
        assert !pom.toString().contains('SNAPSHOT')
    }
}

// The second build has the bytes of the first one.
String log = new File(basedir, 'build.log').getText('UTF-8')
assert log.contains('rebuild comparison result: 12 files match')
