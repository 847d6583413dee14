def server = context.server
server.close()

String log = new File(basedir, 'build.log').getText('UTF-8')
int second = log.indexOf('[INFO] Scanning for projects', log.indexOf('BUILD FAILURE'))
String ill = log.substring(0, second)
String well = log.substring(second)
Closure sentence = { fault ->
    ill.readLines().find { it.startsWith('[ERROR] Failed to execute goal') && it.contains("source $fault") }
}

// The build waits for a fault that mends itself.
['busy', 'drip'].each { assert sentence(it) == null }
assert ill.contains('source busy: ') && ill.contains('trying again in 1 s')
assert ill =~ /source drip: [0-9,]+ bytes from/

// It names a fault that lasts, after as many attempts as make sense.
assert sentence('gone').contains('/gone/small.xlsx')
assert server.requests('/gone/small.xlsx') == 2
['loop', 'cut', 'silent', 'short', 'wrong', 'page'].each {
    assert sentence(it).contains("source $it could not be downloaded in 4 attempts")
    assert sentence(it).contains("/$it/small.xlsx")
}
['short', 'wrong', 'page'].each {
    assert sentence(it).contains('not a workbook')
    assert !ill.contains("bytes from http://localhost:${server.port()}/$it")
}
assert !ill.contains('\tat ')

// The cache kept no bad file: the second build asks again, once.
assert well.contains('BUILD SUCCESS')
['cut', 'silent', 'short', 'wrong', 'page'].each { assert server.requests("/$it/small.xlsx".toString()) == 5 }
['busy', 'drip'].each { assert server.requests("/$it/small.xlsx".toString()) <= 2 }
return true
