import groovy.json.JsonSlurper

String[] builds = new File(basedir, 'build.log').getText('UTF-8').replaceAll(/\u001b\[\d*m/, '').split('Building asking-changes-nothing 1.0')
File target = new File(basedir, 'target')
assert builds[1].contains("there is no trained model in ${new File(target, 'snowbert')}: make one with mvn verify")

// The execution default-train made a tiny model, with the maxSteps of the profile.
def training = new JsonSlurper().parse(new File(target, 'snowbert/model/training.json'), 'UTF-8')
assert training.steps.train.parameters.model == 'tiny'
assert training.steps.train.parameters.maxSteps == '4'
assert builds[2] =~ /ask it    mvn -P full -q snowbert:fill-mask /

// Questions train nothing, package nothing, and say which setting differs.
(3..5).each { build ->
    assert !builds[build].contains('runs because')
    assert builds[build] =~ /: asks the model that is there, which was made with other settings: \w+ was \w+ and is \w+/
}
assert builds[3] =~ /\n1  \S+ +0\.\d{3}/
assert builds[4].contains('report: ' + new File(target, 'snowbert/report/index.html'))
assert new JsonSlurper().parse(new File(target, 'snowbert/model/training.json'), 'UTF-8') == training
