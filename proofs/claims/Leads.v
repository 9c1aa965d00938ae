(* What a lead is certified by, without a search: each head moves an average of its effects, in which a
   source at hand has at least a share that the gaps of the scores say. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Refmath Require Import InductionBound.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Extremes.
Variables (F : realFieldType) (I : eqType) (x : F) (f : I -> F) (P : pred I).
Lemma at_most_max r i : i \in r -> P i -> f i <= \big[Num.max/x]_(j <- r | P j) f j.
Proof.
elim: r => // k r IH; rewrite inE big_cons => /orP[/eqP<- ->|ir Pi]; first by rewrite le_maxr lexx.
by case: ifP => _; rewrite ?le_maxr IH ?orbT.
Qed.
Lemma at_least_min r i : i \in r -> P i -> \big[Num.min/x]_(j <- r | P j) f j <= f i.
Proof.
elim: r => // k r IH; rewrite inE big_cons => /orP[/eqP<- ->|ir Pi]; first by rewrite le_minl lexx.
by case: ifP => _; rewrite ?le_minl IH ?orbT.
Qed.
End Extremes.

Section Lead.
Variables (F : realFieldType) (H V : finType) (n : nat) (w v : H -> V -> F) (d : F).
Variables (c : 'I_n -> V) (a : V).
Hypothesis w_positive : forall h b, 0 < w h b.
Hypothesis somewhere : exists j, c j = a.
(* what any other token may weigh, and the least that one moves *)
Definition most h := \big[Num.max/0]_(b | b != a) w h b.
Definition least h := \big[Num.min/v h a]_b v h b.
Definition alpha h := w h a / (w h a + n.-1%:R * most h).
Definition lead := d + \sum_h (\sum_j w h (c j) * v h (c j)) / \sum_j w h (c j).

Lemma most_is_most h b : b != a -> w h b <= most h.
Proof. exact: at_most_max (mem_index_enum b). Qed.
Lemma most_ge0 h : 0 <= most h.
Proof. by rewrite /most; elim/big_rec: _ => // b x _ x0; rewrite le_maxr x0 orbT. Qed.
Lemma least_is_least h b : least h <= v h b.
Proof. exact: at_least_min (mem_index_enum b) isT. Qed.

Theorem lead_certified_by_gaps :
  d + \sum_h (alpha h * v h a + (1 - alpha h) * least h) <= lead.
Proof.
rewrite ler_add2l; apply: ler_sum => h _; case: somewhere => j0 cj0.
pose at_a := \sum_(j | c j == a) w h (c j); pose others := \sum_(j | c j != a) w h (c j).
have total : \sum_j w h (c j) = at_a + others by rewrite (bigID (fun j => c j == a)).
have others_ge0 : 0 <= others by apply: sumr_ge0 => j _; exact: ltW.
have a_le : w h a <= at_a.
  by rewrite /at_a (bigD1 j0) ?cj0 ?eqxx //= ler_addl sumr_ge0 // => j _; exact: ltW.
have others_le : others <= n.-1%:R * most h.
  have -> : n.-1 = #|[pred j : 'I_n | j != j0]|.
    rewrite -[in LHS](card_ord n) (cardD1 j0) inE add1n /=.
    by apply: eq_card => j; rewrite !inE andbT.
  rewrite -sum1_card natr_sum mulr_suml /others big_mkcond [X in _ <= X]big_mkcond /=.
  apply: ler_sum => j _; rewrite inE mul1r; case: (eqVneq j j0) => [->|_]; first by rewrite cj0 eqxx.
  by case: ifP => [ca|_]; rewrite ?most_ge0 // most_is_most ?ca.
have positive : 0 < at_a + others by rewrite ltr_paddr // (lt_le_trans (w_positive h a)).
have alpha_le : alpha h <= at_a / (at_a + others).
  apply: le_trans (share (w_positive h a) a_le others_ge0 others_le).
  have nz : w h a != 0 by rewrite gt_eqF.
  rewrite -[X in (_ + _ / X)^-1]/(w h a) (_ : 1 + _ = (w h a + n.-1%:R * most h) / w h a).
    by rewrite invfM invrK mulrC.
  by rewrite mulrDl divff.
have -> : alpha h * v h a + (1 - alpha h) * least h = alpha h * (v h a - least h) + least h.
  by rewrite mulrBl mul1r mulrBr addrA addrAC.
rewrite total -ler_subr_addr; have gap : 0 <= v h a - least h by rewrite subr_ge0 least_is_least.
apply: le_trans (ler_wpmul2r gap alpha_le) _; rewrite mulrAC.
rewrite ler_subr_addr -[X in _ + X](mulfK (lt0r_neq0 positive)) -mulrDl.
rewrite ler_pmul2r ?invr_gt0 // -total mulr_sumr (bigID (fun j => c j == a)) /= [X in _ <= X](bigID (fun j => c j == a)) /=.
rewrite addrA ler_add //.
  rewrite /at_a mulr_suml -big_split /=; apply: ler_sum => j /eqP ->.
  by rewrite [least h * _]mulrC -mulrDr subrK.
by apply: ler_sum => j _; rewrite mulrC ler_pmul2l // least_is_least.
Qed.
End Lead.
