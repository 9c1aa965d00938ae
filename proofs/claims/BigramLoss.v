(* The loss of zero layers: no bigram table gives a text a higher likelihood than the text's own counts,
   and one gives as high a one only if it is proportional to them, source by source. *)
From mathcomp Require Import all_ssreflect all_algebra.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section BigramLoss.
Variables (F : realFieldType) (V : finType) (N : V -> V -> nat) (w : V -> V -> F).
Hypotheses (N_positive : forall a b, (0 < N a b)%N) (w_positive : forall a b, 0 < w a b).
Definition q a b := w a b / \sum_c w a c.
Definition p a b : F := (N a b)%:R / \sum_c (N a c)%:R.
Definition Q := \prod_a \prod_b q a b ^+ N a b.
Definition P := \prod_a \prod_b p a b ^+ N a b.
Definition r a b := w a b / (N a b)%:R.

Lemma w_total a (b : V) : 0 < \sum_c w a c.
Proof. by rewrite (bigD1 b) //= ltr_paddr // sumr_ge0 // => c _; exact: ltW. Qed.
Lemma N_total a (b : V) : 0 < \sum_c (N a c)%:R :> F.
Proof. by rewrite (bigD1 b) //= ltr_paddr ?ltr0n // sumr_ge0 // => c _; exact: ler0n. Qed.
Lemma q_gt0 a b : 0 < q a b. Proof. by rewrite divr_gt0 // (w_total a b). Qed.
Lemma p_gt0 a b : 0 < p a b. Proof. by rewrite divr_gt0 ?ltr0n // (N_total a b). Qed.

(* one source: q / p, as often as each pair is seen, has the mean 1 *)
Lemma of_one_source a :
  \prod_b (q a b / p a b) ^+ N a b <= 1 ?= iff [forall b, forall c, r a b == r a c].
Proof.
case: (pickP V) => [b0 _|none]; last first.
  rewrite big1 => [|b]; last by have := none b.
  by split=> //; rewrite eqxx; apply/esym/forallP => b; have := none b.
pose I := [finType of {b : V & 'I_(N a b)}].
have nN b : (N a b)%:R != 0 :> F by rewrite pnatr_eq0 -lt0n.
have sum_I (G : V -> F) : \sum_(x : I) G (tag x) = \sum_b (N a b)%:R * G b.
  rewrite [RHS](eq_bigr (fun b => \sum_(k < N a b) G b)) => [|b _]; last first.
    by rewrite sumr_const card_ord mulr_natl.
  by rewrite (@sig_big_dep _ _ _ _ _ xpredT (fun _ => xpredT) (fun b k => G b)).
have prod_I (G : V -> F) : \prod_(x : I) G (tag x) = \prod_b G b ^+ N a b.
  rewrite [RHS](eq_bigr (fun b => \prod_(k < N a b) G b)) => [|b _]; last first.
    by rewrite prodr_const card_ord.
  by rewrite (@sig_big_dep _ _ _ _ _ xpredT (fun _ => xpredT) (fun b k => G b)).
have cardI : #|I|%:R = \sum_c (N a c)%:R :> F.
  by rewrite -sum1_card natr_sum (sum_I (fun=> 1)); apply: eq_bigr => c _; rewrite mulr1.
pose E (x : I) := q a (tag x) / (N a (tag x))%:R.
have EP x : E x *+ #|I| = q a (tag x) / p a (tag x).
  by rewrite -mulr_natr cardI /E /p invfM invrK mulrA.
have E_ge0 : {in I, forall x, 0 <= E x *+ #|I|}.
  by move=> x _; rewrite EP divr_ge0 // ltW ?q_gt0 ?p_gt0.
have prodE (G : I -> F) : \prod_(x in I) G x = \prod_x G x by apply: eq_bigl => x; rewrite inE.
have sumE (G : I -> F) : \sum_(x in I) G x = \sum_x G x by apply: eq_bigl => x; rewrite inE.
have mean : \sum_x E x = 1.
  rewrite (sum_I (fun b => q a b / (N a b)%:R)); under eq_bigr => b _ do rewrite mulrC divfK //.
  by rewrite -mulr_suml divff // gt_eqF // w_total.
have := leif_AGM_scaled (A := I) (E := E) E_ge0; rewrite prodE sumE mean expr1n.
rewrite (eq_bigr (fun x : I => q a (tag x) / p a (tag x))) => [|x _]; last exact: EP.
rewrite (prod_I (fun b => q a b / p a b)); congr (_ <= _ ?= iff _).
have Er x : E x = r a (tag x) / \sum_c w a c by rewrite /E /q /r mulrAC.
have same x y : (E x == E y) = (r a (tag x) == r a (tag y)).
  by rewrite !Er (inj_eq (mulIf (invr_neq0 (lt0r_neq0 (w_total a b0))))).
apply/idP/idP => [/forallP alike|/forallP alike]; apply/forallP => x.
  apply/forallP => y; pose at_ b : I := Tagged (fun b => 'I_(N a b)) (Ordinal (N_positive a b)).
  by have /implyP/(_ isT)/forallP/(_ (at_ y))/implyP/(_ isT) := alike (at_ x); rewrite same.
apply/implyP => _; apply/forallP => y; apply/implyP => _; rewrite same.
by have /forallP := alike (tag x); apply.
Qed.

Theorem loss_of_zero_layers : Q <= P ?= iff [forall a, forall b, forall c, r a b == r a c].
Proof.
have P_gt0 : 0 < P by apply: prodr_gt0 => a _; apply: prodr_gt0 => b _; rewrite exprn_gt0 ?p_gt0.
have QE : Q = (\prod_a \prod_b (q a b / p a b) ^+ N a b) * P.
  rewrite /Q /P -big_split; apply: eq_bigr => a _; rewrite -big_split; apply: eq_bigr => b _ /=.
  by rewrite -exprMn divfK // gt_eqF // p_gt0.
have ge0 a : a \in V -> 0 <= \prod_b (q a b / p a b) ^+ N a b.
  by move=> _; apply: prodr_ge0 => b _; rewrite exprn_ge0 // divr_ge0 // ltW ?q_gt0 ?p_gt0.
have := leif_pprod (P := xpredT) (fun a _ => ge0 a isT) (fun a _ => of_one_source a).
rewrite /= (_ : \prod_(a : V) 1 = 1 :> F); last by rewrite big1.
rewrite oner_eq0 /= => -[le eq]; split.
  by rewrite QE ler_pimull // ltW.
by rewrite QE -[X in _ == X]mul1r (inj_eq (mulIf (lt0r_neq0 P_gt0))).
Qed.
End BigramLoss.
