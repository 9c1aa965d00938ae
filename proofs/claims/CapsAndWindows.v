(* Caps of scores, and what windows of attention reach through layers. *)
From mathcomp Require Import all_ssreflect all_algebra.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* --- a soft cap: the hyperbolic tangent, scaled, is increasing and stays within its bounds --- *)
Theorem soft_cap (F : realFieldType) (e : F -> F) (c s t : F) :
  (forall s, 0 < e s) -> (forall s t, s < t -> e s < e t) ->
  let f x := c * ((e (2%:R * x / c) - 1) / (e (2%:R * x / c) + 1)) in
  0 < c -> s < t -> [/\ - c < f s, f s < f t & f t < c].
Proof.
move=> e_positive e_increasing f c0 st; have p x : 0 < e x + 1 by rewrite addr_gt0 ?ltr01.
have fE x : f x = c - 2%:R * c / (e (2%:R * x / c) + 1).
  rewrite /f; set E := e _; have q : E + 1 != 0 := lt0r_neq0 (p _).
  apply: (mulIf q); rewrite [RHS]mulrBl divfK // mulrA divfK // mulrBr mulrDr !mulr1.
  by rewrite mulr_natl mulr2n opprD addrA addrK.
have c2E : 2%:R * c = c + c by rewrite mulr_natl mulr2n.
have c2 : 0 < 2%:R * c by rewrite mulr_gt0 ?ltr0n.
split; rewrite !fE.
- rewrite ltr_subr_addr addrC ltr_subl_addr -c2E ltr_pdivr_mulr // mulrDr mulr1.
  by rewrite ltr_addr mulr_gt0.
- rewrite ltr_add2l ltr_opp2 ltr_pmul2l // ltf_pinv ?posrE // ltr_add2r e_increasing //.
  by rewrite ltr_pmul2r ?invr_gt0 // ltr_pmul2l ?ltr0n.
by rewrite ltr_subl_addr ltr_addl divr_gt0.
Qed.

(* --- windows: layer by layer a position sees w - 1 further back --- *)
Lemma card_below N a : (a <= N)%N -> #|[pred k : 'I_N | (k < a)%N]| = a.
Proof. by move=> aN; rewrite -sum1_card -(big_ord_widen _ (fun=> 1%N) aN) sum_nat_const card_ord muln1. Qed.

Section Windows.
Variables (F : realFieldType) (n w : nat).
Hypothesis w_positive : (1 <= w)%N.
Definition window : 'M[F]_n.+1 := \matrix_(j, k) ((k <= j) && (j - k < w))%N%:R.

Lemma window_power_ge0 L i k : 0 <= (window ^+ L) i k.
Proof.
elim: L i k => [|L IH] i k; first by rewrite expr0 mxE ler0n.
by rewrite exprS -mulmxE mxE sumr_ge0 // => j _; rewrite mulr_ge0 // mxE ler0n.
Qed.
Lemma window_power_gt0 L i k : (0 < (window ^+ L) i k) = ((k <= i) && (i - k <= L * w.-1))%N.
Proof.
elim: L i k => [|L IH] i k.
  by rewrite expr0 mxE mul0n ltr0n lt0b leqn0 subn_eq0 -eqn_leq eq_sym -val_eqE.
rewrite exprS -mulmxE mxE lt_def sumr_ge0 ?andbT => [|j _]; last first.
  by rewrite mulr_ge0 ?window_power_ge0 // mxE ler0n.
rewrite psumr_eq0 => [|j _]; last by rewrite mulr_ge0 ?window_power_ge0 // mxE ler0n.
apply/allPn/andP => [[j _]|[ki far]].
  rewrite /= mulf_eq0 negb_or => /andP[]; rewrite mxE pnatr_eq0 eqb0 negbK => /andP[ji near].
  move=> nz.
  have : 0 < (window ^+ L) j k by rewrite lt_def nz window_power_ge0.
  rewrite IH => /andP[kj far]; split; first exact: leq_trans kj ji.
  rewrite -(subnK ji) -addnBA // mulSn leq_add //.
  by rewrite -ltnS prednK.
have jn : (i - minn (i - k) w.-1 < n.+1)%N by rewrite (leq_ltn_trans (leq_subr _ _)).
exists (Ordinal jn); rewrite ?mem_index_enum //= mulf_neq0 //.
  rewrite mxE /= leq_subr /= pnatr_eq0 eqb0 negbK subKn; last by rewrite geq_min leq_subr.
  by rewrite gtn_min ltn_predL w_positive orbT.
rewrite lt0r_neq0 // IH /=; apply/andP; split.
  by rewrite -{1}(subKn ki) leq_sub2l // geq_minl.
case: (leqP (i - k) w.-1) => [_|_]; first by rewrite subKn // subnn.
by rewrite subnAC leq_subLR -mulSn.
Qed.

Theorem layers_of_windows L (i : 'I_n.+1) : (L * w.-1 <= i)%N ->
  #|[pred k | 0 < (window ^+ L) i k]| = (1 + L * w.-1)%N.
Proof.
set m := (L * _)%N => mi; pose seen := [pred k : 'I_n.+1 | (k < i.+1)%N].
pose far := [pred k : 'I_n.+1 | (k < i - m)%N].
rewrite -(@eq_card _ [predD seen & far]) => [|k]; last first.
  by rewrite !inE window_power_gt0 -leqNgt ltnS andbC leq_subLR leq_subLR addnC.
have farE : #|[predI seen & far]| = (i - m)%N.
  have bounded : (i - m <= n.+1)%N by apply: leq_trans (leq_subr _ _) _; exact: ltnW.
  rewrite -[RHS](card_below bounded); apply: eq_card => k.
  rewrite !inE; case: (ltnP k (i - m)) => km; rewrite ?andbF ?andbT //.
  have ki : (k <= i)%N := leq_trans (ltnW km) (leq_subr _ _).
  by rewrite ?ltnS ki.
have := cardID far seen; rewrite farE card_below // => E.
by apply/eqP; rewrite -(eqn_add2l (i - m)) E add1n addnS subnK.
Qed.
End Windows.
