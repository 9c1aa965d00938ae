(* Path expansion with the patterns held, as the paper writes it: over lists of layers, and over
   choices of one head or none in each layer; any commutative ring, sizes, depths, numbers of heads.
   The softmax's rows sum to 1 and see nothing later, and both survive composition. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Refmath Require Import Laws.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Algebra.
Variable R : comRingType.

(* (A ⊗ W) x = A x W^T *)
Definition act n n' d d' (A : 'M[R]_(n', n)) (W : 'M[R]_(d', d)) (x : 'M[R]_(n, d)) :
  'M[R]_(n', d') := A *m x *m W^T.

(* --- the laws of refmath.symbolic.identities, as rewriting lemmas --- *)
Lemma mixed_product n n' n'' d d' d'' (A : 'M_(n'', n')) (B : 'M_(n', n))
  (W : 'M_(d'', d')) (V : 'M_(d', d)) (x : 'M_(n, d)) :
  act A W (act B V x) = act (A *m B) (W *m V) x.
Proof. by rewrite /act trmx_mul !mulmxA. Qed.

Lemma act_id n d (x : 'M_(n, d)) : act 1%:M 1%:M x = x.
Proof. by rewrite /act trmx1 mul1mx mulmx1. Qed.

Lemma act_sum n n' d d' (A : 'M_(n', n)) (W : 'M_(d', d)) I (r : seq I) P (F : I -> 'M_(n, d)) :
  act A W (\sum_(i <- r | P i) F i) = \sum_(i <- r | P i) act A W (F i).
Proof. by rewrite /act mulmx_sumr mulmx_suml. Qed.

Lemma act_add n n' d d' (A : 'M_(n', n)) (W : 'M_(d', d)) (x y : 'M_(n, d)) :
  act A W (x + y) = act A W x + act A W y.
Proof. by rewrite /act mulmxDr mulmxDl. Qed.

(* --- one layer, any finite type of heads --- *)
Section OneLayer.
Variables (n v d k : nat) (H : finType).
Variables (WE : 'M[R]_(d, v)) (WU : 'M[R]_(v, d)) (t : 'M[R]_(n, v)).
Variables (WQ WK WV : H -> 'M[R]_(k, d)) (WO : H -> 'M[R]_(d, k)).
Variables (scale : R) (pattern : 'M[R]_n -> 'M[R]_n).  (* any function: softmax is one *)

Let x0 := t *m WE^T.
Definition WOV h := WO h *m WV h.
Definition WQK h := (WQ h)^T *m WK h.
Definition layer_pattern h := pattern (scale *: ((x0 *m (WQ h)^T) *m (x0 *m (WK h)^T)^T)).
Definition token_pattern h := pattern (scale *: (t *m WE^T *m WQK h *m WE *m t^T)).
Definition x1 := x0 + \sum_h (layer_pattern h *m (x0 *m (WV h)^T)) *m (WO h)^T.
Definition logits := x1 *m WU^T.

Lemma pattern_of_tokens h : layer_pattern h = token_pattern h.
Proof. by rewrite /layer_pattern /token_pattern /WQK /x0 !trmx_mul !trmxK !mulmxA. Qed.

Theorem one_layer : logits =
  act 1%:M (WU *m WE) t + \sum_h act (token_pattern h) (WU *m WOV h *m WE) t.
Proof.
rewrite /logits /x1 mulmxDl mulmx_suml; congr (_ + _).
  by rewrite /act /x0 mul1mx trmx_mul mulmxA.
by apply: eq_bigr => h _; rewrite pattern_of_tokens /act /WOV /x0 !trmx_mul !mulmxA.
Qed.
End OneLayer.

(* --- every depth, layers of any (different) numbers of heads: by induction --- *)
Section EveryDepth.
Variables n d : nat.
Definition head := ('M[R]_n * 'M[R]_d)%type.     (* a frozen pattern and its W_OV *)
Implicit Types (L : seq head) (Ls : seq (seq head)) (p : head) (x : 'M[R]_(n, d)).

Definition layer L x := x + \sum_(h <- L) act h.1 h.2 x.
Definition stream Ls x := foldr layer x Ls.              (* the last layer first *)
Definition paths Ls : seq head := foldr
  (fun L ps => ps ++ [seq (h.1 *m p.1, h.2 *m p.2) | h <- L, p <- ps]) [:: (1%:M, 1%:M)] Ls.

Theorem path_expansion Ls x : stream Ls x = \sum_(p <- paths Ls) act p.1 p.2 x.
Proof.
elim: Ls => [|L Ls /= IH]; first by rewrite big_seq1 act_id.
rewrite {1}/layer {}IH big_cat /= big_allpairs_dep /=; congr (_ + _).
by apply: eq_bigr => h _; rewrite act_sum; apply: eq_bigr => p _; rewrite mixed_product.
Qed.

(* as it is printed: the product of layers, the last layer first, is the sum of its paths *)
Definition operator Ls : 'M[R]_(n * d) :=
  foldr (fun L X => (1%:M + \sum_(h <- L) h.1 *t h.2) *m X) 1%:M Ls.
Theorem path_expansion_of_operators Ls : operator Ls = \sum_(p <- paths Ls) p.1 *t p.2.
Proof.
elim: Ls => [|L Ls /= ->]; first by rewrite big_seq1 tens11.
rewrite mulmxDl mul1mx big_cat /= big_allpairs_dep /= mulmx_suml; congr (_ + _).
by apply: eq_bigr => h _; rewrite mulmx_sumr; apply: eq_bigr => p _; rewrite tensmx_mul.
Qed.

Theorem counting_paths Ls : size (paths Ls) = (\prod_(L <- Ls) (size L).+1)%N.
Proof.
elim: Ls => [|L Ls IH]; first by rewrite big_nil.
by rewrite big_cons /= size_cat size_allpairs -/(paths _) IH -mulSn.
Qed.
End EveryDepth.

(* --- the same, as the paper writes it: a sum over choices, one head or none in each layer --- *)
Section Choices.
Variables (n d : nat) (H : finType).
Variables (A : nat -> H -> 'M[R]_n) (W : nat -> H -> 'M[R]_d).

Definition A' l (c : option H) := if c is Some h then A l h else 1%:M.
Definition W' l (c : option H) := if c is Some h then W l h else 1%:M.
Fixpoint residual l (x : 'M[R]_(n, d)) :=
  if l is l'.+1 then residual l' x + \sum_h act (A l' h) (W l' h) (residual l' x) else x.
Fixpoint word m (M : nat -> option H -> 'M[R]_m) l (c : seq (option H)) : 'M[R]_m :=
  if c is o :: c' then (if l is l'.+1 then M l' o *m word M l' c' else 1%:M) else 1%:M.

Lemma sum_option (V : zmodType) (F : option H -> V) : \sum_o F o = F None + \sum_h F (Some h).
Proof.
rewrite (bigD1 None) //=; congr (_ + _).
rewrite (reindex_omap Some id) /=; last by case.
by apply: eq_bigl => h; rewrite eqxx.
Qed.

Lemma sum_tuple (T : finType) (V : zmodType) l (F : l.+1.-tuple T -> V) :
  \sum_c F c = \sum_o \sum_(c : l.-tuple T) F [tuple of o :: c].
Proof.
rewrite pair_big /= (reindex (fun oc : T * l.-tuple T => [tuple of oc.1 :: oc.2])) //=.
exists (fun c : l.+1.-tuple T => (thead c, [tuple of behead c])) => [[o c]|c] _.
  by congr (_, _); apply/val_inj.
by rewrite [RHS]tuple_eta.
Qed.

Theorem path_expansion_choices l x :
  residual l x = \sum_(c : l.-tuple (option H)) act (word A' l c) (word W' l c) x.
Proof.
elim: l x => [|l IH] x /=.
  by rewrite (big_pred1 [tuple]) ?act_id // => c; apply/esym/eqP; exact: tuple0.
rewrite sum_tuple sum_option /= {1}IH; congr (_ + _).
  by apply: eq_bigr => c _; rewrite !mul1mx.
apply: eq_bigr => h _; rewrite IH act_sum; apply: eq_bigr => c _.
by rewrite mixed_product.
Qed.
End Choices.

(* --- reading the circuits --- *)
Lemma only_W_OV_matters d k (WO : 'M[R]_(d, k)) (WV : 'M_(k, d)) (M N : 'M_k) :
  N *m M = 1%:M -> (WO *m N) *m (M *m WV) = WO *m WV.
Proof. by move=> NM; rewrite mulmxA -(mulmxA WO) NM mulmx1. Qed.

(* every power sum of eigenvalues of the big circuit is that of the small one *)
Lemma traces_without_the_vocabulary v d (B : 'M[R]_(v.+1, d.+1)) (C : 'M[R]_(d.+1, v.+1)) k :
  \tr ((B *m C) ^+ k.+1) = \tr ((C *m B) ^+ k.+1).
Proof.
have -> : (B *m C) ^+ k.+1 = B *m ((C *m B) ^+ k *m C).
  elim: k => [|k IH]; first by rewrite expr1 expr0 -idmxE mul1mx.
  by rewrite exprSr IH [in RHS]exprSr -!mulmxE !mulmxA.
by rewrite mxtrace_mulC -mulmxA mulmxE -exprSr.
Qed.
End Algebra.

(* --- softmax: each row sums to 1; masked entries are 0; both survive composition --- *)
Section Softmax.
Variables (F : numFieldType) (n : nat) (e : F -> F).
Hypothesis e_pos : forall s, 0 < e s.
Definition weight (s : 'M[F]_n) (i j : 'I_n) := if (j <= i)%N then e (s i j) else 0.
Definition softmax (s : 'M[F]_n) : 'M[F]_n :=
  \matrix_(i, j) (weight s i j / \sum_k weight s i k).
Definition row_stochastic (A : 'M[F]_n) := A *m const_mx 1 = const_mx 1 :> 'cV_n.
Definition causal (A : 'M[F]_n) := forall i j : 'I_n, (i < j)%N -> A i j = 0.

Lemma weight_ge0 s i j : 0 <= weight s i j.
Proof. by rewrite /weight; case: ifP => _ //; exact/ltW. Qed.

Lemma softmax_row_stochastic s : row_stochastic (softmax s).
Proof.
apply/matrixP => i j; rewrite !mxE.
under eq_bigr => k _ do rewrite !mxE mulr1.
rewrite -mulr_suml mulfV // gt_eqF // (bigD1 i) //= ltr_paddr ?sumr_ge0 //.
  by move=> k _; exact: weight_ge0.
by rewrite /weight leqnn.
Qed.

Lemma softmax_causal s : causal (softmax s).
Proof. by move=> i j ij; rewrite mxE /weight leqNgt ij mul0r. Qed.

Lemma stochastic_mul A B : row_stochastic A -> row_stochastic B -> row_stochastic (A *m B).
Proof. by rewrite /row_stochastic => hA hB; rewrite -mulmxA hB hA. Qed.

Lemma causal_mul A B : causal A -> causal B -> causal (A *m B).
Proof.
move=> hA hB i j ij; rewrite mxE big1 // => k _.
case: (ltnP i k) => [ik|ki]; first by rewrite hA ?mul0r.
by rewrite hB ?mulr0 // (leq_ltn_trans ki ij).
Qed.

Lemma causal1 : causal 1%:M.
Proof. by move=> i j ij; rewrite mxE -val_eqE /= ltn_eqF. Qed.

Theorem no_word_looks_ahead (s : seq 'M[F]_n) :
  causal (foldr (fun A B => A *m B) 1%:M (map softmax s)) /\
  row_stochastic (foldr (fun A B => A *m B) 1%:M (map softmax s)).
Proof.
elim: s => [|a s [IHc IHr]] /=; first by split; [exact: causal1 | rewrite /row_stochastic mul1mx].
split; first by apply: causal_mul => //; exact: softmax_causal.
by apply: stochastic_mul => //; exact: softmax_row_stochastic.
Qed.
End Softmax.
