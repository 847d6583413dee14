import groovy.json.JsonSlurper
import java.security.MessageDigest
import org.snowbert.safetensors.SafeTensorsFile

File published = new File(basedir, 'japanese-bert')
File model = new File(basedir, 'target/snowbert/model')
def json = { folder, name -> new JsonSlurper().parse(new File(folder, name)) }

// The new model has the old one's vocabulary, words and size, and names it as its parent.
assert new File(model, 'vocab.txt').bytes == new File(published, 'vocab.txt').bytes
['word_tokenizer_type', 'subword_tokenizer_type', 'mecab_kwargs', 'do_lower_case'].each {
    assert json(model, 'tokenizer_config.json')[it] == json(published, 'tokenizer_config.json')[it]
}
['hidden_size', 'num_hidden_layers', 'num_attention_heads', 'intermediate_size', 'max_position_embeddings'].each {
    assert json(model, 'config.json')[it] == json(published, 'config.json')[it]
}
String sha256 = MessageDigest.getInstance('SHA-256').digest(new File(published, 'model.safetensors').bytes).encodeHex()
assert json(model, 'training.json').parent.sha256 == sha256

// Training went on from the old parameters. In so few steps at 5e-5 none goes far.
def words = { folder ->
    SafeTensorsFile.open(new File(folder, 'model.safetensors').toPath()).bytes('bert.embeddings.word_embeddings.weight').asFloatBuffer()
}
def before = words(published)
def after = words(model)
double farthest = (0..<before.remaining()).collect { Math.abs(after.get(it) - before.get(it)) }.max()
assert farthest > 0 && farthest < 1e-3
