(* The certified range of one head: free positions choose a token each; the effect is a ratio of sums
   that share their weights w > 0. Soundness and attainment, (1) where all free positions are alike
   (an extremum has one token in all of them), (2) with terms of their own: Dinkelbach's criterion. *)
From mathcomp Require Import all_ssreflect all_algebra.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section OwnTerms.
Variables (F : realFieldType) (X I : finType) (N0 D0 : F) (w v : I -> X -> F).
Hypotheses (w_pos : forall j x, 0 < w j x) (D0_pos : 0 < D0).
(* N0, D0: what the fixed positions (the source, the destination) give *)
Definition effect (c : I -> X) := (N0 + \sum_j w j (c j) * v j (c j)) / (D0 + \sum_j w j (c j)).

Lemma total_pos c : 0 < D0 + \sum_j w j (c j).
Proof. by rewrite ltr_paddr ?sumr_ge0 // => j _; exact: ltW. Qed.

Lemma effect_le lam c : (effect c <= lam) = (\sum_j w j (c j) * (v j (c j) - lam) <= lam * D0 - N0).
Proof.
rewrite /effect ler_pdivr_mulr ?total_pos // mulrDr ler_subr_addr.
have -> : \sum_j w j (c j) * (v j (c j) - lam) =
          \sum_j w j (c j) * v j (c j) - lam * \sum_j w j (c j).
  by rewrite mulr_sumr -sumrB; apply: eq_bigr => j _; rewrite mulrBr [lam * _]mulrC.
by rewrite addrAC ler_subl_addr [N0 + _]addrC.
Qed.

(* sound: bound each position by itself *)
Theorem range_sound lam (b : I -> F) : (forall j x, w j x * (v j x - lam) <= b j) ->
  \sum_j b j <= lam * D0 - N0 -> forall c, effect c <= lam.
Proof. by move=> le sb c; rewrite effect_le (le_trans _ sb) //; apply: ler_sum => j _. Qed.

(* attained, and what attains it maximises w_j (v_j - lambda) in each position by itself *)
Theorem range_attained (x1 : X) : exists c : {ffun I -> X},
  (forall c', effect c' <= effect c) /\
  (forall j x, w j x * (v j x - effect c) <= w j (c j) * (v j (c j) - effect c)).
Proof.
have [c _ max_c] := @arg_maxP _ _ _ [ffun=> x1] xpredT (fun c : {ffun I -> X} => effect c) isT.
have {}max_c (c' : {ffun I -> X}) : effect c' <= effect c := max_c c' isT.
exists c; split=> [c'|j x].
  have := max_c [ffun j => c' j]; congr (_ <= _).
  by rewrite /effect; congr ((_ + _) / (_ + _)); apply: eq_bigr => j _; rewrite ffunE.
pose c' := [ffun i => if i == j then x else c i].
have := max_c c'; rewrite effect_le => le'.
have eq : \sum_i w i (c i) * (v i (c i) - effect c) = effect c * D0 - N0.
  apply/eqP; rewrite eq_le -effect_le lexx /=.
  rewrite ler_subl_addr; have D := lt0r_neq0 (total_pos c).
  have E : effect c * (D0 + \sum_j w j (c j)) = N0 + \sum_j w j (c j) * v j (c j).
    by rewrite /effect mulfVK.
  rewrite (_ : \sum_i _ = \sum_i w i (c i) * v i (c i) - effect c * \sum_i w i (c i)); last first.
    by rewrite mulr_sumr -sumrB; apply: eq_bigr => i _; rewrite mulrBr [effect c * _]mulrC.
  by rewrite addrAC [_ + N0]addrC -E mulrDr addrK.
move: le'; rewrite -eq (bigD1 j) //= [X in _ <= X](bigD1 j) //= /c' ffunE eqxx.
rewrite (eq_bigr (fun i => w i (c i) * (v i (c i) - effect c))) ?ler_add2r // => i /negbTE ij.
by rewrite ffunE ij.
Qed.
End OwnTerms.

Section Alike.
Variables (F : realFieldType) (X : finType) (m : nat) (N0 D0 : F) (w v : X -> F).
Hypotheses (w_pos : forall x, 0 < w x) (D0_pos : 0 < D0).
Let f (c : 'I_m -> X) := effect N0 D0 (fun=> w) (fun=> v) c.

Theorem one_token_everywhere (x1 : X) : exists x, forall c, f c <= f (fun=> x).
Proof.
have [x _ best] := @arg_maxP _ _ _ x1 xpredT (fun x => f (fun=> x)) isT.
have {}best y : f (fun=> y) <= f (fun=> x) := best y isT.
exists x => c; set lam := f (fun=> x) in best *.
have le d : (f d <= lam) = (\sum_j w (d j) * (v (d j) - lam) <= lam * D0 - N0).
  exact: effect_le.
case: (posnP m) => [m0|mp].
  have no (G : 'I_m -> F) : \sum_j G j = 0 by rewrite big1 // => -[j jm]; exfalso; rewrite m0 in jm.
  by rewrite /lam /f /effect !no.
rewrite le -(ler_pmul2l (_ : 0 < m%:R :> F)) ?ltr0n // mulr_sumr.
have -> : m%:R * (lam * D0 - N0) = \sum_(j < m) (lam * D0 - N0).
  by rewrite sumr_const card_ord mulr_natl.
apply: ler_sum => j _; have := best (c j); rewrite le sumr_const card_ord.
by rewrite mulr_natl.
Qed.
End Alike.

(* the other end of the range: of -v *)
Lemma effect_opp (F : realFieldType) (X I : finType) (N0 D0 : F) (w v : I -> X -> F) c :
  effect (- N0) D0 w (fun j x => - v j x) c = - effect N0 D0 w v c.
Proof. by rewrite /effect -mulNr opprD -sumrN; congr ((_ + _) / _); apply: eq_bigr => j _; rewrite mulrN. Qed.
