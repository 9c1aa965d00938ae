(* Ranks: W_O W_V and what is read through them; two heads with one pattern are one head of twice the
   width; n crossing-free pairs need n heads, where «crossing-free» says that the crossed effects are
   dominated in sum. Told apart by the largest effect alone, two heads do for every n. *)
From mathcomp Require Import all_ssreflect all_algebra.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Ranks.
Variable F : fieldType.
Theorem low_rank d k (WO : 'M[F]_(d, k)) (WV : 'M[F]_(k, d)) : (\rank (WO *m WV) <= k)%N.
Proof. exact: leq_trans (mxrankM_maxl _ _) (rank_leq_col _). Qed.
Theorem low_rank_QK d k (WQ WK : 'M[F]_(k, d)) : (\rank (WQ^T *m WK) <= k)%N.
Proof. exact: low_rank. Qed.
Theorem low_rank_circuit d k v (WU : 'M[F]_(v, d)) (WO : 'M_(d, k)) (WV : 'M_(k, d)) (WE : 'M_(d, v)) :
  (\rank (WU *m (WO *m WV) *m WE) <= k)%N.
Proof. by rewrite !mulmxA -(mulmxA _ WV) low_rank. Qed.
Theorem virtual_head_rank d (W2 W1 : 'M[F]_d) : (\rank (W2 *m W1) <= minn (\rank W2) (\rank W1))%N.
Proof. by rewrite leq_min mxrankM_maxl mxrankM_maxr. Qed.
Theorem layer_rank d (I : finType) (k : I -> nat) (WO : forall h, 'M[F]_(d, k h)) (WV : forall h, 'M_(k h, d)) :
  (\rank (\sum_h WO h *m WV h)%R <= \sum_h k h)%N.
Proof.
apply: (big_ind2 (fun (W : 'M[F]_d) r => (\rank W <= r)%N)) => [|V r W s le1 le2|h _].
- by rewrite mxrank0.
- exact: leq_trans (mxrank_add _ _) (leq_add le1 le2).
- exact: low_rank.
Qed.
End Ranks.

Section OnePattern.
Variables (R : comRingType) (n d k1 k2 : nat) (A : 'M[R]_n) (x : 'M[R]_(n, d)).
Variables (WO1 : 'M[R]_(d, k1)) (WV1 : 'M[R]_(k1, d)) (WO2 : 'M[R]_(d, k2)) (WV2 : 'M[R]_(k2, d)).
Theorem two_heads_with_one_pattern :
  A *m x *m (WO1 *m WV1)^T + A *m x *m (WO2 *m WV2)^T =
  A *m x *m (row_mx WO1 WO2 *m col_mx WV1 WV2)^T.
Proof. by rewrite mul_row_col linearD /= mulmxDr. Qed.
End OnePattern.

(* effects of a fixed source on n destinations B_i and n outputs C_j: Σ_h u_h(B_i) o_h(C_j), with
   u_h = exp QK_h > 0 up to the denominators; the sign of u isn't needed *)
Section Pairs.
Variables (F : realFieldType) (n heads : nat) (u : 'M[F]_(n, heads)) (o : 'M[F]_(heads, n)).
Let M := u *m o.
Theorem crossing_free_pairs :
  (forall i, \sum_(j | j != i) `|M i j| < `|M i i|) -> (n <= heads)%N.
Proof.
move=> dom; suff r : \rank M = n.
  by rewrite -[X in (X <= _)%N]r /M (leq_trans (mxrankM_maxl _ _)) // rank_leq_col.
rewrite -mxrank_tr; apply/eqP; rewrite -/(row_free _) -kermx_eq0; apply/eqP/row_matrixP => l.
rewrite row0; set y := row l _; have My : y *m M^T = 0 by rewrite /y -row_mul mulmx_ker row0.
move: y My => y My; apply/rowP => j0; rewrite mxE.
have [i _ big_i] := @arg_maxP _ _ _ j0 xpredT (fun j => `|y 0 j|) isT.
have {}big_i j : `|y 0 j| <= `|y 0 i| := big_i j isT.
suff y0 : `|y 0 i| <= 0 by apply/eqP; rewrite -normr_le0 (le_trans (big_i j0)).
have := congr1 (fun X : 'rV_n => X 0 i) My; rewrite !mxE (bigD1 i) //= mxE => /eqP.
rewrite addr_eq0 => /eqP E; rewrite leNgt; apply/negP => y0.
suff : `|M i i| * `|y 0 i| <= (\sum_(j | j != i) `|M i j|) * `|y 0 i|.
  by rewrite ler_pmul2r // leNgt dom.
rewrite mulrC -normrM E normrN (le_trans (ler_norm_sum _ _ _)) // mulr_suml.
by apply: ler_sum => j _; rewrite mxE normrM mulrC ler_wpmul2l // big_i.
Qed.
End Pairs.

(* with «the wanted output has the largest effect at its destination» in its place, it is false:
   u = (2i, 1), o = (j, -j^2) give 2 i j - j^2 = i^2 - (i - j)^2 *)
Theorem told_apart_by_two_heads (F : realFieldType) n :
  exists (u : 'M[F]_(n, 2)) (o : 'M[F]_(2, n)), (forall i h, 0 < u i h) /\
    forall i j, j != i -> (u *m o) i j < (u *m o) i i.
Proof.
exists (\matrix_(i, h) (if h == 0 then 2%:R * i.+1%:R else 1)).
exists (\matrix_(h, j) (if h == 0 then j.+1%:R else - j.+1%:R ^+ 2)); split=> [i h|i j ji].
  by rewrite mxE; case: ifP => _; rewrite ?ltr01 // mulr_gt0 ?ltr0n.
rewrite !mxE !big_ord_recl !big_ord0 !mxE /= !addr0 !mul1r.
set a : F := i.+1%:R; set b : F := j.+1%:R.
have sq (x y : F) : 2%:R * x * x + - x ^+ 2 = (2%:R * x * y + - y ^+ 2) + (x - y) ^+ 2.
  rewrite -!mulrA !mulr_natl -expr2 mulr2n addrK sqrrB [RHS]addrC addrACA.
  by rewrite subrK subrr addr0.
rewrite (sq a b) ltr_addl exprn_even_gt0 //= subr_eq0 eqr_nat eqSS eq_sym.
exact: ji.
Qed.
