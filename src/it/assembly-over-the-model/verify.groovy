String[] builds = new File(basedir, 'build.log').getText('UTF-8').split('Building assembly-over-the-model 1.0')
String[] refusals = builds.collect { build -> build.readLines().find { it.contains('Failed to execute goal') } ?: '' }

// Neither file is published in the place of the other.
assert refusals[1] =~ /assembly-over-the-model-1.0.zip is no longer the file that package wrote in this build: give the model a <classifier>/
assert refusals[2] =~ /another plugin has attached .*assembly-over-the-model-1.0.zip as .*: give the model a <classifier> of its own/
assert !builds[1].contains('Installing ') && !builds[2].contains('Installing ')

File target = new File(basedir, 'target')
def names = { File zip -> new java.util.zip.ZipFile(zip).withCloseable { it.entries()*.name } }
assert names(new File(target, 'assembly-over-the-model-1.0-model.zip')).contains('model.safetensors')
assert names(new File(target, 'assembly-over-the-model-1.0.zip')).any { it.endsWith('pom.xml') }
