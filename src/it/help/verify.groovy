String[] calls = new File(basedir, 'build.log').getText('UTF-8').split('Building help 1.0')

['fetch', 'tokenize', 'mask', 'train', 'package', 'evaluate', 'verify', 'fill-mask', 'embed', 'compare', 'help'].each {
    assert calls[1].readLines().contains('snowbert:' + it)
}
assert calls[2] =~ /(?s)classifier\s+.*User property: snowbert\.classifier/

// The legal values and an example stand in a line of their own.
assert calls[2] =~ /\n\s+Values: a word\. Example: -Dsnowbert\.classifier=model\n/
