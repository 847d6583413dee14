import java.util.zip.ZipFile

context.proxy.close()
['secrets-with.xml', 'secrets-without.xml'].each { new File(basedir.parentFile, it).delete() }

String log = new File(basedir, 'build.log').getText('UTF-8')
String message = log.readLines().find { it.startsWith('[ERROR] Failed to execute goal') }
assert message.contains('source small') && message.contains('<proxy>')
assert log.contains('[DEBUG]')

// No secret is in the logs, in the arguments of a forked JVM, or in the zip.
def secrets = [context.password, context.proxy.credentials(), 'geheimes-zeichen'].collect { it.getBytes('UTF-8') }
Closure clean = { byte[] content ->
    String text = new String(content, 'ISO-8859-1')
    secrets.every { !text.contains(new String(it, 'ISO-8859-1')) }
}
assert new File(basedir, 'target/snowbert/jobs/train.json.args').exists()
basedir.eachFileRecurse(groovy.io.FileType.FILES) {
    if (!(it.name in ['invoker.properties', 'verify.groovy'])) { // these two files hold the secrets
        assert clean(it.bytes) : it
    }
}
new ZipFile(new File(basedir, 'target/secrets-1.0.zip')).withCloseable { zip ->
    zip.entries().each { assert clean(zip.getInputStream(it).bytes) : it.name }
}
return true
