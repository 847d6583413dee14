import groovy.json.JsonSlurper

String[] builds = new File(basedir, 'build.log').getText('UTF-8').split('Building damaged-tables 1.0')

assert builds[1] =~ /WARNING\] source data: 1 row without a wanted column at the end, taken as empty/
assert builds[1].contains('fetch: 2 sentences (3 rows, 1 empty, 0 repeated)')

// A comma without quotes loses no text in silence.
assert builds[2] =~ /Failed to execute goal .*: line 4 of .*commas.csv has 3 values, but there are 2 headers: put a value/

// The message ends where its sentence does, and quotes no library.
assert builds[3] =~ /line 2 of .*nan.jsonl is not a JSON object \('NaN}' at column 27 is not expected there\): correct the line -> /

// A quote in TSV stands for itself.
File corpus = new File(basedir, 'target/snowbert/corpus')
assert new File(corpus, 'sentences.txt').readLines('UTF-8') == ['"One.', 'Two.', 'Three."']
assert new JsonSlurper().parse(new File(corpus, 'manifest.json')).damage ==
    [errorCells: 0, formulasWithoutValue: 0, shortRows: 0]
