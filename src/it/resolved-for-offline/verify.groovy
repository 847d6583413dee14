int requests = context.server.stop()
assert requests == 1

String log = new File(basedir, 'build.log').text
String megabytes = /\d+\.\d MB/
[/resolve: tokenizer: $megabytes in .*repository.local/, /resolve: engine for .*: $megabytes in .*repository.local/,
 /resolve: source small: $megabytes in .*small\.xlsx/, /resolve: in all: $megabytes; mvn -o now works/].each {
    assert log =~ it : it
}
// The goal trains nothing; the build without a network does.
assert !new File(basedir, 'target-resolved').exists()
assert new File(basedir, 'target/resolved-for-offline-1.0.zip').exists()
