# BERT for masked language modelling as one TorchScript module: forward pass, gradients and AdamW.
#
# Java gives a batch in parts, and one thread computes each part from end to end. Threads that share every small
# operator would wait for one another a thousand times a step.
#
# This page writes out the gradients that autograd would find. The gradient of a weight is the product of two factors:
# the weight's input and the gradient of its output. Each part keeps its factors. When all parts are done, the threads
# share the products, and each product is over all parts.
#
# Letters in shapes:
#   N  tokens of a part, laid end to end, without padding
#   B  sentences of a part
#   T  tokens of the longest of these sentences
#   S  scored tokens of a part
#   H  width of the model
#   D  width of a head: H / heads
#   V  entries of the vocabulary
#
# A name that begins with d_ means the gradient of the tensor that the rest names: d_logits is the gradient of logits.


# ==== Records ====

# A part of a batch, as Java's Batch describes it. Attention computes on a rectangle of B sentences of T tokens.
class Part(NamedTuple):
  ids : Tensor  # [N]
  positions : Tensor  # [N] the position of each token in its sentence
  rectangle : Tensor  # [B * T] which of the N tokens stands at each place of the rectangle; any of them at padding
  places : Tensor  # [N] the place of each token in the rectangle
  mask : Tensor  # [B, T] true where there is a token to attend to
  scored : Tensor  # [S] which of the N tokens are scored
  labels : Tensor  # [S] the ids that the model should predict there

# The parameters of a layer. LayerNorms are float32, all others have the dtype of the arithmetic.
class LayerParameters(NamedTuple):
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

# The parameters of the model, with the same dtypes. Embeddings are float32.
class Parameters(NamedTuple):
  word_embeddings : Tensor
  position_embeddings : Tensor
  token_type_embeddings : Tensor
  embeddings_norm_weight : Tensor
  embeddings_norm_bias : Tensor
  layers : List[__torch__.LayerParameters]
  transform_weight : Tensor
  transform_bias : Tensor
  transform_norm_weight : Tensor
  transform_norm_bias : Tensor
  decoder_weight : Tensor  # the word embeddings in the dtype of the arithmetic
  decoder_bias : Tensor

# Random bits for the dropout of a layer.
class LayerBits(NamedTuple):
  attention : Tensor
  attention_output : Tensor
  layer_output : Tensor

# Random bits for the dropout of a part.
class Bits(NamedTuple):
  embeddings : Tensor
  layers : List[__torch__.LayerBits]

# Attention takes queries, keys and values as a rectangle [3, B * heads, T, D] and gives a context [B * heads, T, D].
# The linear layer before it gives rows [N * 3 * heads, D], and the one after it takes rows, both without padding.
class Moves(NamedTuple):
  row_of_place : Tensor  # [3 * B * heads * T] the row that goes to each place of the rectangle
  place_of_row : Tensor  # [N * 3 * heads] the place of each row
  place_of_context : Tensor  # the place in the context of each head of each token that goes on

# What the gradients of a LayerNorm need.
class SavedNorm(NamedTuple):
  input : Tensor
  mean : Tensor
  rstd : Tensor

# What the gradients of a layer need. A dropout is what the output of a linear layer was multiplied by.
class SavedLayer(NamedTuple):
  input : Tensor
  moves : __torch__.Moves
  attention : List[Tensor]  # `attention` and `attention_back` alone know what is in it
  context : Tensor
  attention_dropout : Tensor
  attention_norm : __torch__.SavedNorm
  inner_input : Tensor
  inner : Tensor
  outer_input : Tensor
  layer_dropout : Tensor
  layer_norm : __torch__.SavedNorm
  rows : Optional[Tensor]  # which tokens go on after attention; None for all

# What the gradients of the embeddings and of the layers need.
class SavedEncoder(NamedTuple):
  embeddings_norm : __torch__.SavedNorm
  embeddings_dropout : Tensor
  layers : List[__torch__.SavedLayer]

# What the gradients of the head need.
class SavedHead(NamedTuple):
  input : Tensor
  transformed : Tensor
  norm : __torch__.SavedNorm
  decoder_input : Tensor

# What a part gives to a step.
class PartResult(NamedTuple):
  factors : List[Tensor]  # see `Bert.factors`
  losses : Tensor  # [2] see `Bert.part_losses`

# Parameters, and what AdamW holds for each of them.
class AdamWState(NamedTuple):
  parameters : List[Tensor]
  means : List[Tensor]
  variances : List[Tensor]

# Pairs of parameters (see `Bert.pairs`) that AdamW changes in one call. Some parameters decay; the others are plain.
class Group(NamedTuple):
  pairs : List[int]
  decayed : __torch__.AdamWState
  plain : __torch__.AdamWState


class Bert(Module):

  # ==== State ====

  __parameters__ = []
  __buffers__ = []
  training : bool
  # What Java chooses.
  layers : int
  heads : int
  padding : int
  bf16 : bool
  gpu_operators : bool  # true for the operators that suit a GPU; a CPU has them too, so that tests can run them there
  dropout : float
  weight_decay : float
  decay_everything : bool
  clip_norm : float  # 0 for no clipping
  beta1 : float
  beta2 : float
  epsilon : float
  # libtorch's numbers of dtypes (c10::ScalarType). `dtype` is that of the arithmetic, `attention_dtype` that of attention:
  # the operator of a GPU keeps the scores in float32 itself.
  int16 : int
  float32 : int
  float64 : int
  bfloat16 : int
  dtype : int
  attention_dtype : int
  # One tensor for each parameter, in the order of Java's ParameterLayout: 5 of the embeddings, 12 of each layer, 5 of
  # the head.
  parameters : List[Tensor]
  means : List[Tensor]
  variances : List[Tensor]
  steps : Tensor
  # The parameters in the dtype of the arithmetic: in float32 themselves, in bf16 copies, which are stale after a change
  # that did not copy.
  typed : List[Tensor]
  stale : bool
  # The groups of AdamW. They are an attribute because the compiler takes changes to the tensors of a local list for
  # unused, and removes them.
  groups : List[__torch__.Group]
  # The factors of each part of the last batch, in the order of the parameters. In the place of a weight stands its
  # input, in the place of its bias the gradient of its output. In the places of a LayerNorm stand its gradients. The
  # part's ids follow.
  factors : List[List[Tensor]]
  # The gradients of the worker's earlier batches of the step: one for each parameter, or none at all.
  gradients : List[Tensor]
  # The gradients of the earlier workers of the step: one for each parameter, or none at all.
  earlier_workers : List[Tensor]
  # The state at the start of a round of local steps, and the sum of the workers' states in float64. None outside a
  # round. `round_steps` is the number of AdamW steps before the round.
  round_start : List[Tensor]
  round_steps : Tensor
  worker_sums : List[Tensor]
  # The momentum of the outer optimizer: one for each parameter, or none before the first round that needs it.
  velocities : List[Tensor]
  # Results that Java has not taken yet. It takes many at once, because to take one is to wait for the device.
  losses : List[Tensor]
  scores : List[Tensor]

  def __setstate__(
      self, state: Tuple[int, int, int, bool, bool, float, float, bool, float, float, float, float]) -> NoneType:
    self.training = True
    (self.layers, self.heads, self.padding, self.bf16, self.gpu_operators, self.dropout,
     self.weight_decay, self.decay_everything, self.clip_norm, self.beta1, self.beta2, self.epsilon) = state
    self.int16, self.float32, self.float64, self.bfloat16 = 2, 6, 7, 15
    self.dtype = self.bfloat16 if self.bf16 else self.float32
    self.attention_dtype = self.dtype if self.gpu_operators else self.float32
    self.parameters = annotate(List[Tensor], [])
    self.means = annotate(List[Tensor], [])
    self.variances = annotate(List[Tensor], [])
    self.steps = torch.zeros([], dtype=self.float32)
    self.typed = annotate(List[Tensor], [])
    self.stale = True
    self.groups = annotate(List[__torch__.Group], [])
    self.factors = annotate(List[List[Tensor]], [])
    self.gradients = annotate(List[Tensor], [])
    self.earlier_workers = annotate(List[Tensor], [])
    self.round_start = annotate(List[Tensor], [])
    self.round_steps = self.steps
    self.worker_sums = annotate(List[Tensor], [])
    self.velocities = annotate(List[Tensor], [])
    self.losses = annotate(List[Tensor], [])
    self.scores = annotate(List[Tensor], [])
    return None

  def __getstate__(self) -> Tuple[int, int, int, bool, bool, float, float, bool, float, float, float, float]:
    return (self.layers, self.heads, self.padding, self.bf16, self.gpu_operators, self.dropout,
            self.weight_decay, self.decay_everything, self.clip_norm, self.beta1, self.beta2, self.epsilon)

  # Takes parameters for inference alone. Several threads may ask the model at once, so they find nothing to change.
  def infer(self, parameters: List[Tensor]) -> Tensor:
    self.parameters = self.copies(parameters)
    self.take_types()
    return self.steps

  def take_types(self) -> NoneType:
    self.typed = [parameter.to(self.dtype) for parameter in self.parameters]
    self.stale = False
    return None

  # Takes parameters, and AdamW's state before the first step.
  def start(self, parameters: List[Tensor]) -> Tensor:
    zeros = [torch.zeros_like(parameter) for parameter in parameters]
    steps = torch.zeros([], dtype=self.float32, device=parameters[0].device)
    return self.load(parameters, zeros, zeros, steps)

  # Takes parameters, and AdamW's state after `steps` steps.
  def load(self, parameters: List[Tensor], means: List[Tensor], variances: List[Tensor], steps: Tensor) -> Tensor:
    self.parameters = self.copies(parameters)
    self.stale = True
    self.means = self.copies(means)
    self.variances = self.copies(variances)
    self.steps = steps.clone()
    self.drop_gradients()
    # A CPU has a thread for each group, a GPU one operator for all parameters.
    self.groups = annotate(List[__torch__.Group], [])
    if self.gpu_operators:
      self.groups.append(self.group(self.pairs()))
    else:
      for first in self.pairs():
        self.groups.append(self.group([first]))
    return self.steps

  # Tensors in memory of the engine's own: the memory that Java gives ends with the call.
  def copies(self, tensors: List[Tensor]) -> List[Tensor]:
    return [tensor.clone() for tensor in tensors]

  # Takes the momentum of the outer optimizer.
  def load_velocities(self, velocities: List[Tensor]) -> Tensor:
    self.velocities = self.copies(velocities)
    return self.steps

  # One tensor of the parameters (kind 0), AdamW's means (1), its variances (2), the gradients (3) or the momentum of
  # the outer optimizer (4).
  def tensor(self, kind: Tensor, index: Tensor) -> Tensor:
    self.collect()
    kinds = [self.parameters, self.means, self.variances, self.gradients, self.velocities]
    return kinds[int(kind)][int(index)].cpu()

  # The elements from `first` to `last`, excluded, of tensors that are laid end to end.
  def elements(self, tensors: List[Tensor], first: int, last: int) -> List[Tensor]:
    pieces = annotate(List[Tensor], [])
    start = 0
    for tensor in tensors:
      end = start + tensor.numel()
      if start < last and end > first:
        pieces.append(tensor.view([-1])[max(first, start) - start:min(last, end) - start])
      start = end
    return pieces

  # The parameters, and behind them AdamW's means and variances where the model has them.
  def state(self) -> List[Tensor]:
    return self.parameters + self.means + self.variances

  # A slice of the state: its elements from `first` to `last`, excluded.
  def state_slice(self, first: Tensor, last: Tensor) -> Tensor:
    return torch.cat(self.elements(self.state(), int(first), int(last))).cpu()

  # A slice of the gradients, in bf16 or as they are.
  def gradient_slice(self, first: Tensor, last: Tensor, bf16: Tensor) -> Tensor:
    self.collect()
    slice = torch.cat(self.elements(self.gradients, int(first), int(last)))
    return slice.to(self.bfloat16 if bool(bf16) else self.float32).cpu()

  # Sets the elements of the state from `first` on.
  def set_state(self, first: Tensor, values: Tensor) -> Tensor:
    self.stale = True
    return self.set(self.state(), int(first), values)

  # Sets the number of AdamW steps that were done.
  def set_steps(self, steps: Tensor) -> Tensor:
    self.steps.copy_(steps)
    return self.steps

  # Sets the elements of the gradients from `first` on. The caller sets all of them before a step.
  def set_gradients(self, first: Tensor, values: Tensor) -> Tensor:
    if len(self.gradients) == 0:
      self.gradients = [torch.empty_like(parameter) for parameter in self.parameters]
    return self.set(self.gradients, int(first), values)

  def set(self, tensors: List[Tensor], first: int, values: Tensor) -> Tensor:
    start = 0
    for piece in self.elements(tensors, first, first + values.numel()):
      end = start + piece.numel()
      piece.copy_(values[start:end])
      start = end
    return self.steps

  # The parameters by name, in the dtypes that the forward pass takes.
  def named(self) -> __torch__.Parameters:
    p = self.parameters
    if self.stale:
      self.take_types()
    typed = self.typed
    layers = annotate(List[__torch__.LayerParameters], [])
    for layer in range(self.layers):
      i = 5 + 12 * layer
      layers.append(__torch__.LayerParameters(
          typed[i], typed[i + 1], typed[i + 2], typed[i + 3], p[i + 4], p[i + 5],
          typed[i + 6], typed[i + 7], typed[i + 8], typed[i + 9], p[i + 10], p[i + 11]))
    i = 5 + 12 * self.layers
    return __torch__.Parameters(
        p[0], p[1], p[2], p[3], p[4], layers,
        typed[i], typed[i + 1], p[i + 2], p[i + 3], typed[0], typed[i + 4])

  # ==== Batches ====

  # The parts of a batch, on the model's device. Java sends the 7 tensors of each `Part`, one part after the other.
  def parts(self, batch: List[Tensor]) -> List[__torch__.Part]:
    tensors = self.here(batch)
    parts = annotate(List[__torch__.Part], [])
    for first in range(0, len(tensors), 7):
      ids, positions, rectangle, places, mask, scored, labels = tensors[first:first + 7]
      parts.append(__torch__.Part(ids, positions, rectangle, places, mask, scored, labels))
    return parts

  # Tensors on the model's device. A copy to a GPU starts from pinned memory, so that no thread waits for it.
  def here(self, tensors: List[Tensor]) -> List[Tensor]:
    parameter = self.parameters[0]
    moved = annotate(List[Tensor], [])
    for tensor in tensors:
      if tensor.is_cuda == parameter.is_cuda:
        moved.append(tensor)
      else:
        moved.append(tensor.pin_memory().to(parameter.device, non_blocking=True))
    return moved

  # ==== Dropout ====

  # Random bits for each part. They are drawn before the threads begin, so that the seed alone decides them. There are
  # none where nothing is dropped, and none for the operators of a GPU, which draw their own.
  def bits(self, parts: List[__torch__.Part]) -> List[__torch__.Bits]:
    width = self.parameters[0].size(1)
    drawn = annotate(List[__torch__.Bits], [])
    for part in parts:
      all_rows = 0
      scored_rows = 0
      attention = 0
      if self.dropout > 0. and not self.gpu_operators:
        all_rows = part.ids.size(0) * width
        scored_rows = part.scored.size(0) * width
        attention = part.mask.numel() * part.mask.size(1) * self.heads
      sizes = [all_rows]
      for layer in range(self.layers):
        rows = scored_rows if layer == self.layers - 1 else all_rows
        sizes.extend([attention, rows, rows])
      total = 0
      for size in sizes:  # the engine's own sum has 32 bits
        total = total + size
      bits = torch.split_with_sizes(torch.random_(torch.empty([total], dtype=self.int16)), sizes)
      layers = annotate(List[__torch__.LayerBits], [])
      for layer in range(self.layers):
        attention_bits, attention_output_bits, layer_output_bits = bits[1 + 3 * layer:4 + 3 * layer]
        layers.append(__torch__.LayerBits(attention_bits, attention_output_bits, layer_output_bits))
      drawn.append(__torch__.Bits(bits[0], layers))
    return drawn

  # In place of random bits, where nothing is dropped.
  def no_bits(self) -> __torch__.Bits:
    none = torch.empty([0], dtype=self.int16)
    return __torch__.Bits(none, [__torch__.LayerBits(none, none, none) for layer in range(self.layers)])

  # What dropout multiplies the elements of a tensor by: 0 with its probability, else the number that keeps the mean. A
  # CPU takes 15 random bits for an element, so that the probability is a multiple of 2^-15.
  def dropout_of(self, like: Tensor, bits: Tensor, probability: float) -> Tensor:
    if probability == 0.:
      return torch.ones([1], dtype=like.dtype, device=like.device)
    if self.gpu_operators:
      return torch.bernoulli_(torch.empty_like(like), 1. - probability).div_(1. - probability)
    zeros = int(probability * 32768. + 0.5)
    kept = 32768. / float(32768 - zeros)
    return torch.where(torch.ge(bits, zeros), kept, 0.).to(like.dtype).view(like.size())

  # ==== Attention ====

  # The moves of a layer where all tokens go on.
  def moves(self, part: __torch__.Part) -> __torch__.Moves:
    batch, longest = part.mask.size(0), part.mask.size(1)
    thirds = torch.arange(3, device=part.mask.device)
    heads = torch.arange(self.heads, device=part.mask.device)
    token_thirds = part.rectangle.view([1, batch, 1, longest]) * 3 + thirds.view([3, 1, 1, 1])
    row_of_place = token_thirds * self.heads + heads.view([1, 1, self.heads, 1])
    sentences = torch.floor_divide(part.places, longest).unsqueeze(1)
    place_of_context = (sentences * self.heads + heads) * longest + torch.remainder(part.places, longest).unsqueeze(1)
    place_of_row = place_of_context.unsqueeze(1) + (thirds * (part.mask.numel() * self.heads)).view([1, 3, 1])
    return __torch__.Moves(row_of_place.view([-1]), place_of_row.view([-1]), place_of_context.view([-1]))

  # The moves of the last layer, where only the scored tokens go on.
  def last_moves(self, moves: __torch__.Moves, scored: Tensor) -> __torch__.Moves:
    place_of_context = torch.index_select(moves.place_of_context.view([-1, self.heads]), 0, scored).view([-1])
    return __torch__.Moves(moves.row_of_place, moves.place_of_row, place_of_context)

  # What hides the padding from attention. The operator of a GPU takes the mask itself [B, 1, 1, T]. A CPU adds numbers
  # [B * heads, 1, T] to the scores: at padding one that is far below any score.
  def padding_mask(self, mask: Tensor) -> Tensor:
    batch, longest = mask.size(0), mask.size(1)
    if self.gpu_operators:
      return mask.view([batch, 1, 1, longest])
    hidden = torch.logical_not(mask).view([batch, 1, 1, longest])
    added = torch.masked_fill(torch.zeros([batch, 1, 1, longest], dtype=self.float32), hidden, -1e30)
    return added.expand([-1, self.heads, -1, -1]).reshape([-1, 1, longest])

  # The context [B * heads, T, D] of queries, keys and values [3, B * heads, T, D], and what their gradient needs.
  def attention(self, qkv: Tensor, padding_mask: Tensor, bits: Tensor, dropout: float) -> Tuple[Tensor, List[Tensor]]:
    longest, depth = qkv.size(2), qkv.size(3)
    if self.gpu_operators:  # one operator, whose gradient autograd knows
      leaf = qkv.view([3, -1, self.heads, longest, depth]).requires_grad_()
      q, k, v = torch.unbind(leaf)
      context = torch.scaled_dot_product_attention(q, k, v, padding_mask, dropout)
      return (context.detach().reshape([-1, longest, depth]), [leaf, context])
    q, k, v = torch.unbind(qkv)
    scores = torch.baddbmm(padding_mask, q, k.transpose(1, 2), alpha=float(depth) ** -0.5)
    weights = torch.softmax(scores, -1)
    weights_dropout = self.dropout_of(weights, bits, dropout)
    dropped_weights = weights * weights_dropout
    return (torch.bmm(dropped_weights, v), [qkv, weights, weights_dropout, dropped_weights])

  # The gradient of qkv. That of the context comes as rows [B * heads * T, D].
  def attention_back(self, d_context: Tensor, saved: List[Tensor]) -> Tensor:
    if self.gpu_operators:
      leaf, context = saved
      d_leaf = torch.grad([context], [leaf], annotate(List[Optional[Tensor]], [d_context.view(context.size())]))[0]
      return unchecked_cast(Tensor, d_leaf)
    qkv, weights, weights_dropout, dropped_weights = saved
    q, k, v = torch.unbind(qkv)
    d_context = d_context.view([-1, q.size(1), q.size(2)])
    d_qkv = torch.empty_like(qkv)
    d_q, d_k, d_v = torch.unbind(d_qkv)
    torch.bmm(dropped_weights.transpose(1, 2), d_context, out=d_v)
    d_weights = torch.bmm(d_context, v.transpose(1, 2)).mul_(weights_dropout)
    d_scores = torch._softmax_backward_data(d_weights, weights, -1, weights.dtype).mul_(float(q.size(2)) ** -0.5)
    torch.bmm(d_scores, k, out=d_q)
    torch.bmm(d_scores.transpose(1, 2), q, out=d_k)
    return d_qkv

  # ==== Layer ====

  def linear(self, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    return torch.addmm(bias, x, weight.t())

  # The LayerNorm of x, and what its gradients need.
  def norm(self, x: Tensor, weight: Tensor, bias: Tensor) -> Tuple[Tensor, __torch__.SavedNorm]:
    y, mean, rstd = torch.native_layer_norm(x, [x.size(-1)], weight, bias, 1e-12)
    return (y, __torch__.SavedNorm(x, mean, rstd))

  # The gradients of x, of the weight and of the bias.
  def norm_back(
      self, d_y: Tensor, saved: __torch__.SavedNorm, weight: Tensor, bias: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    x, mean, rstd = saved
    d_x, d_weight, d_bias = torch.native_layer_norm_backward(
        d_y, x, [x.size(-1)], mean, rstd, weight, bias, [True, True, True])
    return (d_x, d_weight, d_bias)

  # The output of a layer, and what its gradients need. After attention only the tokens `rows` go on, or all for None.
  def layer(
      self, w: __torch__.LayerParameters, x: Tensor, moves: __torch__.Moves, padding_mask: Tensor,
      rows: Optional[Tensor], bits: __torch__.LayerBits,
      dropout: float) -> Tuple[Tensor, __torch__.SavedLayer]:
    width, longest = x.size(1), padding_mask.size(-1)
    depth = width // self.heads

    input = x.to(self.dtype)
    qkv_rows = self.linear(input, w.qkv_weight, w.qkv_bias)
    attention_rows = qkv_rows.to(self.attention_dtype).view([-1, depth])
    qkv = torch.index_select(attention_rows, 0, moves.row_of_place).view([3, -1, longest, depth])
    padded_context, attention = self.attention(qkv, padding_mask, bits.attention, dropout)
    context_rows = torch.index_select(padded_context.view([-1, depth]), 0, moves.place_of_context)
    context = context_rows.view([-1, width]).to(self.dtype)
    if rows is not None:
      x = torch.index_select(x, 0, rows)
    attention_output = self.linear(context, w.context_weight, w.context_bias)
    attention_dropout = self.dropout_of(x, bits.attention_output, dropout)
    attention_sum = torch.addcmul(x, attention_output.to(self.float32), attention_dropout)
    x, attention_norm = self.norm(attention_sum, w.attention_norm_weight, w.attention_norm_bias)

    inner_input = x.to(self.dtype)
    inner = self.linear(inner_input, w.inner_weight, w.inner_bias)
    outer_input = torch.gelu(inner)
    outer = self.linear(outer_input, w.outer_weight, w.outer_bias)
    layer_dropout = self.dropout_of(x, bits.layer_output, dropout)
    layer_sum = torch.addcmul(x, outer.to(self.float32), layer_dropout)
    y, layer_norm = self.norm(layer_sum, w.layer_norm_weight, w.layer_norm_bias)

    saved = __torch__.SavedLayer(
        input, moves, attention, context, attention_dropout, attention_norm,
        inner_input, inner, outer_input, layer_dropout, layer_norm, rows)
    return (y, saved)

  # The gradient of the layer's x, and the factors of its parameters.
  def layer_back(
      self, w: __torch__.LayerParameters, d_y: Tensor, saved: __torch__.SavedLayer) -> Tuple[Tensor, List[Tensor]]:
    depth = w.qkv_weight.size(1) // self.heads
    places = saved.moves.row_of_place.size(0) // 3

    d_layer_sum, d_layer_norm_weight, d_layer_norm_bias = self.norm_back(
        d_y, saved.layer_norm, w.layer_norm_weight, w.layer_norm_bias)
    d_outer = torch.mul(d_layer_sum, saved.layer_dropout).to(self.dtype)
    d_inner = torch.gelu_backward(torch.mm(d_outer, w.outer_weight), saved.inner)
    d_inner_input = d_layer_sum.add_(torch.mm(d_inner, w.inner_weight))

    d_attention_sum, d_attention_norm_weight, d_attention_norm_bias = self.norm_back(
        d_inner_input, saved.attention_norm, w.attention_norm_weight, w.attention_norm_bias)
    d_attention_output = torch.mul(d_attention_sum, saved.attention_dropout).to(self.dtype)
    d_padded_context = torch.zeros([places, depth], dtype=self.attention_dtype, device=d_y.device)
    d_context = torch.mm(d_attention_output, w.context_weight).view([-1, depth])
    d_padded_context.index_copy_(0, saved.moves.place_of_context, d_context.to(self.attention_dtype))
    d_qkv = self.attention_back(d_padded_context, saved.attention)
    d_attention_rows = torch.index_select(d_qkv.reshape([-1, depth]), 0, saved.moves.place_of_row)
    d_qkv_rows = d_attention_rows.view([saved.input.size(0), -1]).to(self.dtype)
    d_x = torch.mm(d_qkv_rows, w.qkv_weight).to(self.float32)
    rows = saved.rows
    if rows is not None:
      d_x.index_add_(0, rows, d_attention_sum)
    else:
      d_x.add_(d_attention_sum)

    factors = [
        saved.input, d_qkv_rows,
        saved.context, d_attention_output,
        d_attention_norm_weight, d_attention_norm_bias,
        saved.inner_input, d_inner,
        saved.outer_input, d_outer,
        d_layer_norm_weight, d_layer_norm_bias]
    return (d_x, factors)

  # ==== Forward pass ====

  # The sum of the embeddings of each token, of its position and of its type. All tokens have the type 0.
  def embedded(self, w: __torch__.Parameters, part: __torch__.Part) -> Tensor:
    words = torch.embedding(w.word_embeddings, part.ids)
    return words.add_(w.token_type_embeddings[0]).add_(torch.embedding(w.position_embeddings, part.positions))

  # The hidden states [S, H] of the scored tokens after the last layer, and what the gradients need. Where `recorded` is
  # false, no layer is kept for them.
  def encode(
      self, w: __torch__.Parameters, part: __torch__.Part, bits: __torch__.Bits, dropout: float,
      recorded: bool) -> Tuple[Tensor, __torch__.SavedEncoder]:
    moves = self.moves(part)
    last_moves = self.last_moves(moves, part.scored)
    padding_mask = self.padding_mask(part.mask)
    x, embeddings_norm = self.norm(self.embedded(w, part), w.embeddings_norm_weight, w.embeddings_norm_bias)
    embeddings_dropout = self.dropout_of(x, bits.embeddings, dropout)
    x = x * embeddings_dropout
    layers = annotate(List[__torch__.SavedLayer], [])
    for i in range(self.layers):
      last = i == self.layers - 1
      x, saved = self.layer(
          w.layers[i], x, last_moves if last else moves, padding_mask, part.scored if last else None,
          bits.layers[i], dropout)
      if recorded:
        layers.append(saved)
    return (x, __torch__.SavedEncoder(embeddings_norm, embeddings_dropout, layers))

  # The logits [S, V] of hidden states [S, H], and what their gradients need.
  def head(self, w: __torch__.Parameters, hidden: Tensor) -> Tuple[Tensor, __torch__.SavedHead]:
    input = hidden.to(self.dtype)
    transformed = self.linear(input, w.transform_weight, w.transform_bias)
    x, norm = self.norm(torch.gelu(transformed).to(self.float32), w.transform_norm_weight, w.transform_norm_bias)
    decoder_input = x.to(self.dtype)
    logits = self.linear(decoder_input, w.decoder_weight, w.decoder_bias).to(self.float32)
    return (logits, __torch__.SavedHead(input, transformed, norm, decoder_input))

  # The hidden states [S, H] of the scored tokens after the last layer, without dropout.
  def states(self, w: __torch__.Parameters, part: __torch__.Part) -> Tensor:
    return self.encode(w, part, self.no_bits(), 0., False)[0]

  # The logits [S, V] of the scored tokens, without dropout.
  def predict(self, w: __torch__.Parameters, part: __torch__.Part) -> Tensor:
    return self.head(w, self.states(w, part))[0]

  # The same for a batch of one part.
  def logits(self, batch: List[Tensor]) -> Tensor:
    return self.predict(self.named(), self.parts(batch)[0])

  # For a batch of one part whose tokens are all scored: the mean [B, H] of each sentence's hidden states after the last
  # layer.
  def vectors(self, batch: List[Tensor]) -> Tensor:
    part = self.parts(batch)[0]
    states = self.states(self.named(), part)
    attended = part.mask.unsqueeze(-1).to(self.float32)
    rectangle = torch.index_select(states, 0, part.rectangle).view([part.mask.size(0), part.mask.size(1), -1])
    return torch.div(torch.sum(rectangle * attended, [1]), torch.sum(attended, [1]))

  # The score [3] of a part, in float64: the sum of the loss over the scored tokens, for how many of these tokens the
  # label is the most probable token, and for how many it is among the five most probable.
  def score(self, w: __torch__.Parameters, part: __torch__.Part) -> Tensor:
    logits = self.predict(w, part)
    loss = torch.cross_entropy_loss(logits, part.labels, reduction=2)  # the sum
    best = torch.topk(logits, 5)[1] == part.labels.unsqueeze(1)
    top1 = best.select(1, 0).sum()
    return torch.stack([loss.to(self.float64), top1.to(self.float64), best.sum().to(self.float64)])

  # Scores a batch.
  def evaluate(self, batch: List[Tensor]) -> Tensor:
    w = self.named()
    parts = self.parts(batch)
    futures = [fork(self.score, w, part) for part in parts]
    for future in futures:
      self.scores.append(torch.wait(future))
    return self.steps

  # The sum of the scores since Java last took it.
  def take_scores(self) -> Tensor:
    scores = torch.sum(torch.stack(self.scores), [0])
    self.scores = annotate(List[Tensor], [])
    return scores.cpu()

  # ==== Loss and backward pass ====

  # The losses [2] of a part, and the gradient of the logits. The first loss is the sum over the scored tokens, and the
  # gradient is that of this loss times `scale`. If all tokens are scored, the second loss is the sum over those that
  # stand in another token's place; otherwise it equals the first.
  def part_losses(self, logits: Tensor, part: __torch__.Part, scale: float) -> Tuple[Tensor, Tensor]:
    log_probabilities = torch.log_softmax(logits, -1)
    labels = part.labels.unsqueeze(1)
    losses = torch.gather(log_probabilities, 1, labels).neg_()
    loss = torch.sum(losses)
    replaced = loss
    if part.scored.size(0) == part.ids.size(0):
      replaced = torch.sum(losses.squeeze(1) * torch.ne(part.ids, part.labels))
    probabilities = log_probabilities.exp_()
    d_logits = probabilities.scatter_add_(1, labels, torch.full_like(losses, -1.)).mul_(scale).to(self.dtype)
    return (torch.stack([loss, replaced]), d_logits)

  # The gradient of the hidden states, and the factors of the head's parameters.
  def head_back(
      self, w: __torch__.Parameters, d_logits: Tensor, saved: __torch__.SavedHead) -> Tuple[Tensor, List[Tensor]]:
    d_decoder_input = torch.mm(d_logits, w.decoder_weight).to(self.float32)
    d_activated, d_norm_weight, d_norm_bias = self.norm_back(
        d_decoder_input, saved.norm, w.transform_norm_weight, w.transform_norm_bias)
    d_transformed = torch.gelu_backward(d_activated.to(self.dtype), saved.transformed)
    d_hidden = torch.mm(d_transformed, w.transform_weight).to(self.float32)
    return (d_hidden, [saved.input, d_transformed, d_norm_weight, d_norm_bias, d_logits])

  # The losses of a part, and the factors of its gradients.
  def part(
      self, w: __torch__.Parameters, part: __torch__.Part, bits: __torch__.Bits,
      scale: float) -> __torch__.PartResult:
    hidden, encoder = self.encode(w, part, bits, self.dropout, True)
    logits, head = self.head(w, hidden)
    losses, d_logits = self.part_losses(logits, part, scale)
    d_x, factors = self.head_back(w, d_logits, head)
    for i in range(self.layers - 1, -1, -1):
      d_x, layer_factors = self.layer_back(w.layers[i], d_x, encoder.layers.pop(-1))
      factors = layer_factors + factors
    d_embedded, d_norm_weight, d_norm_bias = self.norm_back(
        d_x * encoder.embeddings_dropout, encoder.embeddings_norm, w.embeddings_norm_weight, w.embeddings_norm_bias)
    # The word embeddings are the weight of the decoder too: in their place stands its input. Ids and positions are
    # copied because the memory that Java gives ends with the call.
    embeddings_factors = [head.decoder_input, part.positions.clone(), d_embedded, d_norm_weight, d_norm_bias]
    return __torch__.PartResult(embeddings_factors + factors + [part.ids.clone()], losses)

  # Adds the gradients of a batch to those of the step: the gradients of its loss, summed over the scored tokens, times
  # `scale`.
  def accumulate(self, batch: List[Tensor], scale: Tensor, seed: Tensor) -> Tensor:
    self.collect()
    torch.manual_seed(int(seed))
    parts = self.parts(batch)
    bits = self.bits(parts)
    w = self.named()
    futures = [fork(self.part, w, parts[i], bits[i], float(scale)) for i in range(len(parts))]
    losses = annotate(List[Tensor], [])
    for future in futures:
      result = torch.wait(future)
      losses.append(result.losses)
      self.factors.append(result.factors)
    self.losses.append(torch.sum(torch.stack(losses), [0]))
    return self.steps

  # The losses [batches, 2] since Java last took them, in float64.
  def take_losses(self) -> Tensor:
    losses = torch.stack(self.losses).to(self.float64)
    self.losses = annotate(List[Tensor], [])
    return losses.cpu()

  # ==== Gradients from factors ====

  # One thread makes the gradients of a pair of parameters: of a weight and its bias, of both vectors of a LayerNorm, of
  # the embeddings of positions and types. The first parameter names the pair. The word embeddings are paired with the
  # last parameter, the decoder's bias, as both come from the gradient of the logits.
  def pairs(self) -> List[int]:
    return [0] + [1 + 2 * i for i in range(len(self.parameters) // 2 - 1)]

  def pair(self, first: int) -> List[int]:
    return [0, len(self.parameters) - 1] if first == 0 else [first, first + 1]

  # Takes the tensors of the parameters `members` from one tensor for each parameter.
  def take(self, tensors: List[Tensor], members: List[int]) -> List[Tensor]:
    return [tensors[member] for member in members]

  # A factor of all parts.
  def joined(self, i: int) -> Tensor:
    tensors = [part[i] for part in self.factors]
    return tensors[0] if len(tensors) == 1 else torch.cat(tensors)

  # The sum over the parts of a vector's gradients.
  def summed(self, i: int) -> Tensor:
    return self.joined(i).view([len(self.factors), -1]).sum([0])

  # The gradients of a pair from the factors of the last batch.
  def batch_gradients(self, first: int) -> List[Tensor]:
    last = len(self.parameters) - 1
    if first == 0:
      ids, d_embedded, d_logits = self.joined(last + 1), self.joined(2), self.joined(last)
      d_words = torch.mm(d_logits.t(), self.joined(0)).to(self.float32)
      if self.gpu_operators:  # index_add_ is not deterministic on a GPU
        d_words.add_(torch.embedding_dense_backward(
            d_embedded, ids, num_weights=d_words.size(0), padding_idx=self.padding, scale_grad_by_freq=False))
      else:
        is_padding = torch.eq(ids, self.padding).unsqueeze(1)
        d_words.index_add_(0, ids, torch.masked_fill(d_embedded, is_padding, 0.))
      return [d_words, torch.sum(d_logits, [0], dtype=self.float32)]
    if first == 1:
      positions, d_embedded = self.joined(1), self.joined(2)
      d_types = torch.zeros_like(self.parameters[2])
      d_types[0].copy_(torch.sum(d_embedded, [0]))
      d_positions = torch.embedding_dense_backward(
          d_embedded, positions, num_weights=self.parameters[1].size(0), padding_idx=-1, scale_grad_by_freq=False)
      return [d_positions, d_types]
    if self.parameters[first].dim() == 1:  # a LayerNorm
      return [self.summed(first), self.summed(first + 1)]
    input, d_output = self.joined(first), self.joined(first + 1)
    return [torch.mm(d_output.t(), input).to(self.float32), torch.sum(d_output, [0], dtype=self.float32)]

  # The gradients of a pair over all batches of the step.
  def step_gradients(self, first: int) -> List[Tensor]:
    earlier = annotate(List[Tensor], [])
    if len(self.gradients) > 0:
      earlier = self.take(self.gradients, self.pair(first))
    if len(self.factors) == 0:
      return earlier
    gradients = self.batch_gradients(first)
    if len(earlier) > 0:
      torch._foreach_add_(gradients, earlier)
    return gradients

  # One tensor for each parameter, from the results for each pair.
  def of_pairs(self, futures: List[Future[List[Tensor]]]) -> List[Tensor]:
    tensors = annotate(List[Tensor], [])
    for future in futures:
      tensors.extend(torch.wait(future))
    tensors.append(tensors.pop(1))  # the decoder's bias is the last parameter
    return tensors

  # Makes gradients of the factors, where there are any.
  def collect(self) -> NoneType:
    if len(self.factors) > 0:
      self.gradients = self.of_pairs([fork(self.step_gradients, first) for first in self.pairs()])
      self.factors = annotate(List[List[Tensor]], [])
    return None

  # Adds the gradients of a worker, rounded to bf16 or as they are, to those of the earlier workers.
  def end_worker(self, bf16: Tensor) -> Tensor:
    self.collect()
    if bool(bf16):
      for gradient in self.gradients:
        gradient.copy_(gradient.to(self.bfloat16))
    self.add_worker_gradients()
    return self.steps

  def add_worker_gradients(self) -> NoneType:
    if len(self.gradients) > 0:
      if len(self.earlier_workers) > 0:
        torch._foreach_add_(self.earlier_workers, self.gradients)
      else:
        self.earlier_workers = self.gradients
      self.gradients = annotate(List[Tensor], [])
    return None

  # Forgets the gradients and the losses of a step.
  def drop_gradients(self) -> Tensor:
    self.factors = annotate(List[List[Tensor]], [])
    self.gradients = annotate(List[Tensor], [])
    self.earlier_workers = annotate(List[Tensor], [])
    self.losses = annotate(List[Tensor], [])
    return self.steps

  # ==== AdamW ====

  def group(self, pairs: List[int]) -> __torch__.Group:
    members = self.members(pairs)
    return __torch__.Group(pairs, self.adamw_state(members, True), self.adamw_state(members, False))

  # The parameters of pairs.
  def members(self, pairs: List[int]) -> List[int]:
    members = annotate(List[int], [])
    for first in pairs:
      members.extend(self.pair(first))
    return members

  # The state of the parameters `members` that decay, or of the others.
  def adamw_state(self, members: List[int], decayed: bool) -> __torch__.AdamWState:
    return __torch__.AdamWState(
        self.chosen(self.take(self.parameters, members), members, decayed),
        self.chosen(self.take(self.means, members), members, decayed),
        self.chosen(self.take(self.variances, members), members, decayed))

  # Chooses among one tensor for each of the parameters `members`: those whose parameters decay, or the others.
  def chosen(self, tensors: List[Tensor], members: List[int], decayed: bool) -> List[Tensor]:
    chosen = annotate(List[Tensor], [])
    for i in range(len(members)):
      # Weights and embeddings are matrices. Biases and LayerNorms are vectors.
      if (self.decay_everything or self.parameters[members[i]].dim() > 1) == decayed:
        chosen.append(tensors[i])
    return chosen

  # One AdamW step with the gradients that were accumulated (Loshchilov and Hutter, 2019).
  def update(self, learning_rate: Tensor) -> Tensor:
    if len(self.earlier_workers) > 0:
      self.collect()
      self.add_worker_gradients()
      self.gradients = self.earlier_workers
      self.earlier_workers = annotate(List[Tensor], [])
    scale = torch.ones([], device=self.steps.device)
    if self.clip_norm > 0.:
      self.collect()
      global_norm = torch.linalg_vector_norm(torch.stack(self.norms()))
      scale = torch.clamp(self.clip_norm / (global_norm + 1e-6), max=1.)
    self.steps.add_(1)
    futures = [fork(self.update_group, group, float(learning_rate), scale) for group in self.groups]
    for future in futures:
      torch.wait(future)
    self.factors = annotate(List[List[Tensor]], [])
    self.gradients = annotate(List[Tensor], [])
    return self.steps

  # The norm of each gradient.
  def norms(self) -> List[Tensor]:
    if self.gpu_operators:
      return torch._foreach_norm(self.gradients)
    return self.of_pairs([fork(self.norms_of, self.pair(first)) for first in self.pairs()])

  def norms_of(self, members: List[int]) -> List[Tensor]:
    return torch._foreach_norm(self.take(self.gradients, members))

  # Changes the parameters of a group with their gradients times `scale`.
  def update_group(self, group: __torch__.Group, learning_rate: float, scale: Tensor) -> NoneType:
    gradients = annotate(List[Tensor], [])
    for first in group.pairs:
      gradients.extend(self.step_gradients(first))
    # To look at `scale` would be to wait for a GPU. A CPU looks, and saves the multiplication where nothing is clipped.
    if self.clip_norm > 0. and (self.gpu_operators or float(scale) != 1.):
      torch._foreach_mul_(gradients, scale)
    members = self.members(group.pairs)
    self.adamw(group.decayed, self.chosen(gradients, members, True), learning_rate, self.weight_decay)
    self.adamw(group.plain, self.chosen(gradients, members, False), learning_rate, 0.)
    if self.bf16 and not self.stale:
      for member in members:
        self.typed[member].copy_(self.parameters[member])
    return None

  def adamw(
      self, state: __torch__.AdamWState, gradients: List[Tensor], learning_rate: float,
      weight_decay: float) -> NoneType:
    if len(gradients) > 0:
      torch._fused_adamw_(
          state.parameters, gradients, state.means, state.variances, annotate(List[Tensor], []),
          [self.steps for gradient in gradients], lr=learning_rate, beta1=self.beta1, beta2=self.beta2,
          weight_decay=weight_decay, eps=self.epsilon, amsgrad=False, maximize=False)
    return None

  # ==== Rounds of local steps ====
  #
  # In a round each worker does AdamW steps of its own, all from the same state. The mean of their states ends it.

  # Keeps the state from which the round starts.
  def begin_round(self) -> Tensor:
    self.round_start = self.copies(self.state())
    self.round_steps = self.steps.clone()
    return self.steps

  # Goes back to the state from which the round started.
  def restart_round(self) -> Tensor:
    torch._foreach_copy_(self.state(), self.round_start)
    self.stale = True
    self.steps.copy_(self.round_steps)
    return self.steps

  # Adds the state of a worker to those of the earlier workers of the round.
  def add_worker(self) -> Tensor:
    state = self.state()
    if len(self.worker_sums) == 0:
      self.worker_sums = [tensor.to(self.float64) for tensor in state]
    else:
      for i in range(len(state)):
        self.worker_sums[i].add_(state[i])
    return self.steps

  # Takes the mean of the states of `workers` workers.
  def average_workers(self, workers: Tensor) -> Tensor:
    torch._foreach_copy_(self.state(), torch._foreach_div(self.worker_sums, int(workers)))
    self.stale = True
    self.worker_sums = annotate(List[Tensor], [])
    return self.steps

  # Ends a round after `steps` AdamW steps, whose mean is the state now: one step of the outer optimizer, SGD with
  # Nesterov's momentum, along the way from the mean to the start (Douillard et al., 2023). At rate 1 without momentum
  # it ends at the mean itself.
  def end_round(self, steps: Tensor, outer_learning_rate: Tensor, outer_momentum: Tensor) -> Tensor:
    rate = float(outer_learning_rate)
    momentum = float(outer_momentum)
    if momentum > 0. and len(self.velocities) == 0:
      self.velocities = [torch.zeros_like(parameter) for parameter in self.parameters]
    if momentum > 0. or rate != 1.:
      for i in range(len(self.parameters)):
        d = self.round_start[i] - self.parameters[i]
        if momentum > 0.:
          self.velocities[i].mul_(momentum).add_(d)
          d = d + self.velocities[i] * momentum
        self.parameters[i].copy_(self.round_start[i] - d * rate)
      self.stale = True
    self.round_start = annotate(List[Tensor], [])
    return self.set_steps(steps)
