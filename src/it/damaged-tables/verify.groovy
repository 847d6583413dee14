import groovy.json.JsonSlurper

String[] builds = new File(basedir, 'build.log').getText('UTF-8').split('Building damaged-tables 1.0')

assert builds[1] =~ /WARNING\] source data: 1 row without a wanted column at the end, taken as empty/
assert builds[1].contains('fetch: 2 sentences (3 rows, 1 empty, 0 repeated)')

// A comma without quotes loses no text in silence.
assert builds[2] =~ /Failed to execute goal .*: line 4 of .*commas.csv has 3 values, but there are 2 headers: put a value/

// The message ends where its sentence does, and quotes no library.
assert builds[3] =~ /line 2 of .*nan.jsonl is not a JSON object \('NaN}' near column 27 is not expected\): correct the line -> /

// A cell without a text is dropped, and the warning says why.
assert builds[4] =~ /WARNING\] source data: 1 cell with an error such as #N\/A, dropped/
assert builds[4] =~ /WARNING\] source data: 1 formula without a value, dropped/
assert builds[4] =~ /WARNING\] source data: 1 cell with a number that Excel shows as ####, .*, dropped/
assert builds[4].contains('fetch: 2 sentences (5 rows, 0 empty, 0 repeated)')

// A quote in TSV stands for itself, and the warning says how to change that.
assert builds[5] =~ /WARNING\] source data: 1 value in quotes, taken with them: set the source's quote to "/
File corpus = new File(basedir, 'target/snowbert/corpus')
assert new File(corpus, 'sentences.txt').readLines('UTF-8') == ['"One.', '"Two."', 'Three."']
assert new JsonSlurper().parse(new File(corpus, 'manifest.json')).damage ==
    [errorCells: 0, formulasWithoutValue: 0, unshownNumbers: 0, shortRows: 0, quotedValues: 1]
