# BERT for masked language modelling as one TorchScript module: forward pass, gradients and AdamW.
#
# A batch comes in parts, each computed by a thread of its own from end to end: threads that share each small operator would
# wait for one another a thousand times a step. Gradients are written out, which autograd would find: what a weight's gradient
# is the product of is kept (its factors), and the products over all parts are then made by as many threads.
#
# Shapes: N tokens of a part laid end to end, without padding; B sentences; T the longest of them; S scored tokens; H the width; D = H / heads; V the vocabulary.
# ids, positions    [N]     token and position of each token
# rectangle         [B*T]   the token at each place of the part as a rectangle, any token where it is padding
# places            [N]     the place in the rectangle of each token
# mask              [B, T]  true where there is a token to attend to
# scored, labels    [S]     the tokens that are scored, among the N, and what they should be
#
# Parameters are in the order of ParameterLayout: 5 of the embeddings, 12 of each layer, 5 of the head. Factors are in the same
# order: in a weight's place its input, in its bias's place the gradient of its output; in a LayerNorm's its gradients.
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
  means : List[Tensor]
  variances : List[Tensor]
  steps : Tensor
  # The factors of each part that was accumulated last, and the gradients of those before: none, or one of each parameter.
  factors : List[List[Tensor]]
  gradients : List[Tensor]
  # The pairs (see `pair`) that AdamW changes in one call, and their parameters, means and variances: of those that decay, and of
  # the others. They are attributes because the compiler takes what is written into lists of its own for unused.
  groups : List[List[int]]
  decayed : List[List[List[Tensor]]]
  plain : List[List[List[Tensor]]]
  # What was computed since it was last taken: reading it back waits for the device.
  losses : List[Tensor]
  scores : List[Tensor]

  def __setstate__(self: __torch__.Bert, state: Tuple[int, int, int, int, float, float, bool, float]) -> NoneType:
    self.training = True
    self.layers, self.heads, self.padding, self.dtype, self.dropout, self.weight_decay, self.decay_everything, self.clip_norm = state
    self.parameters = annotate(List[Tensor], [])
    self.means = annotate(List[Tensor], [])
    self.variances = annotate(List[Tensor], [])
    self.steps = torch.zeros([], dtype=6)
    self.factors = annotate(List[List[Tensor]], [])
    self.gradients = annotate(List[Tensor], [])
    self.groups = annotate(List[List[int]], [])
    self.decayed = annotate(List[List[List[Tensor]]], [])
    self.plain = annotate(List[List[List[Tensor]]], [])
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
    self.factors = annotate(List[List[Tensor]], [])
    self.gradients = annotate(List[Tensor], [])
    # The CPU has a thread for each group, a GPU one operator for all.
    self.groups = annotate(List[List[int]], [])
    if self.steps.is_cuda:
      self.groups.append(self.pairs())
    else:
      for i in self.pairs():
        self.groups.append([i])
    self.decayed = annotate(List[List[List[Tensor]]], [])
    self.plain = annotate(List[List[List[Tensor]]], [])
    for group in self.groups:
      members = self.members(group)
      state = [self.take(self.parameters, members), self.take(self.means, members), self.take(self.variances, members)]
      self.decayed.append([self.pick(state[0], members, True), self.pick(state[1], members, True), self.pick(state[2], members, True)])
      self.plain.append([self.pick(state[0], members, False), self.pick(state[1], members, False), self.pick(state[2], members, False)])
    return self.steps

  # Tensors in the engine's own memory, whoever owned what was given.
  def copies(self: __torch__.Bert, tensors: List[Tensor]) -> List[Tensor]:
    copied = annotate(List[Tensor], [])
    for t in tensors:
      copied.append(t.clone())
    return copied

  # Gradients come in pairs, named by their first: a weight's with its bias's. The word embeddings' goes with the last, the decoder's bias.
  def pairs(self: __torch__.Bert) -> List[int]:
    firsts = [0]
    for i in range(len(self.parameters) // 2 - 1):
      firsts.append(1 + 2 * i)
    return firsts

  def pair(self: __torch__.Bert, first: int) -> List[int]:
    return [0, len(self.parameters) - 1] if first == 0 else [first, first + 1]

  def members(self: __torch__.Bert, pairs: List[int]) -> List[int]:
    members = annotate(List[int], [])
    for first in pairs:
      members.extend(self.pair(first))
    return members

  # The members' own, of one tensor for each parameter.
  def take(self: __torch__.Bert, tensors: List[Tensor], members: List[int]) -> List[Tensor]:
    taken = annotate(List[Tensor], [])
    for m in members:
      taken.append(tensors[m])
    return taken

  # Of one tensor for each member, those whose parameters decay, or the others.
  def pick(self: __torch__.Bert, tensors: List[Tensor], members: List[int], decayed: bool) -> List[Tensor]:
    picked = annotate(List[Tensor], [])
    for i in range(len(members)):
      # Weights and embeddings are matrices, biases and LayerNorms are vectors.
      if (self.decay_everything or self.parameters[members[i]].dim() > 1) == decayed:
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
    self.collect()
    return [self.parameters, self.means, self.variances, self.gradients][int(kind)][int(index)].cpu()

  # A part's tensors on the model's device. Copies to a GPU start from pinned memory, so that nobody waits for them.
  def here(self: __torch__.Bert, tensors: List[Tensor]) -> List[Tensor]:
    parameter = self.parameters[0]
    moved = annotate(List[Tensor], [])
    for t in tensors:
      if t.is_cuda == parameter.is_cuda:
        moved.append(t)
      else:
        moved.append(t.pin_memory().to(parameter.device, None, True))
    return moved

  # The parameters in the type of the arithmetic.
  def typed(self: __torch__.Bert) -> List[Tensor]:
    typed = annotate(List[Tensor], [])
    for p in self.parameters:
      typed.append(p.to(self.dtype))
    return typed

  def linear(self: __torch__.Bert, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    return torch.addmm(bias, x, weight.t())

  # Of rows x: the normalized, and what its gradient needs.
  def normalized(self: __torch__.Bert, x: Tensor, i: int) -> Tuple[Tensor, List[Tensor]]:
    y, mean, rstd = torch.native_layer_norm(x, [x.size(-1)], self.parameters[i], self.parameters[i + 1], 1e-12)
    return (y, [x, mean, rstd])

  # The gradients of x and of the LayerNorm's parameters.
  def normalized_back(self: __torch__.Bert, dy: Tensor, saved: List[Tensor], i: int) -> Tuple[Tensor, List[Tensor]]:
    x, mean, rstd = saved
    dx, weight, bias = torch.native_layer_norm_backward(dy, x, [x.size(-1)], mean, rstd, self.parameters[i], self.parameters[i + 1], [True, True, True])
    return (dx, [weight, bias])

  # Random bits for the dropout of a part's embeddings and of its layers' attentions, their outputs and the feed-forward outputs. They
  # are drawn for all parts before these begin. None where a GPU draws its own, or nothing is dropped.
  def bits(self: __torch__.Bert, masks: List[Tensor], ids: List[Tensor], scored: List[Tensor]) -> List[List[Tensor]]:
    width = self.parameters[0].size(1)
    drawn = annotate(List[List[Tensor]], [])
    for part in range(len(ids)):
      n = 0
      attention = 0
      last = 0
      if self.dropout > 0. and not masks[part].is_cuda:
        n = ids[part].size(0) * width
        attention = masks[part].numel() * masks[part].size(1) * self.heads
        last = scored[part].size(0) * width
      sizes = [n]
      for layer in range(self.layers):
        rows = last if layer == self.layers - 1 else n
        sizes.extend([attention, rows, rows])
      total = 0
      for size in sizes:  # the engine's own sum is of 32 bits
        total = total + size
      drawn.append(torch.split_with_sizes(torch.random_(torch.empty([total], dtype=2)), sizes))
    return drawn

  # What dropout multiplies elements by: 0 with its probability, else what keeps the mean. The CPU takes 15 random bits an element,
  # so the probability is a multiple of 2^-15.
  def kept(self: __torch__.Bert, bits: Tensor, like: Tensor, dropout: float) -> Tensor:
    if dropout == 0.:
      return torch.ones([1], dtype=like.dtype, device=like.device)
    if like.is_cuda:
      return torch.bernoulli_(torch.empty_like(like), 1. - dropout).div_(1. - dropout)
    zeros = int(dropout * 32768. + 0.5)
    return torch.where(torch.ge(bits, zeros), 32768. / float(32768 - zeros), 0.).to(like.dtype).view(like.size())

  # Where rows of heads [N * 3 * heads, D] stand in attention's [3, B * heads, T, D]: the row at each place there, the place of each
  # row, and the places [N, heads] of the rows of the first third, which are also those of the context in [B * heads, T, D].
  def rows_of_heads(self: __torch__.Bert, rectangle: Tensor, places: Tensor, mask: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    batch, longest = mask.size(0), mask.size(1)
    thirds = torch.arange(3, device=mask.device)
    heads = torch.arange(self.heads, device=mask.device)
    rows = (rectangle.view([1, batch, 1, longest]) * 3 + thirds.view([3, 1, 1, 1])) * self.heads + heads.view([1, 1, self.heads, 1])
    sentences = torch.floor_divide(places, longest).unsqueeze(1)
    context = (sentences * self.heads + heads) * longest + torch.remainder(places, longest).unsqueeze(1)
    inverse = context.unsqueeze(1) + (thirds * (mask.numel() * self.heads)).view([1, 3, 1])
    return (rows.view([-1]), inverse.view([-1]), context)

  # What a place of padding adds to the scores of attention: [B * heads, 1, T]. A GPU's kernel takes the mask itself.
  def unseen(self: __torch__.Bert, mask: Tensor) -> Tensor:
    batch, longest = mask.size(0), mask.size(1)
    if mask.is_cuda:
      return mask.view([batch, 1, 1, longest])
    unseen = torch.masked_fill(torch.zeros([batch, 1, 1, longest], dtype=self.dtype), torch.logical_not(mask).view([batch, 1, 1, longest]), -1e30)
    return unseen.expand([-1, self.heads, -1, -1]).reshape([-1, 1, longest])

  # What each token takes from those of its sentence, [B * heads, T, D], of queries, keys and values [3, B * heads, T, D].
  def attention(self: __torch__.Bert, qkv: Tensor, unseen: Tensor, bits: Tensor, dropout: float) -> Tuple[Tensor, List[Tensor]]:
    longest, depth = qkv.size(2), qkv.size(3)
    if qkv.is_cuda:
      leaf = qkv.view([3, -1, self.heads, longest, depth]).requires_grad_()
      q, k, v = torch.unbind(leaf)
      context = torch.scaled_dot_product_attention(q, k, v, unseen, dropout)
      return (context.detach().reshape([-1, longest, depth]), [leaf, context])
    q, k, v = torch.unbind(qkv)
    weights = torch.softmax(torch.baddbmm(unseen, q, k.transpose(1, 2), alpha=float(depth) ** -0.5), -1)
    kept = self.kept(bits, weights, dropout)
    dropped = weights * kept
    return (torch.bmm(dropped, v), [qkv, weights, kept, dropped])

  # The gradient of qkv.
  def attention_back(self: __torch__.Bert, dcontext: Tensor, saved: List[Tensor]) -> Tensor:
    if dcontext.is_cuda:
      leaf, context = saved
      return unchecked_cast(Tensor, torch.grad([context], [leaf], annotate(List[Optional[Tensor]], [dcontext.view(context.size())]))[0])
    qkv, weights, kept, dropped = saved
    q, k, v = torch.unbind(qkv)
    found = torch.empty_like(qkv)
    dq, dk, dv = torch.unbind(found)
    torch.bmm(dropped.transpose(1, 2), dcontext, out=dv)
    dweights = torch.bmm(dcontext, v.transpose(1, 2)).mul_(kept)
    dscores = torch._softmax_backward_data(dweights, weights, -1, weights.dtype).mul_(float(q.size(2)) ** -0.5)
    torch.bmm(dscores, k, out=dq)
    torch.bmm(dscores.transpose(1, 2), q, out=dk)
    return found

  # A layer whose parameters begin at w[i]; what follows its attention is only computed for the rows `wanted`, or for all where there
  # are none. context_rows: where they stand in the context. Returns its output and what its gradients need.
  def layer(self: __torch__.Bert, w: List[Tensor], i: int, x: Tensor, rows: Tensor, context_rows: Tensor, unseen: Tensor, wanted: Tensor, bits: List[Tensor], dropout: float) -> Tuple[Tensor, List[List[Tensor]]]:
    width, longest = x.size(1), unseen.size(-1)
    depth = width // self.heads
    input = x.to(self.dtype)
    qkv = self.linear(input, w[i], w[i + 1]).view([-1, depth])
    context, attention = self.attention(torch.index_select(qkv, 0, rows).view([3, -1, longest, depth]), unseen, bits[0], dropout)
    context = torch.index_select(context.view([-1, depth]), 0, context_rows).view([-1, width])
    if wanted.size(0) > 0:
      x = torch.index_select(x, 0, wanted)
    found = self.linear(context, w[i + 2], w[i + 3])
    kept = self.kept(bits[1], x, dropout)
    x, norm = self.normalized(torch.addcmul(x, found.to(6), kept), i + 4)
    between = x.to(self.dtype)
    inner = self.linear(between, w[i + 6], w[i + 7])
    outer = torch.gelu(inner)
    found = self.linear(outer, w[i + 8], w[i + 9])
    kept_last = self.kept(bits[2], x, dropout)
    y, norm_last = self.normalized(torch.addcmul(x, found.to(6), kept_last), i + 10)
    return (y, [[input, context, kept, between, inner, outer, kept_last], attention, norm, norm_last])

  # The gradient of the layer's x, and the factors of its 12 parameters' gradients.
  def layer_back(self: __torch__.Bert, w: List[Tensor], i: int, dy: Tensor, saved: List[List[Tensor]], inverse: Tensor, context_rows: Tensor, wanted: Tensor) -> Tuple[Tensor, List[Tensor]]:
    activations, attention, norm, norm_last = saved
    input, context, kept, between, inner, outer, kept_last = activations
    dx, dnorm_last = self.normalized_back(dy, norm_last, i + 10)
    dfound_last = torch.mul(dx, kept_last).to(self.dtype)
    dinner = torch.gelu_backward(torch.mm(dfound_last, w[i + 8]), inner)
    dx.add_(torch.mm(dinner, w[i + 6]))
    dx, dnorm = self.normalized_back(dx, norm, i + 4)
    dfound = torch.mul(dx, kept).to(self.dtype)
    qkv = attention[0]
    dcontext = torch.zeros([qkv.numel() // (3 * qkv.size(-1)), qkv.size(-1)], dtype=self.dtype, device=dx.device)
    dcontext.index_copy_(0, context_rows, torch.mm(dfound, w[i + 2]).view([-1, qkv.size(-1)]))
    dqkv = self.attention_back(dcontext.view([-1, qkv.size(-2), qkv.size(-1)]), attention)
    dqkv = torch.index_select(dqkv.reshape([-1, qkv.size(-1)]), 0, inverse).view([input.size(0), -1])
    dinput = torch.mm(dqkv, w[i]).to(6)
    if wanted.size(0) > 0:
      dinput.index_add_(0, wanted, dx)
    else:
      dinput.add_(dx)
    return (dinput, [input, dqkv, context, dfound, dnorm[0], dnorm[1], between, dinner, outer, dfound_last, dnorm_last[0], dnorm_last[1]])

  # The sum of a token's, its position's and its type's embeddings.
  def embedded(self: __torch__.Bert, ids: Tensor, positions: Tensor) -> Tensor:
    w = self.parameters
    return torch.embedding(w[0], ids).add_(w[2][0]).add_(torch.embedding(w[1], positions))

  # The logits [S, V] of hidden states [S, H], and what their gradients need.
  def head(self: __torch__.Bert, w: List[Tensor], hidden: Tensor) -> Tuple[Tensor, List[Tensor], List[Tensor]]:
    i = 5 + 12 * self.layers
    input = hidden.to(self.dtype)
    inner = self.linear(input, w[i], w[i + 1])
    x, norm = self.normalized(torch.gelu(inner).to(6), i + 2)
    output = x.to(self.dtype)
    return (self.linear(output, w[0], w[i + 4]).to(6), [input, inner, output], norm)

  # The hidden states [S, H] of the scored tokens after the last layer. Where it is recorded, the tape takes what gradients need: first of
  # all layers together, then of each.
  def encode(self: __torch__.Bert, w: List[Tensor], ids: Tensor, positions: Tensor, rectangle: Tensor, places: Tensor, mask: Tensor, scored: Tensor, bits: List[Tensor], dropout: float, tape: List[List[List[Tensor]]], recorded: bool) -> Tensor:
    rows, inverse, context = self.rows_of_heads(rectangle, places, mask)
    context_last = torch.index_select(context, 0, scored).view([-1])
    context = context.view([-1])
    unseen = self.unseen(mask)
    none = torch.empty([0], dtype=4, device=ids.device)
    x, norm = self.normalized(self.embedded(ids, positions), 3)
    kept = self.kept(bits[0], x, dropout)
    x = x * kept
    if recorded:
      tape.append([[inverse, context, context_last, none, kept], norm])
    for layer in range(self.layers):
      last = layer == self.layers - 1
      x, saved = self.layer(w, 5 + 12 * layer, x, rows, context_last if last else context, unseen, scored if last else none, bits[1 + 3 * layer:4 + 3 * layer], dropout)
      if recorded:
        tape.append(saved)
    return x

  # The hidden states [S, H] of the scored tokens after the last layer, without dropout.
  def states(self: __torch__.Bert, w: List[Tensor], ids: Tensor, positions: Tensor, rectangle: Tensor, places: Tensor, mask: Tensor, scored: Tensor) -> Tensor:
    bits = annotate(List[Tensor], [])
    for dropout in range(1 + 3 * self.layers):
      bits.append(ids)  # which no dropout reads
    return self.encode(w, ids, positions, rectangle, places, mask, scored, bits, 0., annotate(List[List[List[Tensor]]], []), False)

  # The logits [S, V] of the scored tokens without dropout.
  def predict(self: __torch__.Bert, w: List[Tensor], ids: Tensor, positions: Tensor, rectangle: Tensor, places: Tensor, mask: Tensor, scored: Tensor) -> Tensor:
    return self.head(w, self.states(w, ids, positions, rectangle, places, mask, scored))[0]

  def logits(self: __torch__.Bert, ids: Tensor, positions: Tensor, rectangle: Tensor, places: Tensor, mask: Tensor, scored: Tensor) -> Tensor:
    ids, positions, rectangle, places, mask, scored = self.here([ids, positions, rectangle, places, mask, scored])
    return self.predict(self.typed(), ids, positions, rectangle, places, mask, scored)

  # The mean [B, H] of each sentence's hidden states after the last layer; every token is scored.
  def vectors(self: __torch__.Bert, ids: Tensor, positions: Tensor, rectangle: Tensor, places: Tensor, mask: Tensor, scored: Tensor) -> Tensor:
    ids, positions, rectangle, places, mask, scored = self.here([ids, positions, rectangle, places, mask, scored])
    x = self.states(self.typed(), ids, positions, rectangle, places, mask, scored)
    seen = mask.unsqueeze(-1).to(6)
    sums = torch.sum(torch.index_select(x, 0, rectangle).view([mask.size(0), mask.size(1), -1]) * seen, [1])
    return torch.div(sums, torch.sum(seen, [1]))

  # Of a part: the sum of the loss over the scored tokens, how many of them are the most probable token, and how many among the five most probable.
  def score(self: __torch__.Bert, w: List[Tensor], ids: Tensor, positions: Tensor, rectangle: Tensor, places: Tensor, mask: Tensor, scored: Tensor, labels: Tensor) -> Tensor:
    ids, positions, rectangle, places, mask, scored, labels = self.here([ids, positions, rectangle, places, mask, scored, labels])
    logits = self.predict(w, ids, positions, rectangle, places, mask, scored)
    loss = torch.cross_entropy_loss(logits, labels, None, 2)
    best = torch.topk(logits, 5)[1] == labels.unsqueeze(1)
    return torch.stack([loss.to(7), best.select(1, 0).sum().to(7), best.sum().to(7)])

  # Scores a batch.
  def evaluate(self: __torch__.Bert, ids: List[Tensor], positions: List[Tensor], rectangle: List[Tensor], places: List[Tensor], mask: List[Tensor], scored: List[Tensor], labels: List[Tensor]) -> Tensor:
    w = self.typed()
    futures = annotate(List[Future[Tensor]], [])
    for i in range(len(ids)):
      futures.append(fork(self.score, w, ids[i], positions[i], rectangle[i], places[i], mask[i], scored[i], labels[i]))
    for future in futures:
      self.scores.append(torch.wait(future))
    return labels[0]

  # The sums [3] of what `evaluate` found since they were last taken.
  def take_scores(self: __torch__.Bert) -> Tensor:
    taken = torch.sum(torch.stack(self.scores), [0])
    self.scores = annotate(List[Tensor], [])
    return taken.cpu()

  # The factors of a part's gradients of loss * scale, loss being the sum over the scored tokens. After them its ids, and its loss
  # over all scored tokens, and where every token is scored over those that stand in another's place.
  def part(self: __torch__.Bert, w: List[Tensor], ids: Tensor, positions: Tensor, rectangle: Tensor, places: Tensor, mask: Tensor, scored: Tensor, labels: Tensor, bits: List[Tensor], scale: float) -> List[Tensor]:
    tape = annotate(List[List[List[Tensor]]], [])
    x = self.encode(w, ids, positions, rectangle, places, mask, scored, bits, self.dropout, tape, True)
    logits, head, head_norm = self.head(w, x)
    input, inner, output = head

    log_probabilities = torch.log_softmax(logits, -1)
    wanted = labels.unsqueeze(1)
    losses = torch.gather(log_probabilities, 1, wanted).neg_()
    loss = torch.sum(losses)
    replaced = loss
    if scored.size(0) == ids.size(0):
      replaced = torch.sum(losses.squeeze(1) * torch.ne(ids, labels))

    i = 5 + 12 * self.layers
    dlogits = log_probabilities.exp_().scatter_add_(1, wanted, torch.full_like(losses, -1.)).mul_(scale).to(self.dtype)
    dx, dnorm = self.normalized_back(torch.mm(dlogits, w[0]).to(6), head_norm, i + 2)
    dinner = torch.gelu_backward(dx.to(self.dtype), inner)
    dx = torch.mm(dinner, w[i]).to(6)
    factors = [input, dinner, dnorm[0], dnorm[1], dlogits]
    of_all, norm = tape[0]
    inverse, context, context_last, none, kept = of_all
    for layer in range(self.layers - 1, -1, -1):
      last = layer == self.layers - 1
      dx, found = self.layer_back(w, 5 + 12 * layer, dx, tape.pop(-1), inverse, context_last if last else context, scored if last else none)
      factors = found + factors
    dx, dnorm = self.normalized_back(dx * kept, norm, 3)
    # What came in is Java's, whose memory ends with the call.
    return [output, positions.clone(), dx, dnorm[0], dnorm[1]] + factors + [ids.clone(), torch.stack([loss, replaced])]

  # Adds the gradients of a batch's loss * scale to those of the step, loss being the sum over the scored tokens.
  def accumulate(self: __torch__.Bert, ids: List[Tensor], positions: List[Tensor], rectangle: List[Tensor], places: List[Tensor], mask: List[Tensor], scored: List[Tensor], labels: List[Tensor], scale: Tensor, seed: Tensor) -> Tensor:
    self.collect()
    torch.manual_seed(int(seed))
    ids, positions, rectangle, places, mask, scored, labels = self.here(ids), self.here(positions), self.here(rectangle), self.here(places), self.here(mask), self.here(scored), self.here(labels)
    bits = self.bits(mask, ids, scored)
    w = self.typed()
    futures = annotate(List[Future[List[Tensor]]], [])
    for i in range(len(ids)):
      futures.append(fork(self.part, w, ids[i], positions[i], rectangle[i], places[i], mask[i], scored[i], labels[i], bits[i], float(scale)))
    losses = annotate(List[Tensor], [])
    for future in futures:
      found = torch.wait(future)
      losses.append(found.pop(-1))
      self.factors.append(found)
    self.losses.append(torch.sum(torch.stack(losses), [0]))
    return self.steps

  # The losses [calls, 2] that `accumulate` found since they were last taken, in float64.
  def take_losses(self: __torch__.Bert) -> Tensor:
    taken = torch.stack(self.losses).to(7)
    self.losses = annotate(List[Tensor], [])
    return taken.cpu()

  # A factor of all parts.
  def joined(self: __torch__.Bert, i: int) -> Tensor:
    tensors = annotate(List[Tensor], [])
    for part in self.factors:
      tensors.append(part[i])
    return tensors[0] if len(tensors) == 1 else torch.cat(tensors)

  # The gradients of a pair that its factors make.
  def product(self: __torch__.Bert, first: int) -> List[Tensor]:
    last = len(self.parameters) - 1
    if first == 0:
      ids, rows, dlogits = self.joined(last + 1), self.joined(2), self.joined(last)
      words = torch.mm(dlogits.t(), self.joined(0)).to(6)
      if rows.is_cuda:  # index_add_ is not deterministic there
        words.add_(torch.embedding_dense_backward(rows, ids, words.size(0), self.padding, False))
      else:
        words.index_add_(0, ids, torch.masked_fill(rows, torch.eq(ids, self.padding).unsqueeze(1), 0.))
      return [words, torch.sum(dlogits, [0], dtype=6)]
    if first == 1:
      rows = self.joined(2)
      types = torch.zeros_like(self.parameters[2])
      types[0].copy_(torch.sum(rows, [0]))
      return [torch.embedding_dense_backward(rows, self.joined(1), self.parameters[1].size(0), -1, False), types]
    if self.parameters[first].dim() == 1:
      return [self.joined(first).view([len(self.factors), -1]).sum([0]), self.joined(first + 1).view([len(self.factors), -1]).sum([0])]
    dy = self.joined(first + 1)
    return [torch.mm(dy.t(), self.joined(first)).to(6), torch.sum(dy, [0], dtype=6)]

  # The gradients of a pair over all that was accumulated.
  def gradient(self: __torch__.Bert, first: int) -> List[Tensor]:
    before = annotate(List[Tensor], [])
    if len(self.gradients) > 0:
      before = self.take(self.gradients, self.pair(first))
    if len(self.factors) == 0:
      return before
    found = self.product(first)
    if len(before) > 0:
      torch._foreach_add_(found, before)
    return found

  # Makes gradients of the factors.
  def collect(self: __torch__.Bert) -> NoneType:
    if len(self.factors) > 0:
      futures = annotate(List[Future[List[Tensor]]], [])
      for first in self.pairs():
        futures.append(fork(self.gradient, first))
      found = annotate(List[Tensor], [])
      for future in futures:
        found.extend(torch.wait(future))
      found.append(found.pop(1))  # the decoder's bias is the last
      self.gradients = found
      self.factors = annotate(List[List[Tensor]], [])
    return None

  # One AdamW step of a group.
  def adamw(self: __torch__.Bert, group: int, learning_rate: float) -> int:
    gradients = annotate(List[Tensor], [])
    for first in self.groups[group]:
      gradients.extend(self.gradient(first))
    members = self.members(self.groups[group])
    self.change(self.decayed[group], self.pick(gradients, members, True), learning_rate, self.weight_decay)
    self.change(self.plain[group], self.pick(gradients, members, False), learning_rate, 0.)
    return group

  def change(self: __torch__.Bert, state: List[List[Tensor]], gradients: List[Tensor], learning_rate: float, weight_decay: float) -> NoneType:
    steps = annotate(List[Tensor], [])
    for g in gradients:
      steps.append(self.steps)
    if len(gradients) > 0:
      torch._fused_adamw_(state[0], gradients, state[1], state[2], annotate(List[Tensor], []), steps, lr=learning_rate, beta1=0.9, beta2=0.999, weight_decay=weight_decay, eps=1e-8, amsgrad=False, maximize=False)
    return None

  # One AdamW step (Loshchilov, Hutter 2019; betas 0.9, 0.999; eps 1e-8) with the gradients that were accumulated.
  def update(self: __torch__.Bert, learning_rate: Tensor) -> Tensor:
    if self.clip_norm > 0.:
      self.collect()
      norm = torch.linalg_vector_norm(torch.stack(torch._foreach_norm(self.gradients)))
      torch._foreach_mul_(self.gradients, torch.clamp(self.clip_norm / (norm + 1e-6), max=1.))
    self.steps.add_(1)
    futures = annotate(List[Future[int]], [])
    for group in range(len(self.groups)):
      futures.append(fork(self.adamw, group, float(learning_rate)))
    for future in futures:
      torch.wait(future)
    self.factors = annotate(List[List[Tensor]], [])
    self.gradients = annotate(List[Tensor], [])
    return self.steps
