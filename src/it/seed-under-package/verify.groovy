// The model of seed 42 is not packaged as one of seed 7.
String log = new File(basedir, 'build.log').getText('UTF-8')
assert log.contains('package (execution publish) sets <seed>, but earlier goals of this build made the model with another value')
assert !new File(basedir, 'target/seed-under-package-1.0.zip').exists()
