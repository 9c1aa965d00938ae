(* The flagship: a layered attention-only transformer of any depth, with COMPUTED patterns, equals
   the sum over its paths, at most one head a layer; nothing is held fixed.
   Any commutative ring, sizes, numbers of heads (and head widths) a layer; any function `pattern`. *)
From mathcomp Require Import all_ssreflect all_algebra.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Section Model.
Variables (R : comRingType) (n d : nat).
(* weights of one head; its scale (1/sqrt d_head) and its width are its own *)
Record head := Head {
  width : nat; scale : R;
  WQ : 'M[R]_(width, d); WK : 'M[R]_(width, d); WV : 'M[R]_(width, d); WO : 'M[R]_(d, width) }.
Definition WOV h := WO h *m WV h.
Definition WQK h := (WQ h)^T *m WK h.

Variable pattern : 'M[R]_n -> 'M[R]_n.         (* any function of the scores: causal softmax is one *)
Variable H : nat -> nat.                       (* how many heads layer l has *)
Variable W : nat -> nat -> head.               (* head i of layer l *)
Implicit Types (x : 'M[R]_(n, d)) (h : head).

(* --- the layered definition: queries, keys, values, weighted sum, output --- *)
Definition scores h x := scale h *: ((x *m (WQ h)^T) *m (x *m (WK h)^T)^T).
Definition attention h x := (pattern (scores h x) *m (x *m (WV h)^T)) *m (WO h)^T.
Fixpoint stream x0 l : 'M[R]_(n, d) :=         (* the residual stream before layer l *)
  if l is l'.+1 then
    let x := stream x0 l' in x + \sum_(i < H l') attention (W l' i) x
  else x0.

(* --- the expansion --- *)
Definition act n' n d' d (A : 'M[R]_(n', n)) (U : 'M[R]_(d', d)) (x : 'M[R]_(n, d)) :=
  A *m x *m U^T.                               (* (A (x) W) x *)
Definition site := (nat * nat)%type.           (* layer, head: 0:7 *)
(* the pattern of a head as the model computes it, from the stream before its layer *)
Definition A x0 (s : site) := pattern (scores (W s.1 s.2) (stream x0 s.1)).
Definition OV (s : site) := WOV (W s.1 s.2).
(* paths through the first l layers: layers ascending, at most one head of each *)
Fixpoint paths l : seq (seq site) :=
  if l is l'.+1 then paths l' ++ [seq rcons p (l', i) | i <- iota 0 (H l'), p <- paths l']
  else [:: [::]].
(* M_{h_k} ... M_{h_1} for a path h_1, ..., h_k *)
Definition word m (M : site -> 'M[R]_m) (p : seq site) : 'M[R]_m := foldl (fun P s => M s *m P) 1%:M p.

Lemma scoresE h x : scores h x = scale h *: (x *m WQK h *m x^T).
Proof. by rewrite /scores /WQK trmx_mul trmxK !mulmxA. Qed.
Lemma act_mul n1 n2 n3 d1 d2 d3 (A : 'M_(n3, n2)) (B : 'M_(n2, n1)) (U : 'M_(d3, d2))
  (V : 'M_(d2, d1)) (x : 'M_(n1, d1)) : act A U (act B V x) = act (A *m B) (U *m V) x.
Proof. by rewrite /act trmx_mul !mulmxA. Qed.
Lemma act1 x : act 1%:M 1%:M x = x.
Proof. by rewrite /act trmx1 mul1mx mulmx1. Qed.
Lemma act_sum n' d' (A : 'M_(n', n)) (U : 'M_(d', d)) I (r : seq I) P (F : I -> 'M_(n, d)) :
  act A U (\sum_(i <- r | P i) F i) = \sum_(i <- r | P i) act A U (F i).
Proof. by rewrite /act mulmx_sumr mulmx_suml. Qed.
Lemma attention_act h x : attention h x = act (pattern (scores h x)) (WOV h) x.
Proof. by rewrite /attention /act /WOV trmx_mul !mulmxA. Qed.
Lemma word_rcons m (M : site -> 'M[R]_m) p s : word M (rcons p s) = M s *m word M p.
Proof. by rewrite /word foldl_rcons. Qed.

Theorem stream_expansion x0 l :
  stream x0 l = \sum_(p <- paths l) act (word (A x0) p) (word OV p) x0.
Proof.
elim: l => [|l IH] /=; first by rewrite big_seq1 act1.
rewrite {1}IH big_cat big_allpairs_dep /=; congr (_ + _).
rewrite -(big_mkord xpredT (fun i => attention (W l i) (stream x0 l))) /index_iota subn0.
apply: eq_bigr => i _; rewrite attention_act {2}IH act_sum; apply: eq_bigr => p _.
by rewrite act_mul !word_rcons.
Qed.

(* --- tokens in, logits out --- *)
Section Logits.
Variables (v L : nat) (WE : 'M[R]_(d, v)) (WU : 'M[R]_(v, d)) (t : 'M[R]_(n, v)).
Definition logits x0 := stream x0 L *m WU^T.

Theorem flagship : let x0 := t *m WE^T in
  logits x0 = \sum_(p <- paths L) act (word (A x0) p) (WU *m word OV p *m WE) t.
Proof.
move=> x0; rewrite /logits stream_expansion mulmx_suml; apply: eq_bigr => p _.
by rewrite /act /x0 !trmx_mul !mulmxA.
Qed.

(* with positions P in the stream each path reads t W_E^T + P *)
Theorem flagship_positions (P : 'M[R]_(n, d)) : let x0 := t *m WE^T + P in
  logits x0 = \sum_(p <- paths L)
    (act (word (A x0) p) (WU *m word OV p *m WE) t + act (word (A x0) p) (WU *m word OV p) P).
Proof.
move=> x0; rewrite /logits stream_expansion mulmx_suml; apply: eq_bigr => p _.
by rewrite /act /x0 !trmx_mul mulmxDr !mulmxDl !mulmxA.
Qed.

(* the scores of a head behind l layers: over pairs of paths (Q-, K-composition at any depth) *)
Theorem scores_of_any_layer h l : let x0 := t *m WE^T in
  scores h (stream x0 l) = \sum_(q <- paths l) \sum_(k <- paths l)
    scale h *: (word (A x0) q *m t *m (WE^T *m (word OV q)^T *m WQK h *m word OV k *m WE)
                *m t^T *m (word (A x0) k)^T).
Proof.
move=> x0; rewrite scoresE stream_expansion linear_sum /= !mulmx_suml scaler_sumr.
apply: eq_bigr => q _; rewrite mulmx_sumr scaler_sumr; apply: eq_bigr => k _; congr (_ *: _).
by rewrite /act /x0 !trmx_mul !trmxK !mulmxA.
Qed.
End Logits.

(* --- what is summed over: exactly the paths, each once --- *)
Definition is_path l (p : seq site) :=
  sorted ltn [seq s.1 | s <- p] && all (fun s => (s.1 < l) && (s.2 < H s.1))%N p.

Lemma pathsP l p : (p \in paths l) = is_path l p.
Proof.
elim: l p => [|l IH] p.
  by rewrite /is_path inE; case: p => [|s p] //=; rewrite andbF.
rewrite /= mem_cat IH; apply/idP/idP.
  case/orP=> [/andP[so /allP al]|].
    rewrite /is_path so; apply/allP => s /al /andP[sl ->]; by rewrite (ltnW sl : (s.1 < l.+1)%N).
  case/allpairsP=> -[i q] /= [il]; rewrite IH => /andP[so /allP al] ->.
  rewrite /is_path map_rcons all_rcons /= ltnSn /=; move: il; rewrite mem_iota add0n => /= ->.
  apply/andP; split; last by apply/allP => s /al /andP[sl ->]; rewrite (ltnW sl : (s.1 < l.+1)%N).
  rewrite -cats1 (sorted_pairwise ltn_trans) pairwise_cat -(sorted_pairwise ltn_trans) so /= andbT.
  by apply/allrelP => a b /mapP[s /al /andP[sl _] ->]; rewrite inE => /eqP->.
have srt (q : seq nat) a : sorted ltn (rcons q a) = all (fun b => (b < a)%N) q && sorted ltn q.
  rewrite -cats1 (sorted_pairwise ltn_trans) pairwise_cat -(sorted_pairwise ltn_trans) /= andbT.
  by rewrite allrel1r.
case: (lastP p) => [//|{}p [a i]] ip.
move: (ip); rewrite {1}/is_path map_rcons all_rcons srt all_map /=.
case/andP=> /andP[/allP below so] /andP[/andP[al ia] /allP all'].
have pa : is_path a p.
  by rewrite /is_path so; apply/allP => s sp; rewrite (below s sp : (s.1 < a)%N); case/andP: (all' s sp).
move: al; rewrite ltnS leq_eqVlt => /orP[/eqP la|al]; apply/orP; [right|left].
  by subst a; apply/allpairsP; exists (i, p) => /=; rewrite mem_iota IH add0n; split.
rewrite /is_path map_rcons all_rcons srt all_map /= al ia so andbT; apply/andP; split; first exact/allP.
by apply/allP => s sp; rewrite (ltn_trans (below s sp) al); case/andP: (all' s sp).
Qed.

Lemma paths_uniq l : uniq (paths l).
Proof.
elim: l => [//|l IH] /=; rewrite cat_uniq IH allpairs_uniq ?iota_uniq //=; last first.
  by move=> [i p] [j q] _ _ /= /rcons_inj[-> ->].
rewrite andbT; apply/hasPn => _ /allpairsP[[i p] /= [_ _ ->]].
by rewrite pathsP /is_path all_rcons /= ltnn /= andbF.
Qed.

Theorem counting_paths l : size (paths l) = (\prod_(k < l) (H k).+1)%N.
Proof.
elim: l => [|l IH]; first by rewrite big_ord0.
by rewrite big_ord_recr /= size_cat size_allpairs size_iota IH mulnS mulnC.
Qed.
End Model.

(* with m heads in each of l layers, C(l, k) m^k paths of order k *)
Theorem counting_paths_of_order m l k :
  count (fun p => size p == k) (paths (fun=> m) l) = ('C(l, k) * m ^ k)%N.
Proof.
elim: l k => [|l IH] k; first by case: k => [|k] //=; rewrite bin0n.
have cnt (s : seq nat) t : count (fun p => size p == k) [seq rcons p (l, i) | i <- s, p <- t] =
    (size s * count (fun p : seq site => (size p).+1 == k) t)%N.
  elim: s => [|i s IHs] //; rewrite allpairs_cons count_cat IHs mulSn count_map; congr (_ + _)%N.
  by apply: eq_count => p /=; rewrite size_rcons.
rewrite /= count_cat IH cnt size_iota.
case: k cnt => [|k] _; first by rewrite !bin0 expn0 muln1 (eq_count (a2 := pred0)) // count_pred0 muln0 addn0.
rewrite (eq_count (a2 := fun p => size p == k)) // IH binS mulnDl expnS; congr (_ + _)%N.
by rewrite mulnCA.
Qed.
