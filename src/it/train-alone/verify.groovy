String log = new File(basedir, 'build.log').getText('UTF-8')
['fetch', 'tokenize', 'mask', 'train'].each {
    assert log.contains(it + ': runs because it never finished here')
}
assert new File(basedir, 'target/snowbert/model/model.safetensors').exists()
assert !new File(basedir, 'target/train-alone-1.0.zip').exists()
