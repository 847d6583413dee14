import java.nio.charset.StandardCharsets
import java.util.regex.Pattern
import java.util.zip.ZipFile

File here = new File(basedir, 'here/target/reproducible-1.0.zip')
File there = new File(basedir, 'there/deeper/target/reproducible-1.0.zip')
assert here.bytes == there.bytes

def traces = [basedir.path, localRepositoryPath.path, System.getProperty('user.home'), 'first-user', 'second-user']
// The name of a host may be so short that a number contains it by chance.
Pattern host = ~/\b${Pattern.quote(InetAddress.localHost.hostName)}\b/
new ZipFile(here).withCloseable { zip ->
    def names = zip.entries()*.name
    assert names == names.toSorted() && names.contains('model.safetensors')
    assert names.every { it ==~ /\w[\w.-]*(\/\w[\w.-]*)*/ }
    names.each { name ->
        byte[] content = zip.getInputStream(zip.getEntry(name)).bytes
        String bytes = new String(content, StandardCharsets.ISO_8859_1)
        traces.each { assert !bytes.contains(new String(it.getBytes('UTF-8'), StandardCharsets.ISO_8859_1)) : "$name holds $it" }
        if (name ==~ /.*\.(json|md|txt)/) {
            assert !(new String(content, 'UTF-8') =~ host) : "$name holds $host"
        }
    }
}
return true
