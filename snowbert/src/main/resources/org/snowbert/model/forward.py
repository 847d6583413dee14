# BertForMaskedLM as it is published: parameters and forward pass, for every program that loads TorchScript. It computes
# padding like any token.
#
# Letters in shapes:
#   B  sentences of a batch
#   T  tokens of a sentence, with padding
#   V  entries of the vocabulary
class BertForMaskedLM(Module):

  # ==== Parameters ====

  # One tensor holds a parameter of all layers. Its first dimension is the layer. Query, key and value are one product.
  __parameters__ = [
      "word_embeddings", "position_embeddings", "token_type_embeddings",
      "embeddings_norm_weight", "embeddings_norm_bias",
      "qkv_weight", "qkv_bias", "context_weight", "context_bias",
      "attention_norm_weight", "attention_norm_bias",
      "inner_weight", "inner_bias", "outer_weight", "outer_bias",
      "layer_norm_weight", "layer_norm_bias",
      "transform_weight", "transform_bias", "transform_norm_weight", "transform_norm_bias",
      "decoder_bias", ]
  __buffers__ = []
  word_embeddings : Tensor
  position_embeddings : Tensor
  token_type_embeddings : Tensor
  embeddings_norm_weight : Tensor
  embeddings_norm_bias : Tensor
  qkv_weight : Tensor
  qkv_bias : Tensor
  context_weight : Tensor
  context_bias : Tensor
  attention_norm_weight : Tensor
  attention_norm_bias : Tensor
  inner_weight : Tensor
  inner_bias : Tensor
  outer_weight : Tensor
  outer_bias : Tensor
  layer_norm_weight : Tensor
  layer_norm_bias : Tensor
  transform_weight : Tensor
  transform_bias : Tensor
  transform_norm_weight : Tensor
  transform_norm_bias : Tensor
  decoder_bias : Tensor
  training : bool
  heads : int

  # ==== Forward pass ====

  # The logits [B, T, V] of tokens [B, T]. The attention mask is 0 at padding and 1 elsewhere.
  def forward(
      self: __torch__.BertForMaskedLM, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
    x = self.embedded(input_ids, token_type_ids)
    padding_mask = self.padding_mask(attention_mask, x)
    for i in range(self.qkv_weight.size(0)):
      context = torch.linear(self.attention(x, padding_mask, i), self.context_weight[i], self.context_bias[i])
      x = self.normalized(x + context, self.attention_norm_weight[i], self.attention_norm_bias[i])
      inner = torch.gelu(torch.linear(x, self.inner_weight[i], self.inner_bias[i]))
      outer = torch.linear(inner, self.outer_weight[i], self.outer_bias[i])
      x = self.normalized(x + outer, self.layer_norm_weight[i], self.layer_norm_bias[i])
    transformed = torch.gelu(torch.linear(x, self.transform_weight, self.transform_bias))
    x = self.normalized(transformed, self.transform_norm_weight, self.transform_norm_bias)
    return torch.linear(x, self.word_embeddings, self.decoder_bias)

  def embedded(self: __torch__.BertForMaskedLM, input_ids: Tensor, token_type_ids: Tensor) -> Tensor:
    words = torch.embedding(self.word_embeddings, input_ids)
    types = torch.embedding(self.token_type_embeddings, token_type_ids)
    positions = torch.arange(input_ids.size(1), device=input_ids.device)
    x = words + types + torch.embedding(self.position_embeddings, positions)
    return self.normalized(x, self.embeddings_norm_weight, self.embeddings_norm_bias)

  # What is added to the scores of attention: at padding a number far below any score, and in the range of every dtype.
  def padding_mask(self: __torch__.BertForMaskedLM, attention_mask: Tensor, x: Tensor) -> Tensor:
    padding = torch.eq(attention_mask, 0).to(x.dtype)
    return torch.mul(padding, -60000.).view([x.size(0), 1, 1, x.size(1)])

  def attention(self: __torch__.BertForMaskedLM, x: Tensor, padding_mask: Tensor, layer: int) -> Tensor:
    batch, length = x.size(0), x.size(1)
    qkv = torch.linear(x, self.qkv_weight[layer], self.qkv_bias[layer]).view([batch, length, 3, self.heads, -1])
    q, k, v = torch.unbind(qkv.permute([2, 0, 3, 1, 4]))
    context = torch.scaled_dot_product_attention(q, k, v, padding_mask)
    return context.transpose(1, 2).reshape([batch, length, -1])

  def normalized(self: __torch__.BertForMaskedLM, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    return torch.layer_norm(x, [x.size(-1)], weight, bias, 1e-12)
