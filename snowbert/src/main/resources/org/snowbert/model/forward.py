# BertForMaskedLM as it is published: parameters and forward pass, for whatever loads TorchScript. It computes padding.
#
# Shapes: B sentences of T tokens; H the width; V the vocabulary. The parameters of all layers stand in one tensor of each kind, its
# first dimension being the layer; query, key and value are one product.
class BertForMaskedLM(Module):
  __parameters__ = ["word_embeddings", "position_embeddings", "token_type_embeddings", "embeddings_norm_weight", "embeddings_norm_bias", "qkv_weight", "qkv_bias", "context_weight", "context_bias", "attention_norm_weight", "attention_norm_bias", "inner_weight", "inner_bias", "outer_weight", "outer_bias", "layer_norm_weight", "layer_norm_bias", "transform_weight", "transform_bias", "transform_norm_weight", "transform_norm_bias", "decoder_bias", ]
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

  def normalized(self: __torch__.BertForMaskedLM, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    return torch.layer_norm(x, [x.size(-1)], weight, bias, 1e-12)

  # The logits [B, T, V] of tokens [B, T], the mask being 0 at padding and 1 elsewhere.
  def forward(self: __torch__.BertForMaskedLM, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
    batch, length = input_ids.size(0), input_ids.size(1)
    positions = torch.arange(length, device=input_ids.device)
    x = torch.embedding(self.word_embeddings, input_ids) + torch.embedding(self.token_type_embeddings, token_type_ids) + torch.embedding(self.position_embeddings, positions)
    x = self.normalized(x, self.embeddings_norm_weight, self.embeddings_norm_bias)
    # Far below any score, and in the range of every type.
    unseen = torch.mul(torch.eq(attention_mask, 0).to(x.dtype), -60000.).view([batch, 1, 1, length])
    for i in range(self.qkv_weight.size(0)):
      qkv = torch.linear(x, self.qkv_weight[i], self.qkv_bias[i]).view([batch, length, 3, self.heads, -1])
      q, k, v = torch.unbind(qkv.permute([2, 0, 3, 1, 4]))
      context = torch.scaled_dot_product_attention(q, k, v, unseen).transpose(1, 2).reshape([batch, length, -1])
      x = self.normalized(x + torch.linear(context, self.context_weight[i], self.context_bias[i]), self.attention_norm_weight[i], self.attention_norm_bias[i])
      inner = torch.gelu(torch.linear(x, self.inner_weight[i], self.inner_bias[i]))
      x = self.normalized(x + torch.linear(inner, self.outer_weight[i], self.outer_bias[i]), self.layer_norm_weight[i], self.layer_norm_bias[i])
    x = self.normalized(torch.gelu(torch.linear(x, self.transform_weight, self.transform_bias)), self.transform_norm_weight, self.transform_norm_bias)
    return torch.linear(x, self.word_embeddings, self.decoder_bias)
