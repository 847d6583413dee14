import org.snowbert.it.ModelRepository

String[] builds = new File(basedir, 'build.log').getText('UTF-8').split('Building attached-model 1.0')
def repository = new ModelRepository(new File(basedir, 'target/repository').toURI(), null)
File target = new File(basedir, 'target')

// A model that is not attached is made and verified, and stays in target.
assert builds[1].contains('verify: the model is ' + new File(target, 'attached-model-1.0-model.zip'))
assert !(builds[1] =~ /Installing .*\.zip/)

assert builds[2].contains('verify: org.snowbert.it:attached-model:zip:model:1.0 is ')
String artifact = 'org/snowbert/it/attached-model/1.0/attached-model-1.0'
assert repository.checked(artifact + '-model.zip') == new File(target, 'attached-model-1.0-model.zip').bytes
assert repository.checked(artifact + '.jar') == new File(target, 'attached-model-1.0.jar').bytes
