# BERT for masked language modelling as one TorchScript module: forward pass, gradients and AdamW.
#
# Shapes: N tokens of the batch laid end to end, without padding; B sentences; T the longest of them; S scored tokens; H the width; V the vocabulary.
# ids, positions    [N]     token and position of each token
# rectangle         [B*T]   the token at each place of the batch as a rectangle, any token where it is padding
# places            [N]     the place in the rectangle of each token; empty where the rectangle is the tokens themselves
# mask              [B, T]  true where there is a token to attend to
# scored, labels    [S]     the tokens that are scored, among the N, and what they should be
#
# Parameters are in the order of ParameterLayout: 5 of the embeddings, 12 of each layer, 5 of the head.
class Bert(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  layers : int
  heads : int
  padding : int
  dtype : int
  dropout : float
  weight_decay : float
  decay_everything : bool
  clip_norm : float
  parameters : List[Tensor]
  gradients : List[Tensor]
  means : List[Tensor]
  variances : List[Tensor]
  steps : Tensor
  # Parameters, means and variances of those that decay, and of the others. They are attributes because the compiler takes
  # what is written into lists of its own for unused.
  decayed : List[List[Tensor]]
  plain : List[List[Tensor]]
  # What was computed since it was last taken: reading it back waits for the device.
  losses : List[Tensor]
  scores : List[Tensor]

  def __setstate__(self: __torch__.Bert, state: Tuple[int, int, int, int, float, float, bool, float]) -> NoneType:
    self.training = True
    self.layers, self.heads, self.padding, self.dtype, self.dropout, self.weight_decay, self.decay_everything, self.clip_norm = state
    self.parameters = annotate(List[Tensor], [])
    self.gradients = annotate(List[Tensor], [])
    self.means = annotate(List[Tensor], [])
    self.variances = annotate(List[Tensor], [])
    self.steps = torch.zeros([], dtype=6)
    self.decayed = annotate(List[List[Tensor]], [])
    self.plain = annotate(List[List[Tensor]], [])
    self.losses = annotate(List[Tensor], [])
    self.scores = annotate(List[Tensor], [])
    return None

  def __getstate__(self: __torch__.Bert) -> Tuple[int, int, int, int, float, float, bool, float]:
    return (self.layers, self.heads, self.padding, self.dtype, self.dropout, self.weight_decay, self.decay_everything, self.clip_norm)

  # Takes parameters, and AdamW's state after `steps` steps.
  def load(self: __torch__.Bert, parameters: List[Tensor], means: List[Tensor], variances: List[Tensor], steps: Tensor) -> Tensor:
    self.parameters = self.copies(parameters)
    self.means = self.copies(means)
    self.variances = self.copies(variances)
    self.steps = steps.clone()
    self.gradients = annotate(List[Tensor], [])
    self.decayed = [self.pick(self.parameters, True), self.pick(self.means, True), self.pick(self.variances, True)]
    self.plain = [self.pick(self.parameters, False), self.pick(self.means, False), self.pick(self.variances, False)]
    return self.steps

  # Tensors in the engine's own memory, whoever owned what was given.
  def copies(self: __torch__.Bert, tensors: List[Tensor]) -> List[Tensor]:
    copied = annotate(List[Tensor], [])
    for t in tensors:
      copied.append(t.clone())
    return copied

  # Of tensors in the order of the parameters, those whose parameters decay, or the others.
  # Weights and embeddings are matrices, biases and LayerNorms are vectors.
  def pick(self: __torch__.Bert, tensors: List[Tensor], decayed: bool) -> List[Tensor]:
    picked = annotate(List[Tensor], [])
    for i in range(len(tensors)):
      if (self.decay_everything or self.parameters[i].dim() > 1) == decayed:
        picked.append(tensors[i])
    return picked

  # Takes parameters, and AdamW's state before the first step.
  def start(self: __torch__.Bert, parameters: List[Tensor]) -> Tensor:
    zeros = annotate(List[Tensor], [])
    for p in parameters:
      zeros.append(torch.zeros_like(p))
    return self.load(parameters, zeros, zeros, torch.zeros([], dtype=6, device=parameters[0].device))

  # Takes parameters for inference alone.
  def infer(self: __torch__.Bert, parameters: List[Tensor]) -> Tensor:
    self.parameters = self.copies(parameters)
    return self.steps

  # One tensor of the parameters (kind 0), AdamW's means (1) and variances (2), or the gradients (3).
  def tensor(self: __torch__.Bert, kind: Tensor, index: Tensor) -> Tensor:
    return [self.parameters, self.means, self.variances, self.gradients][int(kind)][int(index)].cpu()

  # A batch's tensors on the model's device. Copies to a GPU start from pinned memory, so that nobody waits for them.
  def here(self: __torch__.Bert, tensors: List[Tensor]) -> List[Tensor]:
    parameter = self.parameters[0]
    moved = annotate(List[Tensor], [])
    for t in tensors:
      if t.is_cuda == parameter.is_cuda:
        moved.append(t)
      else:
        moved.append(t.pin_memory().to(parameter.device, None, True))
    return moved

  def linear(self: __torch__.Bert, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    return torch.linear(x.to(self.dtype), weight.to(self.dtype), bias.to(self.dtype))

  def normalized(self: __torch__.Bert, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    return torch.layer_norm(x.to(6), [x.size(-1)], weight, bias, 1e-12)

  # Zeroes elements with a probability, and scales the others to keep the mean. The CPU draws 15 bits an element, so the
  # probability is a multiple of 2^-15: its own dropout takes twice the time.
  def dropped(self: __torch__.Bert, x: Tensor, dropout: float) -> Tensor:
    if dropout == 0. or x.is_cuda:
      return torch.dropout(x, dropout, dropout > 0.)
    zeros = int(dropout * 32768. + 0.5)
    kept = torch.ge(torch.random_(torch.empty(x.size(), dtype=2)), zeros)
    return x * torch.where(kept, 32768. / float(32768 - zeros), 0.).to(x.dtype)

  # What each token takes from the tokens of its sentence; q, k, v [B, heads, T, H / heads], mask [B, 1, 1, T].
  def attention(self: __torch__.Bert, q: Tensor, k: Tensor, v: Tensor, mask: Tensor, dropout: float) -> Tensor:
    if dropout == 0. or q.is_cuda:
      return torch.scaled_dot_product_attention(q, k, v, mask, dropout)
    # The engine's kernel for the CPU has no dropout.
    shape = [-1, q.size(2), q.size(3)]
    unseen = torch.masked_fill(torch.zeros(mask.size(), dtype=q.dtype), torch.logical_not(mask), -1e30)
    unseen = unseen.expand([-1, q.size(1), -1, -1]).reshape([-1, 1, q.size(2)])
    scores = torch.baddbmm(unseen, q.reshape(shape), k.reshape(shape).transpose(1, 2), alpha=float(q.size(3)) ** -0.5)
    return torch.bmm(self.dropped(torch.softmax(scores, -1), dropout), v.reshape(shape)).view(q.size())

  # The hidden states [S, H] of the scored tokens after the last layer; w the parameters, words [N, H] the rows of the word embeddings.
  def encode(self: __torch__.Bert, w: List[Tensor], words: Tensor, positions: Tensor, rectangle: Tensor, places: Tensor, mask: Tensor, scored: Tensor, dropout: float) -> Tensor:
    batch, longest = mask.size(0), mask.size(1)
    width = words.size(1)
    x = words + w[2][0] + torch.embedding(w[1], positions)
    x = self.dropped(self.normalized(x, w[3], w[4]), dropout)
    for layer in range(self.layers):
      i = 5 + 12 * layer
      qkv = self.linear(x, w[i], w[i + 1])
      if places.size(0) > 0:
        qkv = torch.index_select(qkv, 0, rectangle)
      q, k, v = torch.unbind(qkv.view(batch, longest, 3, self.heads, width // self.heads).permute([2, 0, 3, 1, 4]).contiguous())
      context = self.attention(q, k, v, mask.view(batch, 1, 1, longest), dropout).transpose(1, 2).reshape([batch * longest, width])
      # What follows the last layer's attention is only wanted where it is scored.
      wanted = places
      if layer == self.layers - 1:
        x = torch.index_select(x, 0, scored)
        wanted = scored
        if places.size(0) > 0:
          wanted = torch.index_select(places, 0, scored)
      if wanted.size(0) > 0:
        context = torch.index_select(context, 0, wanted)
      x = self.normalized(x + self.dropped(self.linear(context, w[i + 2], w[i + 3]), dropout), w[i + 4], w[i + 5])
      inner = torch.gelu(self.linear(x, w[i + 6], w[i + 7]))
      x = self.normalized(x + self.dropped(self.linear(inner, w[i + 8], w[i + 9]), dropout), w[i + 10], w[i + 11])
    return x

  # The logits [S, V] of hidden states [S, H].
  def head(self: __torch__.Bert, w: List[Tensor], hidden: Tensor) -> Tensor:
    i = 5 + 12 * self.layers
    x = self.normalized(torch.gelu(self.linear(hidden, w[i], w[i + 1])), w[i + 2], w[i + 3])
    return self.linear(x, w[0], w[i + 4]).to(6)

  def logits(self: __torch__.Bert, ids: Tensor, positions: Tensor, rectangle: Tensor, places: Tensor, mask: Tensor, scored: Tensor) -> Tensor:
    ids, positions, rectangle, places, mask, scored = self.here([ids, positions, rectangle, places, mask, scored])
    hidden = self.encode(self.parameters, torch.embedding(self.parameters[0], ids), positions, rectangle, places, mask, scored, 0.)
    return self.head(self.parameters, hidden)

  # Scores a batch: the sum of the loss over the scored tokens, how many of them are the most probable token, and how many among the five most probable.
  def evaluate(self: __torch__.Bert, ids: Tensor, positions: Tensor, rectangle: Tensor, places: Tensor, mask: Tensor, scored: Tensor, labels: Tensor) -> Tensor:
    logits = self.logits(ids, positions, rectangle, places, mask, scored)
    labels = self.here([labels])[0]
    loss = torch.cross_entropy_loss(logits, labels, None, 2)
    best = torch.topk(logits, 5)[1] == labels.unsqueeze(1)
    self.scores.append(torch.stack([loss.to(7), best.select(1, 0).sum().to(7), best.sum().to(7)]))
    return labels

  # The sums [3] of what `evaluate` found since they were last taken.
  def take_scores(self: __torch__.Bert) -> Tensor:
    taken = torch.sum(torch.stack(self.scores), [0])
    self.scores = annotate(List[Tensor], [])
    return taken.cpu()

  # Adds the gradients of loss * scale to those of the step, loss being the sum over the scored tokens, which is returned.
  def accumulate(self: __torch__.Bert, ids: Tensor, positions: Tensor, rectangle: Tensor, places: Tensor, mask: Tensor, scored: Tensor, labels: Tensor, scale: Tensor, seed: Tensor) -> Tensor:
    torch.manual_seed(int(seed))
    ids, positions, rectangle, places, mask, scored, labels = self.here([ids, positions, rectangle, places, mask, scored, labels])
    # The rows that are looked up are a leaf of their own: the gradient of the embeddings is then that of the tied decoder,
    # to which the rows' are added, instead of two dense matrices.
    words = torch.embedding(self.parameters[0], ids).requires_grad_()
    leaves = [words]
    for p in self.parameters:
      leaves.append(p.detach().requires_grad_())
    w = leaves[1:]
    hidden = self.encode(w, words, positions, rectangle, places, mask, scored, self.dropout)
    logits = self.head(w, hidden)
    if scored.size(0) == ids.size(0):
      losses = torch.cross_entropy_loss(logits, labels, None, 0)
      loss = torch.sum(losses)
      replaced = torch.sum(losses.detach() * torch.ne(ids, labels))
    else:
      loss = torch.cross_entropy_loss(logits, labels, None, 2)
      replaced = loss.detach()
    self.losses.append(torch.stack([loss.detach(), replaced]))
    found = torch.grad([loss * float(scale)], leaves)
    gradients = annotate(List[Tensor], [])
    for g in found:
      gradients.append(unchecked_cast(Tensor, g))
    rows = gradients.pop(0).masked_fill_(torch.eq(ids, self.padding).unsqueeze(1), 0.)
    if rows.is_cuda:  # index_add_ is not deterministic there
      gradients[0].add_(torch.embedding_dense_backward(rows, ids, gradients[0].size(0), self.padding, False))
    else:
      gradients[0].index_add_(0, ids, rows)
    if len(self.gradients) == 0:
      self.gradients = gradients
    else:
      torch._foreach_add_(self.gradients, gradients)
    return loss.detach()

  # The losses [calls, 2] that `accumulate` found since they were last taken: over all scored tokens, and where every token
  # is scored over those that stand in another's place.
  def take_losses(self: __torch__.Bert) -> Tensor:
    taken = torch.stack(self.losses).to(7)
    self.losses = annotate(List[Tensor], [])
    return taken.cpu()

  def adamw(self: __torch__.Bert, group: List[List[Tensor]], gradients: List[Tensor], learning_rate: float, weight_decay: float) -> NoneType:
    steps = annotate(List[Tensor], [])
    for g in gradients:
      steps.append(self.steps)
    if len(gradients) > 0:
      torch._fused_adamw_(group[0], gradients, group[1], group[2], annotate(List[Tensor], []), steps, lr=learning_rate, beta1=0.9, beta2=0.999, weight_decay=weight_decay, eps=1e-8, amsgrad=False, maximize=False)
    return None

  # One AdamW step (Loshchilov, Hutter 2019; betas 0.9, 0.999; eps 1e-8) with the gradients that were accumulated.
  def update(self: __torch__.Bert, learning_rate: Tensor) -> Tensor:
    if self.clip_norm > 0.:
      norm = torch.linalg_vector_norm(torch.stack(torch._foreach_norm(self.gradients)))
      torch._foreach_mul_(self.gradients, torch.clamp(self.clip_norm / (norm + 1e-6), max=1.))
    self.steps.add_(1)
    rate = float(learning_rate)
    self.adamw(self.decayed, self.pick(self.gradients, True), rate, self.weight_decay)
    self.adamw(self.plain, self.pick(self.gradients, False), rate, 0.)
    self.gradients = annotate(List[Tensor], [])
    return self.steps
