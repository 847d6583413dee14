import java.security.SecureRandom
import org.apache.commons.io.FileUtils
import org.bouncycastle.bcpg.ArmoredOutputStream
import org.bouncycastle.bcpg.HashAlgorithmTags
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags
import org.bouncycastle.bcpg.PublicKeyPacket
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters
import org.bouncycastle.openpgp.PGPSecretKey
import org.bouncycastle.openpgp.PGPSignature
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair

// The sources, with the version of a release. Their classes come with them, so that the first build only packs.
File sources = new File(basedir, '../../../..').canonicalFile
File checkout = new File(basedir, 'checkout')
FileUtils.copyFileToDirectory(new File(sources, 'pom.xml'), checkout)
['.mvn', 'snowbert', 'snowbert-spark', 'snowbert-maven-plugin'].each { folder ->
    FileUtils.copyDirectory(new File(sources, folder), new File(checkout, folder), { it.name != 'target' } as FileFilter)
    ['classes', 'test-classes', 'generated-sources'].each { built ->
        File compiled = new File(sources, "$folder/target/$built")
        if (compiled.directory) {
            FileUtils.copyDirectory(compiled, new File(checkout, "$folder/target/$built"))
        }
    }
}
checkout.eachFileRecurse {
    if (it.name == 'pom.xml') {
        it.setText(it.getText('UTF-8').replace('-SNAPSHOT</version>', '</version>'), 'UTF-8')
    }
}

// A key to sign with.
int rsa = PublicKeyAlgorithmTags.RSA_GENERAL
RSAKeyPairGenerator generator = new RSAKeyPairGenerator()
generator.init(new RSAKeyGenerationParameters(BigInteger.valueOf(65537), new SecureRandom(), 3072, 100))
PGPSecretKey key = new PGPSecretKey(
        PGPSignature.DEFAULT_CERTIFICATION,
        new BcPGPKeyPair(PublicKeyPacket.VERSION_4, rsa, generator.generateKeyPair(), new Date()),
        'A test <test@example.org>',
        new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1),
        null,
        null,
        new BcPGPContentSignerBuilder(rsa, HashAlgorithmTags.SHA256),
        null)
File file = new File(basedir, 'key.asc')
new ArmoredOutputStream(new FileOutputStream(file)).withCloseable { key.encode(it) }
new File(checkout, '.mvn/maven.config').text = "-Dgpg.keyFilePath=$file"
return true
