def warnings = new File(basedir, 'build.log').readLines('UTF-8').findAll { it.contains('has no effect') }
assert warnings.size() == 1 : warnings // the two goals warn once, and only of the value that differs
assert warnings[0].contains('WARN') && warnings[0].endsWith('snowbert.validationFraction=0.5 has no effect, because ' +
        "the POM sets <validationFraction> to 0.2: put <snowbert.validationFraction>0.2</snowbert.validationFraction> into the POM's <properties> instead of that element")
