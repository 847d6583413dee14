String log = new File(basedir, 'build.log').getText('UTF-8')
String second = log.split('Building changed-parameter 1.0')[2]

assert second.readLines().findAll { it.contains('runs because') }*.replaceFirst('.*INFO\\S* ', '') == [
        'train: runs because learningRate was 5e-5 and is 0.001',
        'describe: runs because train learningRate was 5e-5 and is 0.001 (and 1 more)',
        'package: runs because model/model.pt changed (and 3 more)',
        'evaluate: runs because changed-parameter-1.0.zip changed',
]
