(* Induction by K-composition: a previous-token head at scale s0, an induction head at scale s1 >= 0;
   e in the place of exp. Position 0 has no previous token and attends to itself: a term -s1 in its
   key holds it off, or it is a first token of its own (BOS), which stands nowhere else.
   For EVERY context and destination i with at least one match (t_{j-1} = t_i, j <= i), the attention
   to the matches is at least 1 / (1 + i e(s1 (2 eps - 1))), eps = i / (e(s0) + i).
   Nothing is asked of s0. Weights for the second kind: InductionModel.v. *)
From mathcomp Require Import all_ssreflect all_algebra.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Softmax.
Variables (F : realFieldType) (n : nat) (e : F -> F).
Definition weight (S : 'M[F]_n) (i j : 'I_n) := if (j <= i)%N then e (S i j) else 0.
Definition softmax (S : 'M[F]_n) : 'M[F]_n := \matrix_(i, j) (weight S i j / \sum_k weight S i k).
End Softmax.

(* attention to what has weight >= x, beside weights that add up to r or less *)
Lemma share (F : realFieldType) (a b x r : F) : 0 < x -> x <= a -> 0 <= b -> b <= r ->
  (1 + r / x)^-1 <= a / (a + b).
Proof.
move=> x0 xa b0 br; have a0 : 0 < a := lt_le_trans x0 xa.
have r0 : 0 <= r := le_trans b0 br.
have -> : a / (a + b) = (1 + b / a)^-1.
  by rewrite -[a in a + b]mulr1 -[b in _ + b](@mulfVK _ a) ?gt_eqF // [b / a * a]mulrC -mulrDr invfM
     mulrA divff ?mul1r // gt_eqF.
have p1 (u v : F) : 0 <= u -> 0 < v -> 0 < 1 + u / v.
  by move=> u0 v0; rewrite ltr_paddr ?ltr01 ?divr_ge0 ?(ltW v0).
rewrite lef_pinv ?posrE ?p1 // ler_add2l ler_pdivr_mulr // mulrAC ler_pdivl_mulr //.
by apply: ler_pmul => //; exact: ltW.
Qed.

Section Induction.
Variables (F : realFieldType) (e : F -> F).
Hypothesis e_pos : forall s, 0 < e s.
Hypothesis e_mono : forall s u, s <= u -> e s <= e u.
Variables (n : nat) (T : eqType) (t : 'I_n.+1 -> T) (s0 s1 : F).
Hypothesis s1_ge0 : 0 <= s1.
Variable off : F.                       (* 1 where position 0 is held off, 0 where it needn't be *)

(* scores and patterns of the two heads; the second's keys read what the first wrote *)
Definition S0 : 'M[F]_n.+1 := \matrix_(j, k) (if k.+1 == j then s0 else 0).
Definition A0 := softmax e S0.
Definition S1 : 'M[F]_n.+1 := \matrix_(i, j) (s1 * (\sum_k A0 j k * (t k == t i)%:R - off * (j == ord0)%:R)).
Definition A1 := softmax e S1.
Definition matches (i j : 'I_n.+1) := (j <= i)%N && [exists k : 'I_n.+1, (k.+1 == j :> nat) && (t k == t i)].
Hypothesis held_off : forall i, (exists j, matches i j) ->
  \sum_k A0 ord0 k * (t k == t i)%:R - off <= 0.
Definition eps (i : nat) : F := i%:R * e 0 / (e s0 + i%:R * e 0).   (* i / (e(s0) + i) where e(0) = 1 *)

Lemma weight_ge0 S (i j : 'I_n.+1) : 0 <= weight e S i j.
Proof. by rewrite /weight; case: ifP => _ //; exact/ltW. Qed.
Lemma total_gt0 S (i : 'I_n.+1) : 0 < \sum_k weight e S i k.
Proof.
rewrite (bigD1 i) //= ltr_paddr ?sumr_ge0 // => [k _|]; first exact: weight_ge0.
by rewrite /weight leqnn.
Qed.
Lemma softmax_ge0 S (i j : 'I_n.+1) : 0 <= softmax e S i j.
Proof. by rewrite mxE divr_ge0 ?weight_ge0 // ltW // total_gt0. Qed.
Lemma softmax_row S (i : 'I_n.+1) : \sum_j softmax e S i j = 1.
Proof.
under eq_bigr => k _ do rewrite mxE.
by rewrite -mulr_suml mulfV // gt_eqF // total_gt0.
Qed.
Lemma count_before (i : 'I_n.+1) : (\sum_(k < n.+1 | (k <= i)%N) 1 = i.+1)%N.
Proof. by rewrite -(big_ord_widen _ (fun=> 1%N) (ltn_ord i)) sum_nat_const card_ord muln1. Qed.

Lemma den_gt0 k : 0 < e s0 + k%:R * e 0.
Proof. by rewrite ltr_paddr // mulr_ge0 ?ler0n // ltW. Qed.
Lemma eps_ge0 i : 0 <= eps i.
Proof. by rewrite /eps divr_ge0 ?mulr_ge0 ?ler0n // ltW // den_gt0. Qed.
Lemma eps_mono j i : (j <= i)%N -> eps j <= eps i.
Proof.
move=> ji; rewrite /eps ler_pdivr_mulr ?den_gt0 // mulrAC ler_pdivl_mulr ?den_gt0 // !mulrDr.
by rewrite [j%:R * _ * (i%:R * _)]mulrC ler_add2r !ler_pmul2r // ler_nat.
Qed.

(* the previous-token head, exactly *)
Lemma previous (j k : 'I_n.+1) : k.+1 = j -> A0 j k = 1 - eps j.
Proof.
move=> kj; rewrite mxE; have kj' : (k <= j)%N by rewrite -kj.
have -> : \sum_l weight e S0 j l = e s0 + j%:R * e 0.
  rewrite (bigD1 k) //=; congr (_ + _); first by rewrite /weight kj' mxE kj eqxx.
  have := count_before j; rewrite (bigD1 k) //= add1n => -[cj].
  rewrite -[X in X%:R * _]cj natr_sum mulr_suml.
  rewrite [RHS]big_mkcondl; apply: eq_bigr => l lk; rewrite /weight mxE; case: ifP => // _.
  by rewrite -kj eqSS (negbTE (lk : l != k :> nat)) mul1r.
have p := den_gt0 j.
rewrite /weight kj' mxE kj eqxx /eps; apply: (canRL (addrK _)).
by rewrite -mulrDl divff // gt_eqF.
Qed.

(* a match scores s1 (1 - eps) or more *)
Lemma match_score i j : matches i j -> s1 * (1 - eps i) <= S1 i j.
Proof.
case/andP=> ji /existsP[k /andP[/eqP kj tk]]; rewrite mxE ler_wpmul2l //.
rewrite (_ : j == ord0 = false) ?mulr0 ?subr0; last by rewrite -val_eqE /= -kj.
rewrite (bigD1 k) //= tk mulr1 (previous kj) ler_paddr ?ler_add2l ?ler_opp2 ?eps_mono //.
by apply: sumr_ge0 => l _; rewrite mulr_ge0 ?ler0n ?softmax_ge0.
Qed.

(* any other place scores s1 eps or less; position 0 too, which is held off *)
Lemma other_score (i j : 'I_n.+1) :
  (exists k, matches i k) -> (j <= i)%N -> ~~ matches i j -> S1 i j <= s1 * eps i.
Proof.
move=> some ji; rewrite /matches ji /= => /existsPn no; rewrite mxE ler_wpmul2l //.
case: (posnP j) => [j0|jp].
  have -> : j = ord0 by apply/val_inj.
  by rewrite eqxx mulr1 (le_trans (held_off some)) ?eps_ge0.
rewrite (_ : j == ord0 = false) ?mulr0 ?subr0; last by rewrite -val_eqE /= gtn_eqF.
have jn : (j.-1 < n.+1)%N by rewrite (leq_ltn_trans (leq_pred j)).
pose k := Ordinal jn; have kj : k.+1 = j by rewrite /= prednK.
apply: le_trans (eps_mono ji); have := softmax_row S0 j; rewrite (bigD1 k) //= -/A0 (previous kj).
move=> /(canRL (addKr _)); rewrite opprB subrK => <-.
have := no k; rewrite kj eqxx /= => /negbTE tk.
rewrite (bigD1 k) //= tk mulr0 add0r; apply: ler_sum => l _.
by rewrite ler_pimulr ?softmax_ge0 // lern1 leq_b1.
Qed.

(* for any positive, weakly increasing e *)
Theorem induction_bound i : (exists j, matches i j) ->
  (1 + i%:R * e (s1 * eps i) / e (s1 * (1 - eps i)))^-1 <= \sum_(j | matches i j) A1 i j.
Proof.
move=> some; case: (some) => j0 m0; under eq_bigr => j _ do rewrite mxE.
rewrite -mulr_suml [X in _ <= _ / X](bigID (matches i)) /=.
apply: share => //.
- rewrite (bigD1 j0) //= ler_paddr ?sumr_ge0 // => [k _|]; first exact: weight_ge0.
  by rewrite /weight (andP m0).1 e_mono // match_score.
- by apply: sumr_ge0 => k _; exact: weight_ge0.
have := count_before i; rewrite (bigD1 j0) ?(andP m0).1 //= add1n => -[ci].
rewrite -[X in X%:R * _]ci natr_sum mulr_suml.
rewrite [X in _ <= X](bigID (matches i)) /= -[X in X <= _]add0r ler_add //.
  by apply: sumr_ge0 => k _; rewrite mul1r ltW.
rewrite big_mkcond [X in _ <= X]big_mkcond; apply: ler_sum => j _ /=.
case: ifPn => mj; last by rewrite andbF.
rewrite andbT; have -> : j != j0 by apply: contraNneq mj => ->.
rewrite andbT /weight; case: ifP => // ji.
by rewrite mul1r e_mono // other_score.
Qed.

(* so, where all matches hold B, B's logit is at least that, and the others' together at most the rest *)
Definition logit i c := \sum_j A1 i j * (t j == c)%:R.

Corollary induction_logits i B : (exists j, matches i j) ->
  (forall j, matches i j -> t j = B) ->
  let bound := (1 + i%:R * e (s1 * eps i) / e (s1 * (1 - eps i)))^-1 in
  bound <= logit i B /\ forall c, c != B -> logit i c <= 1 - bound.
Proof.
move=> m allB bound; have b := induction_bound m; split=> [|c cB].
  apply: le_trans b _; rewrite /logit [X in _ <= X](bigID (matches i)) /= ler_paddr //.
    by apply: sumr_ge0 => j _; rewrite mulr_ge0 ?ler0n ?softmax_ge0.
  by apply: ler_sum => j /allB->; rewrite eqxx mulr1.
rewrite ler_subr_addr; have := softmax_row S1 i; rewrite (bigID (matches i)) /= => <-.
rewrite addrC ler_add // /logit (bigID (matches i)) /= big1 ?add0r => [|j /allB->]; last first.
  by rewrite eq_sym (negbTE cB) mulr0.
by apply: ler_sum => j _; rewrite ler_pimulr ?softmax_ge0 // lern1 leq_b1.
Qed.

(* where e(s + u) = e(s) e(u) *)
Corollary induction_bound_exp i : (forall s u, e (s + u) = e s * e u) -> (exists j, matches i j) ->
  (1 + i%:R * e (s1 * (2%:R * (i%:R / (e s0 + i%:R)) - 1)))^-1 <= \sum_(j | matches i j) A1 i j.
Proof.
move=> eD m; have nz s : e s != 0 := lt0r_neq0 (e_pos s).
have e0 : e 0 = 1 by apply: (mulfI (nz 0)); rewrite -eD addr0 mulr1.
have eN s : e (- s) = (e s)^-1 by apply: (mulfI (nz s)); rewrite -eD subrr e0 mulfV.
have -> : i%:R / (e s0 + i%:R) = eps i by rewrite /eps e0 mulr1.
rewrite (le_trans _ (induction_bound m)) // le_eqVlt; apply/orP; left; apply/eqP.
congr (1 + _)^-1; rewrite -[RHS]mulrA -eN -eD; congr (_ * e _).
by rewrite -mulrN -mulrDr opprB addrA mulr_natl mulr2n.
Qed.

Lemma at_most_one i : \sum_k A0 ord0 k * (t k == t i)%:R <= 1.
Proof.
rewrite -[X in _ <= X](softmax_row S0 ord0); apply: ler_sum => k _.
by rewrite ler_pimulr ?softmax_ge0 // lern1 leq_b1.
Qed.
(* a first token of its own: where it stands, nothing else has been seen *)
Lemma first_of_its_own i : (forall j, t j = t ord0 -> j = ord0) -> (exists j, matches i j) ->
  \sum_k A0 ord0 k * (t k == t i)%:R <= 0.
Proof.
move=> bos [j /andP[ji /existsP[k /andP[/eqP kj tk]]]].
have i0 : i != ord0 by rewrite -val_eqE /= -lt0n (leq_trans _ ji) // -kj.
rewrite big1 // => l _; case: (posnP l) => [l0|lp].
  have -> : l = ord0 by apply/val_inj.
  by rewrite eq_sym (_ : t i == _ = false) ?mulr0 //; apply/eqP => /bos /eqP; rewrite (negbTE i0).
by rewrite mxE /weight leqNgt lp !mul0r.
Qed.
End Induction.

(* as it is printed: position 0 held off *)
Theorem induction_held_off (F : realFieldType) (e : F -> F) n (T : eqType) (t : 'I_n.+1 -> T) s0 s1 i :
  (forall s, 0 < e s) -> (forall s u, s <= u -> e s <= e u) ->
  (forall s u, e (s + u) = e s * e u) -> 0 <= s1 -> (exists j, matches t i j) ->
  (1 + i%:R * e (s1 * (2%:R * (i%:R / (e s0 + i%:R)) - 1)))^-1 <=
  \sum_(j | matches t i j) A1 e t s0 s1 1 i j.
Proof.
move=> e_pos e_mono eD s1_ge0; apply: induction_bound_exp => // k _.
by rewrite subr_le0 at_most_one.
Qed.
(* a first token of its own *)
Theorem induction_behind_bos (F : realFieldType) (e : F -> F) n (T : eqType) (t : 'I_n.+1 -> T) s0 s1 i :
  (forall s, 0 < e s) -> (forall s u, s <= u -> e s <= e u) ->
  (forall s u, e (s + u) = e s * e u) -> 0 <= s1 -> (forall j, t j = t ord0 -> j = ord0) ->
  (exists j, matches t i j) ->
  (1 + i%:R * e (s1 * (2%:R * (i%:R / (e s0 + i%:R)) - 1)))^-1 <=
  \sum_(j | matches t i j) A1 e t s0 s1 0 i j.
Proof.
move=> e_pos e_mono eD s1_ge0 bos; apply: induction_bound_exp => // k some.
by rewrite subr0 first_of_its_own.
Qed.
