(* Pointers: a head of the third layer asks for the place behind each that a head of the second has
   found; what its matches take of the attention, exactly. *)
From mathcomp Require Import all_ssreflect all_algebra.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Pointers.
Variables (F : realFieldType) (e : F -> F) (n : nat) (T : eqType) (t : 'I_n.+1 -> T) (w s1 : F).
Variable i : 'I_n.+1.
Hypotheses (e_positive : forall s, 0 < e s) (e0 : e 0 = 1) (w_positive : 0 < w).
(* the destination's token, among the sources that it sees *)
Definition raw (l : 'I_n.+1) := if t l == t i then w else 1.
Definition found l := raw l / \sum_(j : 'I_n.+1 | (j <= i)%N) raw j.
Definition pointed (j : 'I_n.+1) := s1 * \sum_(l : 'I_n.+1 | (l <= i)%N) found l * (l.+1 == j :> nat)%:R.
Definition attends j := e (pointed j) / \sum_(l : 'I_n.+1 | (l <= i)%N) e (pointed l).
Definition behind (j : 'I_n.+1) := (j <= i)%N && [exists k : 'I_n.+1, (k.+1 == j :> nat) && (t k == t i)].
Let k := #|[pred j | behind j]|.
Let Z := k.+1%:R * w + (i - k)%N%:R.

Lemma seen : #|[pred j : 'I_n.+1 | (j <= i)%N]| = i.+1.
Proof. by rewrite -sum1_card -(big_ord_widen _ (fun=> 1%N) (ltn_ord i)) sum_nat_const card_ord muln1. Qed.
Lemma earlier : #|[pred l : 'I_n.+1 | (l < i)%N && (t l == t i)]| = k.
Proof.
pose next (l : 'I_n.+1) : 'I_n.+1 := inord l.+1.
have nextE (l : 'I_n.+1) : (l < i)%N -> next l = l.+1 :> nat.
  by move=> li; rewrite inordK // ltnS (leq_trans li) // -ltnS.
rewrite -(@card_in_image _ _ next) => [|l l']; last first.
  rewrite !inE => /andP[li _] /andP[li' _] /(congr1 val); rewrite /= !nextE // => -[ll'].
  exact: val_inj.
apply: eq_card => j; apply/imageP/idP => [[l]|].
  rewrite inE => /andP[li tl] ->; rewrite inE /behind nextE // li /=.
  by apply/existsP; exists l; rewrite eqxx.
rewrite inE => /andP[ji /existsP[l /andP[/eqP lj tl]]]; exists l.
  by rewrite inE tl lj ji.
by apply/val_inj; rewrite /= nextE ?lj.
Qed.
Lemma totalE : \sum_(j : 'I_n.+1 | (j <= i)%N) raw j = Z.
Proof.
have same : #|[pred j : 'I_n.+1 | (j <= i)%N && (t j == t i)]| = k.+1.
  rewrite (cardD1 i) inE leqnn eqxx add1n; congr _.+1; rewrite -earlier; apply: eq_card => j.
  by rewrite !inE ltn_neqAle -val_eqE andbA.
have others : #|[pred j : 'I_n.+1 | (j <= i)%N && (t j != t i)]| = (i - k)%N.
  have := cardID [pred j | t j == t i] [pred j : 'I_n.+1 | (j <= i)%N]; rewrite seen.
  rewrite (@eq_card _ [predI _ & _] [pred j : 'I_n.+1 | (j <= i)%N && (t j == t i)]) => [|j]; last first.
    by rewrite !inE.
  rewrite same (@eq_card _ [predD _ & _] [pred j : 'I_n.+1 | (j <= i)%N && (t j != t i)]) => [E|j]; last first.
    by rewrite !inE andbC.
  by rewrite -[i in (i - _)%N]/(i.+1.-1) -E addSn /= addKn.
rewrite (bigID (fun j => t j == t i)) /= /Z -same -others; congr (_ + _).
  rewrite -sum1_card natr_sum mulr_suml; apply: eq_big => j; first by rewrite !inE.
  by rewrite /raw => /andP[_ ->]; rewrite mul1r.
rewrite -sum1_card natr_sum; apply: eq_big => j; first by rewrite !inE.
by rewrite /raw => /andP[_ /negbTE ->].
Qed.

Lemma pointed_at (l j : 'I_n.+1) : l.+1 = j -> (j <= i)%N -> pointed j = s1 * found l.
Proof.
move=> lj ji; rewrite /pointed (bigD1 l) /=; last by rewrite ltnW // lj.
rewrite lj eqxx mulr1 big1 ?addr0 // => m /andP[_ ml].
by rewrite -lj eqSS (negbTE (ml : m != l :> nat)) mulr0.
Qed.
Lemma pointed_behind j : behind j -> pointed j = s1 * w / Z.
Proof.
case/andP=> ji /existsP[l /andP[/eqP lj tl]].
by rewrite (pointed_at lj ji) /found /raw tl totalE mulrA.
Qed.
Lemma pointed_other (j : 'I_n.+1) : (j <= i)%N -> j != ord0 -> ~~ behind j -> pointed j = s1 / Z.
Proof.
move=> ji j0; rewrite /behind ji /= => /existsPn no.
have jp : (0 < j)%N by rewrite lt0n.
have jn : (j.-1 < n.+1)%N by rewrite (leq_ltn_trans (leq_pred j)).
have lj : (Ordinal jn).+1 = j by rewrite /= prednK.
have := no (Ordinal jn); rewrite lj eqxx /= => /negbTE tl.
by rewrite (pointed_at lj ji) /found /raw tl totalE mul1r.
Qed.
Lemma pointed_first : pointed ord0 = 0.
Proof. by rewrite /pointed big1 ?mulr0 // => l _; rewrite mulr0. Qed.

Theorem pointer_induction : \sum_(j | behind j) attends j =
  k%:R * e (s1 * w / Z) / (k%:R * e (s1 * w / Z) + (i - k)%N%:R * e (s1 / Z) + 1).
Proof.
have not_first j : behind j -> j != ord0.
  by case/andP=> _ /existsP[l /andP[/eqP lj _]]; rewrite -val_eqE /= -lj.
have behinds : \sum_(j | behind j) e (pointed j) = k%:R * e (s1 * w / Z).
  rewrite /k -sum1_card natr_sum mulr_suml; apply: eq_big => j; first by rewrite inE.
  by move=> bj; rewrite mul1r pointed_behind.
rewrite -mulr_suml behinds; congr (_ / _).
rewrite (bigD1 ord0) //= pointed_first e0 addrC; congr (_ + 1).
rewrite (bigID behind) /= -behinds; congr (_ + _).
  apply: eq_bigl => j; case bj: (behind j); rewrite ?andbF // not_first // andbT andbT.
  by case/andP: bj.
have -> : (i - k)%N = #|[pred j : 'I_n.+1 | [&& (j <= i)%N, j != ord0 & ~~ behind j]]|.
  have := cardID [pred j | behind j] [pred j : 'I_n.+1 | (j <= i)%N]; rewrite seen.
  rewrite (@eq_card _ [predI _ & _] [pred j | behind j]) => [|j]; last first.
    by rewrite !inE; case bj: (behind j); rewrite ?andbF // andbT; case/andP: bj.
  rewrite -/k [X in (_ + X)%N](cardD1 ord0) !inE leq0n andbT => E.
  have nb : ~~ behind ord0 by apply: contraTN (eqxx (ord0 : 'I_n.+1)) => /not_first.
  rewrite -[i in (i - _)%N]/(i.+1.-1) -E nb /= addnCA add1n /= addKn; apply: eq_card => j.
  by rewrite !inE andbA; case: (j <= i)%N; rewrite ?andbF ?andbT //= andbC.
rewrite -sum1_card natr_sum mulr_suml; apply: eq_big => j; first by rewrite inE -andbA.
by case/andP=> /andP[ji j0] nb; rewrite mul1r pointed_other.
Qed.
End Pointers.
