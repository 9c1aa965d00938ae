(* Written by refmath.kernel from refmath.theorems: what the theorems of a chapter
   are mistaken for, disproved. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Refmath Require Import Laws Softmax Numbers.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Definition distributivity__added_once_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (B : 'M[RR]_(n_n, n_n)) (V : 'M[RR]_(n_n, n_n)) :=
  (A *m (B + V)) = ((A *m B) + V).
Definition distributivity__added_once_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (B : 'M[RR]_(n_n, n_n)) (V : 'M[RR]_(n_n, n_n)),
  @distributivity__added_once_says RR e n_n A B V.
Definition distributivity__added_once_at (RR : realFieldType) (e : RR -> RR) := @distributivity__added_once_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N)]])).
Definition distributivity__added_once_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | distributivity__added_once_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /distributivity__added_once_at /distributivity__added_once_says; sides_at. Defined.
Theorem distributivity__added_once_is_false : ~ distributivity__added_once_holds.
Proof. move=> no; have : distributivity__added_once_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _); as_its_kind.
by move/(proj2_sig (distributivity__added_once_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition distributivity_on_the_right__multiplied_once_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (B : 'M[RR]_(n_n, n_n)) (V : 'M[RR]_(n_n, n_n)) :=
  ((A + B) *m V) = (A + (B *m V)).
Definition distributivity_on_the_right__multiplied_once_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (B : 'M[RR]_(n_n, n_n)) (V : 'M[RR]_(n_n, n_n)),
  @distributivity_on_the_right__multiplied_once_says RR e n_n A B V.
Definition distributivity_on_the_right__multiplied_once_at (RR : realFieldType) (e : RR -> RR) := @distributivity_on_the_right__multiplied_once_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N)]])).
Definition distributivity_on_the_right__multiplied_once_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | distributivity_on_the_right__multiplied_once_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /distributivity_on_the_right__multiplied_once_at /distributivity_on_the_right__multiplied_once_says; sides_at. Defined.
Theorem distributivity_on_the_right__multiplied_once_is_false : ~ distributivity_on_the_right__multiplied_once_holds.
Proof. move=> no; have : distributivity_on_the_right__multiplied_once_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _); as_its_kind.
by move/(proj2_sig (distributivity_on_the_right__multiplied_once_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition factor_into_a_sum_over_heads__captured_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (H : finType) (A_h : 'M[RR]_(n_n, n_n)) (B : H -> 'M[RR]_(n_n, n_n)) (A : H -> 'M[RR]_(n_n, n_n)) :=
  (A_h *m (\sum_(h : H) (B h))) = (\sum_(h : H) ((A h) *m (B h))).
Definition factor_into_a_sum_over_heads__captured_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (H : finType) (A_h : 'M[RR]_(n_n, n_n)) (B : H -> 'M[RR]_(n_n, n_n)) (A : H -> 'M[RR]_(n_n, n_n)),
  @factor_into_a_sum_over_heads__captured_says RR e n_n H A_h B A.
Definition factor_into_a_sum_over_heads__captured_at (RR : realFieldType) (e : RR -> RR) := @factor_into_a_sum_over_heads__captured_says RR e 2%N [finType of 'I_2] (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]]; [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Negz 0, 0%N); (Posz 0, 0%N)]; [:: (Negz 0, 0%N); (Negz 1, 0%N)]]; [:: [:: (Posz 2, 0%N); (Posz 0, 0%N)]; [:: (Posz 2, 0%N); (Posz 3, 0%N)]]] h)).
Definition factor_into_a_sum_over_heads__captured_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | factor_into_a_sum_over_heads__captured_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /factor_into_a_sum_over_heads__captured_at /factor_into_a_sum_over_heads__captured_says; sides_at. Defined.
Theorem factor_into_a_sum_over_heads__captured_is_false : ~ factor_into_a_sum_over_heads__captured_holds.
Proof. move=> no; have : factor_into_a_sum_over_heads__captured_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _); as_its_kind.
by move/(proj2_sig (factor_into_a_sum_over_heads__captured_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition factor_into_a_sum_over_heads__given_to_all_together_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (H : finType) (A : 'M[RR]_(n_n, n_n)) (B : H -> 'M[RR]_(n_n, n_n)) :=
  (A *m (\sum_(h : H) (A *m (B h)))) = (\sum_(h : H) (A *m (B h))).
Definition factor_into_a_sum_over_heads__given_to_all_together_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (H : finType) (A : 'M[RR]_(n_n, n_n)) (B : H -> 'M[RR]_(n_n, n_n)),
  @factor_into_a_sum_over_heads__given_to_all_together_says RR e n_n H A B.
Definition factor_into_a_sum_over_heads__given_to_all_together_at (RR : realFieldType) (e : RR -> RR) := @factor_into_a_sum_over_heads__given_to_all_together_says RR e 2%N [finType of 'I_2] (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]]; [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N)]]] h)).
Definition factor_into_a_sum_over_heads__given_to_all_together_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | factor_into_a_sum_over_heads__given_to_all_together_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /factor_into_a_sum_over_heads__given_to_all_together_at /factor_into_a_sum_over_heads__given_to_all_together_says; sides_at. Defined.
Theorem factor_into_a_sum_over_heads__given_to_all_together_is_false : ~ factor_into_a_sum_over_heads__given_to_all_together_holds.
Proof. move=> no; have : factor_into_a_sum_over_heads__given_to_all_together_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _); as_its_kind.
by move/(proj2_sig (factor_into_a_sum_over_heads__given_to_all_together_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition factor_into_a_sum_over_heads_on_the_right__captured_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (H : finType) (A : H -> 'M[RR]_(n_n, n_n)) (B_h : 'M[RR]_(n_n, n_n)) (B : H -> 'M[RR]_(n_n, n_n)) :=
  ((\sum_(h : H) (A h)) *m B_h) = (\sum_(h : H) ((A h) *m (B h))).
Definition factor_into_a_sum_over_heads_on_the_right__captured_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (H : finType) (A : H -> 'M[RR]_(n_n, n_n)) (B_h : 'M[RR]_(n_n, n_n)) (B : H -> 'M[RR]_(n_n, n_n)),
  @factor_into_a_sum_over_heads_on_the_right__captured_says RR e n_n H A B_h B.
Definition factor_into_a_sum_over_heads_on_the_right__captured_at (RR : realFieldType) (e : RR -> RR) := @factor_into_a_sum_over_heads_on_the_right__captured_says RR e 2%N [finType of 'I_2] (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]]; [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]]] h)) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N)]])) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Negz 0, 0%N); (Posz 0, 0%N)]; [:: (Negz 0, 0%N); (Negz 1, 0%N)]]; [:: [:: (Posz 2, 0%N); (Posz 0, 0%N)]; [:: (Posz 2, 0%N); (Posz 3, 0%N)]]] h)).
Definition factor_into_a_sum_over_heads_on_the_right__captured_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | factor_into_a_sum_over_heads_on_the_right__captured_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /factor_into_a_sum_over_heads_on_the_right__captured_at /factor_into_a_sum_over_heads_on_the_right__captured_says; sides_at. Defined.
Theorem factor_into_a_sum_over_heads_on_the_right__captured_is_false : ~ factor_into_a_sum_over_heads_on_the_right__captured_holds.
Proof. move=> no; have : factor_into_a_sum_over_heads_on_the_right__captured_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _); as_its_kind.
by move/(proj2_sig (factor_into_a_sum_over_heads_on_the_right__captured_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition sum_over_heads_of_a_sum__counted_once_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (H : finType) (A : H -> 'M[RR]_(n_n, n_n)) (B : 'M[RR]_(n_n, n_n)) :=
  (\sum_(h : H) ((A h) + B)) = ((\sum_(h : H) (A h)) + B).
Definition sum_over_heads_of_a_sum__counted_once_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (H : finType) (A : H -> 'M[RR]_(n_n, n_n)) (B : 'M[RR]_(n_n, n_n)),
  @sum_over_heads_of_a_sum__counted_once_says RR e n_n H A B.
Definition sum_over_heads_of_a_sum__counted_once_at (RR : realFieldType) (e : RR -> RR) := @sum_over_heads_of_a_sum__counted_once_says RR e 2%N [finType of 'I_2] (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]]; [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N)]]] h)) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])).
Definition sum_over_heads_of_a_sum__counted_once_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | sum_over_heads_of_a_sum__counted_once_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /sum_over_heads_of_a_sum__counted_once_at /sum_over_heads_of_a_sum__counted_once_says; sides_at. Defined.
Theorem sum_over_heads_of_a_sum__counted_once_is_false : ~ sum_over_heads_of_a_sum__counted_once_holds.
Proof. move=> no; have : sum_over_heads_of_a_sum__counted_once_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _); as_its_kind.
by move/(proj2_sig (sum_over_heads_of_a_sum__counted_once_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition scalar_out_of_a_product__of_both_factors_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (c : RR) (A : 'M[RR]_(n_n, n_n)) (B : 'M[RR]_(n_n, n_n)) :=
  ((c *: A) *m (c *: B)) = (c *: (A *m B)).
Definition scalar_out_of_a_product__of_both_factors_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (c : RR) (A : 'M[RR]_(n_n, n_n)) (B : 'M[RR]_(n_n, n_n)),
  @scalar_out_of_a_product__of_both_factors_says RR e n_n c A B.
Definition scalar_out_of_a_product__of_both_factors_at (RR : realFieldType) (e : RR -> RR) := @scalar_out_of_a_product__of_both_factors_says RR e 2%N (number RR (Negz 1, 0%N)) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Posz 1, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])).
Definition scalar_out_of_a_product__of_both_factors_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | scalar_out_of_a_product__of_both_factors_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /scalar_out_of_a_product__of_both_factors_at /scalar_out_of_a_product__of_both_factors_says; sides_at. Defined.
Theorem scalar_out_of_a_product__of_both_factors_is_false : ~ scalar_out_of_a_product__of_both_factors_holds.
Proof. move=> no; have : scalar_out_of_a_product__of_both_factors_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _); as_its_kind.
by move/(proj2_sig (scalar_out_of_a_product__of_both_factors_sides power_of_2))/rep_at/(_ 0%N 1%N isT isT)/eqP; vm_compute. Qed.

Definition scalar_out_of_a_product_on_the_left__of_one_term_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (c : RR) (A : 'M[RR]_(n_n, n_n)) (B : 'M[RR]_(n_n, n_n)) (V : 'M[RR]_(n_n, n_n)) :=
  (((c *: A) + B) *m V) = (c *: ((A + B) *m V)).
Definition scalar_out_of_a_product_on_the_left__of_one_term_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (c : RR) (A : 'M[RR]_(n_n, n_n)) (B : 'M[RR]_(n_n, n_n)) (V : 'M[RR]_(n_n, n_n)),
  @scalar_out_of_a_product_on_the_left__of_one_term_says RR e n_n c A B V.
Definition scalar_out_of_a_product_on_the_left__of_one_term_at (RR : realFieldType) (e : RR -> RR) := @scalar_out_of_a_product_on_the_left__of_one_term_says RR e 2%N (number RR (Negz 1, 0%N)) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Posz 1, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 0, 0%N)]])).
Definition scalar_out_of_a_product_on_the_left__of_one_term_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | scalar_out_of_a_product_on_the_left__of_one_term_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /scalar_out_of_a_product_on_the_left__of_one_term_at /scalar_out_of_a_product_on_the_left__of_one_term_says; sides_at. Defined.
Theorem scalar_out_of_a_product_on_the_left__of_one_term_is_false : ~ scalar_out_of_a_product_on_the_left__of_one_term_holds.
Proof. move=> no; have : scalar_out_of_a_product_on_the_left__of_one_term_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _); as_its_kind.
by move/(proj2_sig (scalar_out_of_a_product_on_the_left__of_one_term_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition scalar_out_of_a_sum__of_one_term_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (c : RR) (A : 'M[RR]_(n_n, n_n)) (B : 'M[RR]_(n_n, n_n)) :=
  ((c *: A) + B) = (c *: (A + B)).
Definition scalar_out_of_a_sum__of_one_term_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (c : RR) (A : 'M[RR]_(n_n, n_n)) (B : 'M[RR]_(n_n, n_n)),
  @scalar_out_of_a_sum__of_one_term_says RR e n_n c A B.
Definition scalar_out_of_a_sum__of_one_term_at (RR : realFieldType) (e : RR -> RR) := @scalar_out_of_a_sum__of_one_term_says RR e 2%N (number RR (Negz 1, 0%N)) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Posz 1, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])).
Definition scalar_out_of_a_sum__of_one_term_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | scalar_out_of_a_sum__of_one_term_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /scalar_out_of_a_sum__of_one_term_at /scalar_out_of_a_sum__of_one_term_says; sides_at. Defined.
Theorem scalar_out_of_a_sum__of_one_term_is_false : ~ scalar_out_of_a_sum__of_one_term_holds.
Proof. move=> no; have : scalar_out_of_a_sum__of_one_term_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _); as_its_kind.
by move/(proj2_sig (scalar_out_of_a_sum__of_one_term_sides power_of_2))/rep_at/(_ 0%N 1%N isT isT)/eqP; vm_compute. Qed.

Definition scalar_out_of_a_sum_over_heads__of_both_factors_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (H : finType) (c : RR) (A : 'M[RR]_(n_n, n_n)) (B : H -> 'M[RR]_(n_n, n_n)) :=
  (\sum_(h : H) ((c *: A) *m (c *: (B h)))) = (c *: (\sum_(h : H) (A *m (B h)))).
Definition scalar_out_of_a_sum_over_heads__of_both_factors_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (H : finType) (c : RR) (A : 'M[RR]_(n_n, n_n)) (B : H -> 'M[RR]_(n_n, n_n)),
  @scalar_out_of_a_sum_over_heads__of_both_factors_says RR e n_n H c A B.
Definition scalar_out_of_a_sum_over_heads__of_both_factors_at (RR : realFieldType) (e : RR -> RR) := @scalar_out_of_a_sum_over_heads__of_both_factors_says RR e 2%N [finType of 'I_2] (number RR (Negz 1, 0%N)) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Posz 1, 0%N); (Posz 1, 0%N)]])) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]]; [:: [:: (Negz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 0, 0%N)]]] h)).
Definition scalar_out_of_a_sum_over_heads__of_both_factors_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | scalar_out_of_a_sum_over_heads__of_both_factors_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /scalar_out_of_a_sum_over_heads__of_both_factors_at /scalar_out_of_a_sum_over_heads__of_both_factors_says; sides_at. Defined.
Theorem scalar_out_of_a_sum_over_heads__of_both_factors_is_false : ~ scalar_out_of_a_sum_over_heads__of_both_factors_holds.
Proof. move=> no; have : scalar_out_of_a_sum_over_heads__of_both_factors_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _); as_its_kind.
by move/(proj2_sig (scalar_out_of_a_sum_over_heads__of_both_factors_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition scalars_in_any_order__one_for_the_other_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (d : RR) (c : RR) (A : 'M[RR]_(n_n, n_n)) :=
  (d *: (c *: A)) = (c *: (c *: A)).
Definition scalars_in_any_order__one_for_the_other_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (d : RR) (c : RR) (A : 'M[RR]_(n_n, n_n)),
  @scalars_in_any_order__one_for_the_other_says RR e n_n d c A.
Definition scalars_in_any_order__one_for_the_other_at (RR : realFieldType) (e : RR -> RR) := @scalars_in_any_order__one_for_the_other_says RR e 2%N (number RR (Posz 0, 0%N)) (number RR (Posz 2, 0%N)) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])).
Definition scalars_in_any_order__one_for_the_other_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | scalars_in_any_order__one_for_the_other_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /scalars_in_any_order__one_for_the_other_at /scalars_in_any_order__one_for_the_other_says; sides_at. Defined.
Theorem scalars_in_any_order__one_for_the_other_is_false : ~ scalars_in_any_order__one_for_the_other_holds.
Proof. move=> no; have : scalars_in_any_order__one_for_the_other_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _); as_its_kind.
by move/(proj2_sig (scalars_in_any_order__one_for_the_other_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition multiples__the_square_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (A : 'M[RR]_(n_n, n_n)) :=
  (A *+ 2) = (A *m A).
Definition multiples__the_square_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (A : 'M[RR]_(n_n, n_n)),
  @multiples__the_square_says RR e n_n A.
Definition multiples__the_square_at (RR : realFieldType) (e : RR -> RR) := @multiples__the_square_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])).
Definition multiples__the_square_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | multiples__the_square_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /multiples__the_square_at /multiples__the_square_says; sides_at. Defined.
Theorem multiples__the_square_is_false : ~ multiples__the_square_holds.
Proof. move=> no; have : multiples__the_square_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _); as_its_kind.
by move/(proj2_sig (multiples__the_square_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition transpose_of_a_product__order_kept_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (B : 'M[RR]_(n_n, n_n)) :=
  ((A *m B)^T) = ((A^T) *m (B^T)).
Definition transpose_of_a_product__order_kept_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (B : 'M[RR]_(n_n, n_n)),
  @transpose_of_a_product__order_kept_says RR e n_n A B.
Definition transpose_of_a_product__order_kept_at (RR : realFieldType) (e : RR -> RR) := @transpose_of_a_product__order_kept_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])).
Definition transpose_of_a_product__order_kept_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | transpose_of_a_product__order_kept_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /transpose_of_a_product__order_kept_at /transpose_of_a_product__order_kept_says; sides_at. Defined.
Theorem transpose_of_a_product__order_kept_is_false : ~ transpose_of_a_product__order_kept_holds.
Proof. move=> no; have : transpose_of_a_product__order_kept_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _); as_its_kind.
by move/(proj2_sig (transpose_of_a_product__order_kept_sides power_of_2))/rep_at/(_ 1%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition vec__factors_swapped_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (x : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)) :=
  (vec (A *m x *m (W^T))) = ((W *t A) *m (vec x)).
Definition vec__factors_swapped_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (x : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)),
  @vec__factors_swapped_says RR e n_n A x W.
Definition vec__factors_swapped_at (RR : realFieldType) (e : RR -> RR) := @vec__factors_swapped_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N)]])).
Definition vec__factors_swapped_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | vec__factors_swapped_at e -> rep (2 * 2)%N 1 fg.1 = rep (2 * 2)%N 1 fg.2}.
Proof. rewrite /vec__factors_swapped_at /vec__factors_swapped_says; sides_at. Defined.
Theorem vec__factors_swapped_is_false : ~ vec__factors_swapped_holds.
Proof. move=> no; have : vec__factors_swapped_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _); as_its_kind.
by move/(proj2_sig (vec__factors_swapped_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition vec__pattern_transposed_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (x : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)) :=
  (vec (A *m x *m (W^T))) = (((A^T) *t W) *m (vec x)).
Definition vec__pattern_transposed_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (x : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)),
  @vec__pattern_transposed_says RR e n_n A x W.
Definition vec__pattern_transposed_at (RR : realFieldType) (e : RR -> RR) := @vec__pattern_transposed_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N)]])).
Definition vec__pattern_transposed_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | vec__pattern_transposed_at e -> rep (2 * 2)%N 1 fg.1 = rep (2 * 2)%N 1 fg.2}.
Proof. rewrite /vec__pattern_transposed_at /vec__pattern_transposed_says; sides_at. Defined.
Theorem vec__pattern_transposed_is_false : ~ vec__pattern_transposed_holds.
Proof. move=> no; have : vec__pattern_transposed_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _); as_its_kind.
by move/(proj2_sig (vec__pattern_transposed_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition vec__weight_not_transposed_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (x : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)) :=
  (vec (A *m x *m W)) = ((A *t W) *m (vec x)).
Definition vec__weight_not_transposed_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (x : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)),
  @vec__weight_not_transposed_says RR e n_n A x W.
Definition vec__weight_not_transposed_at (RR : realFieldType) (e : RR -> RR) := @vec__weight_not_transposed_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N)]])).
Definition vec__weight_not_transposed_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | vec__weight_not_transposed_at e -> rep (2 * 2)%N 1 fg.1 = rep (2 * 2)%N 1 fg.2}.
Proof. rewrite /vec__weight_not_transposed_at /vec__weight_not_transposed_says; sides_at. Defined.
Theorem vec__weight_not_transposed_is_false : ~ vec__weight_not_transposed_holds.
Proof. move=> no; have : vec__weight_not_transposed_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _); as_its_kind.
by move/(proj2_sig (vec__weight_not_transposed_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition vec__column_major_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (x : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)) :=
  (vec ((A *m x *m (W^T))^T)) = ((A *t W) *m (vec (x^T))).
Definition vec__column_major_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (x : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)),
  @vec__column_major_says RR e n_n A x W.
Definition vec__column_major_at (RR : realFieldType) (e : RR -> RR) := @vec__column_major_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N)]])).
Definition vec__column_major_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | vec__column_major_at e -> rep (2 * 2)%N 1 fg.1 = rep (2 * 2)%N 1 fg.2}.
Proof. rewrite /vec__column_major_at /vec__column_major_says; sides_at. Defined.
Theorem vec__column_major_is_false : ~ vec__column_major_holds.
Proof. move=> no; have : vec__column_major_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _); as_its_kind.
by move/(proj2_sig (vec__column_major_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition vec__np_outer_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (x : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)) :=
  (vec (A *m x *m (W^T))) = ((vec A) *m ((vec W)^T) *m (vec x)).
Definition vec__np_outer_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (x : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)),
  @vec__np_outer_says RR e n_n A x W.
Definition vec__np_outer_at (RR : realFieldType) (e : RR -> RR) := @vec__np_outer_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N)]])).
Definition vec__np_outer_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | vec__np_outer_at e -> rep (2 * 2)%N 1 fg.1 = rep (2 * 2)%N 1 fg.2}.
Proof. rewrite /vec__np_outer_at /vec__np_outer_says; sides_at. Defined.
Theorem vec__np_outer_is_false : ~ vec__np_outer_holds.
Proof. move=> no; have : vec__np_outer_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _); as_its_kind.
by move/(proj2_sig (vec__np_outer_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition linearity_of_vec__transposed_along_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (B : 'M[RR]_(n_n, n_n)) :=
  (vec (A + B)) = ((vec A) + (vec (B^T))).
Definition linearity_of_vec__transposed_along_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (B : 'M[RR]_(n_n, n_n)),
  @linearity_of_vec__transposed_along_says RR e n_n A B.
Definition linearity_of_vec__transposed_along_at (RR : realFieldType) (e : RR -> RR) := @linearity_of_vec__transposed_along_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])).
Definition linearity_of_vec__transposed_along_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | linearity_of_vec__transposed_along_at e -> rep (2 * 2)%N 1 fg.1 = rep (2 * 2)%N 1 fg.2}.
Proof. rewrite /linearity_of_vec__transposed_along_at /linearity_of_vec__transposed_along_says; sides_at. Defined.
Theorem linearity_of_vec__transposed_along_is_false : ~ linearity_of_vec__transposed_along_holds.
Proof. move=> no; have : linearity_of_vec__transposed_along_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _); as_its_kind.
by move/(proj2_sig (linearity_of_vec__transposed_along_sides power_of_2))/rep_at/(_ 1%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition vec_of_a_sum_over_heads__transposed_along_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (H : finType) (A : H -> 'M[RR]_(n_n, n_n)) :=
  (vec (\sum_(h : H) (A h))) = (\sum_(h : H) (vec ((A h)^T))).
Definition vec_of_a_sum_over_heads__transposed_along_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (H : finType) (A : H -> 'M[RR]_(n_n, n_n)),
  @vec_of_a_sum_over_heads__transposed_along_says RR e n_n H A.
Definition vec_of_a_sum_over_heads__transposed_along_at (RR : realFieldType) (e : RR -> RR) := @vec_of_a_sum_over_heads__transposed_along_says RR e 2%N [finType of 'I_2] (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]]; [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]]] h)).
Definition vec_of_a_sum_over_heads__transposed_along_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | vec_of_a_sum_over_heads__transposed_along_at e -> rep (2 * 2)%N 1 fg.1 = rep (2 * 2)%N 1 fg.2}.
Proof. rewrite /vec_of_a_sum_over_heads__transposed_along_at /vec_of_a_sum_over_heads__transposed_along_says; sides_at. Defined.
Theorem vec_of_a_sum_over_heads__transposed_along_is_false : ~ vec_of_a_sum_over_heads__transposed_along_holds.
Proof. move=> no; have : vec_of_a_sum_over_heads__transposed_along_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _); as_its_kind.
by move/(proj2_sig (vec_of_a_sum_over_heads__transposed_along_sides power_of_2))/rep_at/(_ 1%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition vec_of_a_multiple__in_both_slots_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (c : RR) (A : 'M[RR]_(n_n, n_n)) (B : 'M[RR]_(n_n, n_n)) (x : 'M[RR]_(n_n, n_n)) :=
  (((c *: A) *t (c *: B)) *m (vec x)) = (c *: ((A *t B) *m (vec x))).
Definition vec_of_a_multiple__in_both_slots_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (c : RR) (A : 'M[RR]_(n_n, n_n)) (B : 'M[RR]_(n_n, n_n)) (x : 'M[RR]_(n_n, n_n)),
  @vec_of_a_multiple__in_both_slots_says RR e n_n c A B x.
Definition vec_of_a_multiple__in_both_slots_at (RR : realFieldType) (e : RR -> RR) := @vec_of_a_multiple__in_both_slots_says RR e 2%N (number RR (Negz 1, 0%N)) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Posz 1, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 0, 0%N)]])).
Definition vec_of_a_multiple__in_both_slots_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | vec_of_a_multiple__in_both_slots_at e -> rep (2 * 2)%N 1 fg.1 = rep (2 * 2)%N 1 fg.2}.
Proof. rewrite /vec_of_a_multiple__in_both_slots_at /vec_of_a_multiple__in_both_slots_says; sides_at. Defined.
Theorem vec_of_a_multiple__in_both_slots_is_false : ~ vec_of_a_multiple__in_both_slots_holds.
Proof. move=> no; have : vec_of_a_multiple__in_both_slots_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _); as_its_kind.
by move/(proj2_sig (vec_of_a_multiple__in_both_slots_sides power_of_2))/rep_at/(_ 2%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition mixed_product__first_slot_reversed_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)) (B : 'M[RR]_(n_n, n_n)) (V : 'M[RR]_(n_n, n_n)) :=
  ((A *t W) *m (B *t V)) = ((B *m A) *t (W *m V)).
Definition mixed_product__first_slot_reversed_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)) (B : 'M[RR]_(n_n, n_n)) (V : 'M[RR]_(n_n, n_n)),
  @mixed_product__first_slot_reversed_says RR e n_n A W B V.
Definition mixed_product__first_slot_reversed_at (RR : realFieldType) (e : RR -> RR) := @mixed_product__first_slot_reversed_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 0, 0%N); (Posz 0, 0%N)]; [:: (Negz 0, 0%N); (Negz 1, 0%N)]])).
Definition mixed_product__first_slot_reversed_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | mixed_product__first_slot_reversed_at e -> rep (2 * 2)%N (2 * 2)%N fg.1 = rep (2 * 2)%N (2 * 2)%N fg.2}.
Proof. rewrite /mixed_product__first_slot_reversed_at /mixed_product__first_slot_reversed_says; sides_at. Defined.
Theorem mixed_product__first_slot_reversed_is_false : ~ mixed_product__first_slot_reversed_holds.
Proof. move=> no; have : mixed_product__first_slot_reversed_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _); as_its_kind.
by move/(proj2_sig (mixed_product__first_slot_reversed_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition mixed_product__second_slot_reversed_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)) (B : 'M[RR]_(n_n, n_n)) (V : 'M[RR]_(n_n, n_n)) :=
  ((A *t W) *m (B *t V)) = ((A *m B) *t (V *m W)).
Definition mixed_product__second_slot_reversed_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)) (B : 'M[RR]_(n_n, n_n)) (V : 'M[RR]_(n_n, n_n)),
  @mixed_product__second_slot_reversed_says RR e n_n A W B V.
Definition mixed_product__second_slot_reversed_at (RR : realFieldType) (e : RR -> RR) := @mixed_product__second_slot_reversed_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 0, 0%N); (Posz 0, 0%N)]; [:: (Negz 0, 0%N); (Negz 1, 0%N)]])).
Definition mixed_product__second_slot_reversed_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | mixed_product__second_slot_reversed_at e -> rep (2 * 2)%N (2 * 2)%N fg.1 = rep (2 * 2)%N (2 * 2)%N fg.2}.
Proof. rewrite /mixed_product__second_slot_reversed_at /mixed_product__second_slot_reversed_says; sides_at. Defined.
Theorem mixed_product__second_slot_reversed_is_false : ~ mixed_product__second_slot_reversed_holds.
Proof. move=> no; have : mixed_product__second_slot_reversed_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _); as_its_kind.
by move/(proj2_sig (mixed_product__second_slot_reversed_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition mixed_product__slots_crossed_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)) (B : 'M[RR]_(n_n, n_n)) (V : 'M[RR]_(n_n, n_n)) :=
  ((A *t W) *m (B *t V)) = ((A *m V) *t (W *m B)).
Definition mixed_product__slots_crossed_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)) (B : 'M[RR]_(n_n, n_n)) (V : 'M[RR]_(n_n, n_n)),
  @mixed_product__slots_crossed_says RR e n_n A W B V.
Definition mixed_product__slots_crossed_at (RR : realFieldType) (e : RR -> RR) := @mixed_product__slots_crossed_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 0, 0%N); (Posz 0, 0%N)]; [:: (Negz 0, 0%N); (Negz 1, 0%N)]])).
Definition mixed_product__slots_crossed_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | mixed_product__slots_crossed_at e -> rep (2 * 2)%N (2 * 2)%N fg.1 = rep (2 * 2)%N (2 * 2)%N fg.2}.
Proof. rewrite /mixed_product__slots_crossed_at /mixed_product__slots_crossed_says; sides_at. Defined.
Theorem mixed_product__slots_crossed_is_false : ~ mixed_product__slots_crossed_holds.
Proof. move=> no; have : mixed_product__slots_crossed_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _); as_its_kind.
by move/(proj2_sig (mixed_product__slots_crossed_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition mixed_product_of_three_slots__last_slots_crossed_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)) (x : 'M[RR]_(n_n, n_n)) (B : 'M[RR]_(n_n, n_n)) (V : 'M[RR]_(n_n, n_n)) :=
  ((A *t W *t x) *m (B *t V *t W)) = ((A *m B) *t (W *m W) *t (x *m V)).
Definition mixed_product_of_three_slots__last_slots_crossed_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)) (x : 'M[RR]_(n_n, n_n)) (B : 'M[RR]_(n_n, n_n)) (V : 'M[RR]_(n_n, n_n)),
  @mixed_product_of_three_slots__last_slots_crossed_says RR e n_n A W x B V.
Definition mixed_product_of_three_slots__last_slots_crossed_at (RR : realFieldType) (e : RR -> RR) := @mixed_product_of_three_slots__last_slots_crossed_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 0, 0%N); (Posz 0, 0%N)]; [:: (Negz 0, 0%N); (Negz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 0, 0%N)]; [:: (Posz 2, 0%N); (Posz 3, 0%N)]])).
Definition mixed_product_of_three_slots__last_slots_crossed_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | mixed_product_of_three_slots__last_slots_crossed_at e -> rep (2 * 2 * 2)%N (2 * 2 * 2)%N fg.1 = rep (2 * 2 * 2)%N (2 * 2 * 2)%N fg.2}.
Proof. rewrite /mixed_product_of_three_slots__last_slots_crossed_at /mixed_product_of_three_slots__last_slots_crossed_says; sides_at. Defined.
Theorem mixed_product_of_three_slots__last_slots_crossed_is_false : ~ mixed_product_of_three_slots__last_slots_crossed_holds.
Proof. move=> no; have : mixed_product_of_three_slots__last_slots_crossed_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _ _); as_its_kind.
by move/(proj2_sig (mixed_product_of_three_slots__last_slots_crossed_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition bilinearity__both_slots_at_once_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (n_m : nat) (n_q : nat) (n_r : nat) (A : 'M[RR]_(n_n, n_m)) (W : 'M[RR]_(n_q, n_r)) (B : 'M[RR]_(n_n, n_m)) (V : 'M[RR]_(n_q, n_r)) :=
  ((A *t W) + (B *t V)) = ((A + B) *t (W + V)).
Definition bilinearity__both_slots_at_once_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (n_m : nat) (n_q : nat) (n_r : nat) (A : 'M[RR]_(n_n, n_m)) (W : 'M[RR]_(n_q, n_r)) (B : 'M[RR]_(n_n, n_m)) (V : 'M[RR]_(n_q, n_r)),
  @bilinearity__both_slots_at_once_says RR e n_n n_m n_q n_r A W B V.
Definition bilinearity__both_slots_at_once_at (RR : realFieldType) (e : RR -> RR) := @bilinearity__both_slots_at_once_says RR e 2%N 2%N 2%N 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 2, 0%N); (Negz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Negz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 2, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])).
Definition bilinearity__both_slots_at_once_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | bilinearity__both_slots_at_once_at e -> rep (2 * 2)%N (2 * 2)%N fg.1 = rep (2 * 2)%N (2 * 2)%N fg.2}.
Proof. rewrite /bilinearity__both_slots_at_once_at /bilinearity__both_slots_at_once_says; sides_at. Defined.
Theorem bilinearity__both_slots_at_once_is_false : ~ bilinearity__both_slots_at_once_holds.
Proof. move=> no; have : bilinearity__both_slots_at_once_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _ _ _ _); as_its_kind.
by move/(proj2_sig (bilinearity__both_slots_at_once_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition bilinearity_on_the_right__pattern_counted_once_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)) (V : 'M[RR]_(n_n, n_n)) :=
  (A *t (W + V)) = ((A *t W) + ((1%:M : 'M[RR]_(n_n)) *t V)).
Definition bilinearity_on_the_right__pattern_counted_once_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)) (V : 'M[RR]_(n_n, n_n)),
  @bilinearity_on_the_right__pattern_counted_once_says RR e n_n A W V.
Definition bilinearity_on_the_right__pattern_counted_once_at (RR : realFieldType) (e : RR -> RR) := @bilinearity_on_the_right__pattern_counted_once_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N)]])).
Definition bilinearity_on_the_right__pattern_counted_once_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | bilinearity_on_the_right__pattern_counted_once_at e -> rep (2 * 2)%N (2 * 2)%N fg.1 = rep (2 * 2)%N (2 * 2)%N fg.2}.
Proof. rewrite /bilinearity_on_the_right__pattern_counted_once_at /bilinearity_on_the_right__pattern_counted_once_says; sides_at. Defined.
Theorem bilinearity_on_the_right__pattern_counted_once_is_false : ~ bilinearity_on_the_right__pattern_counted_once_holds.
Proof. move=> no; have : bilinearity_on_the_right__pattern_counted_once_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _); as_its_kind.
by move/(proj2_sig (bilinearity_on_the_right__pattern_counted_once_sides power_of_2))/rep_at/(_ 0%N 3%N isT isT)/eqP; vm_compute. Qed.

Definition sum_over_heads_in_the_first_slot__both_slots_at_once_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (H : finType) (A : H -> 'M[RR]_(n_n, n_n)) (W : H -> 'M[RR]_(n_n, n_n)) :=
  ((\sum_(h : H) (A h)) *t (\sum_(h : H) (W h))) = (\sum_(h : H) ((A h) *t (W h))).
Definition sum_over_heads_in_the_first_slot__both_slots_at_once_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (H : finType) (A : H -> 'M[RR]_(n_n, n_n)) (W : H -> 'M[RR]_(n_n, n_n)),
  @sum_over_heads_in_the_first_slot__both_slots_at_once_says RR e n_n H A W.
Definition sum_over_heads_in_the_first_slot__both_slots_at_once_at (RR : realFieldType) (e : RR -> RR) := @sum_over_heads_in_the_first_slot__both_slots_at_once_says RR e 2%N [finType of 'I_2] (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]]; [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N)]]; [:: [:: (Negz 0, 0%N); (Posz 0, 0%N)]; [:: (Negz 0, 0%N); (Negz 1, 0%N)]]] h)).
Definition sum_over_heads_in_the_first_slot__both_slots_at_once_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | sum_over_heads_in_the_first_slot__both_slots_at_once_at e -> rep (2 * 2)%N (2 * 2)%N fg.1 = rep (2 * 2)%N (2 * 2)%N fg.2}.
Proof. rewrite /sum_over_heads_in_the_first_slot__both_slots_at_once_at /sum_over_heads_in_the_first_slot__both_slots_at_once_says; sides_at. Defined.
Theorem sum_over_heads_in_the_first_slot__both_slots_at_once_is_false : ~ sum_over_heads_in_the_first_slot__both_slots_at_once_holds.
Proof. move=> no; have : sum_over_heads_in_the_first_slot__both_slots_at_once_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _); as_its_kind.
by move/(proj2_sig (sum_over_heads_in_the_first_slot__both_slots_at_once_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition sum_over_heads_in_the_first_slot__captured_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (H : finType) (A : H -> 'M[RR]_(n_n, n_n)) (W_h : 'M[RR]_(n_n, n_n)) (W : H -> 'M[RR]_(n_n, n_n)) :=
  ((\sum_(h : H) (A h)) *t W_h) = (\sum_(h : H) ((A h) *t (W h))).
Definition sum_over_heads_in_the_first_slot__captured_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (H : finType) (A : H -> 'M[RR]_(n_n, n_n)) (W_h : 'M[RR]_(n_n, n_n)) (W : H -> 'M[RR]_(n_n, n_n)),
  @sum_over_heads_in_the_first_slot__captured_says RR e n_n H A W_h W.
Definition sum_over_heads_in_the_first_slot__captured_at (RR : realFieldType) (e : RR -> RR) := @sum_over_heads_in_the_first_slot__captured_says RR e 2%N [finType of 'I_2] (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]]; [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]]] h)) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N)]])) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Negz 0, 0%N); (Posz 0, 0%N)]; [:: (Negz 0, 0%N); (Negz 1, 0%N)]]; [:: [:: (Posz 2, 0%N); (Posz 0, 0%N)]; [:: (Posz 2, 0%N); (Posz 3, 0%N)]]] h)).
Definition sum_over_heads_in_the_first_slot__captured_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | sum_over_heads_in_the_first_slot__captured_at e -> rep (2 * 2)%N (2 * 2)%N fg.1 = rep (2 * 2)%N (2 * 2)%N fg.2}.
Proof. rewrite /sum_over_heads_in_the_first_slot__captured_at /sum_over_heads_in_the_first_slot__captured_says; sides_at. Defined.
Theorem sum_over_heads_in_the_first_slot__captured_is_false : ~ sum_over_heads_in_the_first_slot__captured_holds.
Proof. move=> no; have : sum_over_heads_in_the_first_slot__captured_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _); as_its_kind.
by move/(proj2_sig (sum_over_heads_in_the_first_slot__captured_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition sum_over_heads_in_the_second_slot__captured_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (H : finType) (A_h : 'M[RR]_(n_n, n_n)) (W : H -> 'M[RR]_(n_n, n_n)) (A : H -> 'M[RR]_(n_n, n_n)) :=
  (A_h *t (\sum_(h : H) (W h))) = (\sum_(h : H) ((A h) *t (W h))).
Definition sum_over_heads_in_the_second_slot__captured_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (H : finType) (A_h : 'M[RR]_(n_n, n_n)) (W : H -> 'M[RR]_(n_n, n_n)) (A : H -> 'M[RR]_(n_n, n_n)),
  @sum_over_heads_in_the_second_slot__captured_says RR e n_n H A_h W A.
Definition sum_over_heads_in_the_second_slot__captured_at (RR : realFieldType) (e : RR -> RR) := @sum_over_heads_in_the_second_slot__captured_says RR e 2%N [finType of 'I_2] (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]]; [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Negz 0, 0%N); (Posz 0, 0%N)]; [:: (Negz 0, 0%N); (Negz 1, 0%N)]]; [:: [:: (Posz 2, 0%N); (Posz 0, 0%N)]; [:: (Posz 2, 0%N); (Posz 3, 0%N)]]] h)).
Definition sum_over_heads_in_the_second_slot__captured_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | sum_over_heads_in_the_second_slot__captured_at e -> rep (2 * 2)%N (2 * 2)%N fg.1 = rep (2 * 2)%N (2 * 2)%N fg.2}.
Proof. rewrite /sum_over_heads_in_the_second_slot__captured_at /sum_over_heads_in_the_second_slot__captured_says; sides_at. Defined.
Theorem sum_over_heads_in_the_second_slot__captured_is_false : ~ sum_over_heads_in_the_second_slot__captured_holds.
Proof. move=> no; have : sum_over_heads_in_the_second_slot__captured_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _); as_its_kind.
by move/(proj2_sig (sum_over_heads_in_the_second_slot__captured_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition scalar_out_of_the_first_slot__of_both_slots_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (c : RR) (A : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)) :=
  ((c *: A) *t (c *: W)) = (c *: (A *t W)).
Definition scalar_out_of_the_first_slot__of_both_slots_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (c : RR) (A : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)),
  @scalar_out_of_the_first_slot__of_both_slots_says RR e n_n c A W.
Definition scalar_out_of_the_first_slot__of_both_slots_at (RR : realFieldType) (e : RR -> RR) := @scalar_out_of_the_first_slot__of_both_slots_says RR e 2%N (number RR (Negz 1, 0%N)) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Posz 1, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])).
Definition scalar_out_of_the_first_slot__of_both_slots_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | scalar_out_of_the_first_slot__of_both_slots_at e -> rep (2 * 2)%N (2 * 2)%N fg.1 = rep (2 * 2)%N (2 * 2)%N fg.2}.
Proof. rewrite /scalar_out_of_the_first_slot__of_both_slots_at /scalar_out_of_the_first_slot__of_both_slots_says; sides_at. Defined.
Theorem scalar_out_of_the_first_slot__of_both_slots_is_false : ~ scalar_out_of_the_first_slot__of_both_slots_holds.
Proof. move=> no; have : scalar_out_of_the_first_slot__of_both_slots_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _); as_its_kind.
by move/(proj2_sig (scalar_out_of_the_first_slot__of_both_slots_sides power_of_2))/rep_at/(_ 0%N 3%N isT isT)/eqP; vm_compute. Qed.

Definition scalar_out_of_the_second_slot__of_one_term_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (c : RR) (W : 'M[RR]_(n_n, n_n)) (V : 'M[RR]_(n_n, n_n)) :=
  (A *t ((c *: W) + V)) = (c *: (A *t (W + V))).
Definition scalar_out_of_the_second_slot__of_one_term_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (c : RR) (W : 'M[RR]_(n_n, n_n)) (V : 'M[RR]_(n_n, n_n)),
  @scalar_out_of_the_second_slot__of_one_term_says RR e n_n A c W V.
Definition scalar_out_of_the_second_slot__of_one_term_at (RR : realFieldType) (e : RR -> RR) := @scalar_out_of_the_second_slot__of_one_term_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 0, 0%N)]; [:: (Negz 0, 0%N); (Posz 3, 0%N)]])) (number RR (Posz 3, 0%N)) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 0, 0%N)]; [:: (Posz 2, 0%N); (Negz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Negz 1, 0%N)]; [:: (Posz 2, 0%N); (Posz 3, 0%N)]])).
Definition scalar_out_of_the_second_slot__of_one_term_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | scalar_out_of_the_second_slot__of_one_term_at e -> rep (2 * 2)%N (2 * 2)%N fg.1 = rep (2 * 2)%N (2 * 2)%N fg.2}.
Proof. rewrite /scalar_out_of_the_second_slot__of_one_term_at /scalar_out_of_the_second_slot__of_one_term_says; sides_at. Defined.
Theorem scalar_out_of_the_second_slot__of_one_term_is_false : ~ scalar_out_of_the_second_slot__of_one_term_holds.
Proof. move=> no; have : scalar_out_of_the_second_slot__of_one_term_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _); as_its_kind.
by move/(proj2_sig (scalar_out_of_the_second_slot__of_one_term_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition identity__the_identity_is_left_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (A : 'M[RR]_(n_n, n_n)) :=
  ((1%:M : 'M[RR]_(n_n)) *m A) = (1%:M : 'M[RR]_(n_n)).
Definition identity__the_identity_is_left_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (A : 'M[RR]_(n_n, n_n)),
  @identity__the_identity_is_left_says RR e n_n A.
Definition identity__the_identity_is_left_at (RR : realFieldType) (e : RR -> RR) := @identity__the_identity_is_left_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])).
Definition identity__the_identity_is_left_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | identity__the_identity_is_left_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /identity__the_identity_is_left_at /identity__the_identity_is_left_says; sides_at. Defined.
Theorem identity__the_identity_is_left_is_false : ~ identity__the_identity_is_left_holds.
Proof. move=> no; have : identity__the_identity_is_left_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _); as_its_kind.
by move/(proj2_sig (identity__the_identity_is_left_sides power_of_2))/rep_at/(_ 0%N 1%N isT isT)/eqP; vm_compute. Qed.

Definition identity_on_the_right__all_ones_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (J : 'M[RR]_(n_n, n_n)) :=
  (A *m J) = A.
Definition identity_on_the_right__all_ones_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (J : 'M[RR]_(n_n, n_n)),
  is_ones J -> @identity_on_the_right__all_ones_says RR e n_n A J.
Definition identity_on_the_right__all_ones_at (RR : realFieldType) (e : RR -> RR) := @identity_on_the_right__all_ones_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (const_mx 1 : 'M[RR]_(2, 2)).
Definition identity_on_the_right__all_ones_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | identity_on_the_right__all_ones_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /identity_on_the_right__all_ones_at /identity_on_the_right__all_ones_says; sides_at. Defined.
Theorem identity_on_the_right__all_ones_is_false : ~ identity_on_the_right__all_ones_holds.
Proof. move=> no; have : identity_on_the_right__all_ones_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _); as_its_kind.
by move/(proj2_sig (identity_on_the_right__all_ones_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition identity_of_both_slots__either_slot_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (A : 'M[RR]_(n_n, n_n)) :=
  (A *t (1%:M : 'M[RR]_(n_n))) = ((1%:M : 'M[RR]_(n_n)) *t A).
Definition identity_of_both_slots__either_slot_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (A : 'M[RR]_(n_n, n_n)),
  @identity_of_both_slots__either_slot_says RR e n_n A.
Definition identity_of_both_slots__either_slot_at (RR : realFieldType) (e : RR -> RR) := @identity_of_both_slots__either_slot_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])).
Definition identity_of_both_slots__either_slot_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | identity_of_both_slots__either_slot_at e -> rep (2 * 2)%N (2 * 2)%N fg.1 = rep (2 * 2)%N (2 * 2)%N fg.2}.
Proof. rewrite /identity_of_both_slots__either_slot_at /identity_of_both_slots__either_slot_says; sides_at. Defined.
Theorem identity_of_both_slots__either_slot_is_false : ~ identity_of_both_slots__either_slot_holds.
Proof. move=> no; have : identity_of_both_slots__either_slot_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _); as_its_kind.
by move/(proj2_sig (identity_of_both_slots__either_slot_sides power_of_2))/rep_at/(_ 0%N 1%N isT isT)/eqP; vm_compute. Qed.

Definition transpose__slots_exchanged_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)) :=
  ((A *t W)^T) = ((W^T) *t (A^T)).
Definition transpose__slots_exchanged_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)),
  @transpose__slots_exchanged_says RR e n_n A W.
Definition transpose__slots_exchanged_at (RR : realFieldType) (e : RR -> RR) := @transpose__slots_exchanged_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])).
Definition transpose__slots_exchanged_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | transpose__slots_exchanged_at e -> rep (2 * 2)%N (2 * 2)%N fg.1 = rep (2 * 2)%N (2 * 2)%N fg.2}.
Proof. rewrite /transpose__slots_exchanged_at /transpose__slots_exchanged_says; sides_at. Defined.
Theorem transpose__slots_exchanged_is_false : ~ transpose__slots_exchanged_holds.
Proof. move=> no; have : transpose__slots_exchanged_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _); as_its_kind.
by move/(proj2_sig (transpose__slots_exchanged_sides power_of_2))/rep_at/(_ 1%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition transpose__one_slot_only_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)) :=
  ((A *t W)^T) = ((A^T) *t W).
Definition transpose__one_slot_only_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)),
  @transpose__one_slot_only_says RR e n_n A W.
Definition transpose__one_slot_only_at (RR : realFieldType) (e : RR -> RR) := @transpose__one_slot_only_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])).
Definition transpose__one_slot_only_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | transpose__one_slot_only_at e -> rep (2 * 2)%N (2 * 2)%N fg.1 = rep (2 * 2)%N (2 * 2)%N fg.2}.
Proof. rewrite /transpose__one_slot_only_at /transpose__one_slot_only_says; sides_at. Defined.
Theorem transpose__one_slot_only_is_false : ~ transpose__one_slot_only_holds.
Proof. move=> no; have : transpose__one_slot_only_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _); as_its_kind.
by move/(proj2_sig (transpose__one_slot_only_sides power_of_2))/rep_at/(_ 0%N 1%N isT isT)/eqP; vm_compute. Qed.

Definition transpose_of_a_sum__one_term_only_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (B : 'M[RR]_(n_n, n_n)) :=
  ((A + B)^T) = ((A^T) + B).
Definition transpose_of_a_sum__one_term_only_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (B : 'M[RR]_(n_n, n_n)),
  @transpose_of_a_sum__one_term_only_says RR e n_n A B.
Definition transpose_of_a_sum__one_term_only_at (RR : realFieldType) (e : RR -> RR) := @transpose_of_a_sum__one_term_only_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])).
Definition transpose_of_a_sum__one_term_only_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | transpose_of_a_sum__one_term_only_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /transpose_of_a_sum__one_term_only_at /transpose_of_a_sum__one_term_only_says; sides_at. Defined.
Theorem transpose_of_a_sum__one_term_only_is_false : ~ transpose_of_a_sum__one_term_only_holds.
Proof. move=> no; have : transpose_of_a_sum__one_term_only_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _); as_its_kind.
by move/(proj2_sig (transpose_of_a_sum__one_term_only_sides power_of_2))/rep_at/(_ 0%N 1%N isT isT)/eqP; vm_compute. Qed.

Definition transpose_of_a_sum_over_heads__forgotten_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (H : finType) (A : H -> 'M[RR]_(n_n, n_n)) :=
  ((\sum_(h : H) (A h))^T) = (\sum_(h : H) (A h)).
Definition transpose_of_a_sum_over_heads__forgotten_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (H : finType) (A : H -> 'M[RR]_(n_n, n_n)),
  @transpose_of_a_sum_over_heads__forgotten_says RR e n_n H A.
Definition transpose_of_a_sum_over_heads__forgotten_at (RR : realFieldType) (e : RR -> RR) := @transpose_of_a_sum_over_heads__forgotten_says RR e 2%N [finType of 'I_2] (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]]; [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]]] h)).
Definition transpose_of_a_sum_over_heads__forgotten_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | transpose_of_a_sum_over_heads__forgotten_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /transpose_of_a_sum_over_heads__forgotten_at /transpose_of_a_sum_over_heads__forgotten_says; sides_at. Defined.
Theorem transpose_of_a_sum_over_heads__forgotten_is_false : ~ transpose_of_a_sum_over_heads__forgotten_holds.
Proof. move=> no; have : transpose_of_a_sum_over_heads__forgotten_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _); as_its_kind.
by move/(proj2_sig (transpose_of_a_sum_over_heads__forgotten_sides power_of_2))/rep_at/(_ 0%N 1%N isT isT)/eqP; vm_compute. Qed.

Definition transpose_of_a_multiple__forgotten_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (c : RR) (A : 'M[RR]_(n_n, n_n)) :=
  ((c *: A)^T) = (c *: A).
Definition transpose_of_a_multiple__forgotten_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (c : RR) (A : 'M[RR]_(n_n, n_n)),
  @transpose_of_a_multiple__forgotten_says RR e n_n c A.
Definition transpose_of_a_multiple__forgotten_at (RR : realFieldType) (e : RR -> RR) := @transpose_of_a_multiple__forgotten_says RR e 2%N (number RR (Negz 1, 0%N)) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Posz 1, 0%N); (Posz 1, 0%N)]])).
Definition transpose_of_a_multiple__forgotten_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | transpose_of_a_multiple__forgotten_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /transpose_of_a_multiple__forgotten_at /transpose_of_a_multiple__forgotten_says; sides_at. Defined.
Theorem transpose_of_a_multiple__forgotten_is_false : ~ transpose_of_a_multiple__forgotten_holds.
Proof. move=> no; have : transpose_of_a_multiple__forgotten_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _); as_its_kind.
by move/(proj2_sig (transpose_of_a_multiple__forgotten_sides power_of_2))/rep_at/(_ 0%N 1%N isT isT)/eqP; vm_compute. Qed.

Definition transpose_twice__once_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (A : 'M[RR]_(n_n, n_n)) :=
  (A^T) = A.
Definition transpose_twice__once_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (A : 'M[RR]_(n_n, n_n)),
  @transpose_twice__once_says RR e n_n A.
Definition transpose_twice__once_at (RR : realFieldType) (e : RR -> RR) := @transpose_twice__once_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])).
Definition transpose_twice__once_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | transpose_twice__once_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /transpose_twice__once_at /transpose_twice__once_says; sides_at. Defined.
Theorem transpose_twice__once_is_false : ~ transpose_twice__once_holds.
Proof. move=> no; have : transpose_twice__once_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _); as_its_kind.
by move/(proj2_sig (transpose_twice__once_sides power_of_2))/rep_at/(_ 0%N 1%N isT isT)/eqP; vm_compute. Qed.

Definition transpose_of_the_identity__with_more_on_it_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (A : 'M[RR]_(n_n, n_n)) :=
  (((1%:M : 'M[RR]_(n_n)) + A)^T) = ((1%:M : 'M[RR]_(n_n)) + A).
Definition transpose_of_the_identity__with_more_on_it_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (A : 'M[RR]_(n_n, n_n)),
  @transpose_of_the_identity__with_more_on_it_says RR e n_n A.
Definition transpose_of_the_identity__with_more_on_it_at (RR : realFieldType) (e : RR -> RR) := @transpose_of_the_identity__with_more_on_it_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])).
Definition transpose_of_the_identity__with_more_on_it_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | transpose_of_the_identity__with_more_on_it_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /transpose_of_the_identity__with_more_on_it_at /transpose_of_the_identity__with_more_on_it_says; sides_at. Defined.
Theorem transpose_of_the_identity__with_more_on_it_is_false : ~ transpose_of_the_identity__with_more_on_it_holds.
Proof. move=> no; have : transpose_of_the_identity__with_more_on_it_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _); as_its_kind.
by move/(proj2_sig (transpose_of_the_identity__with_more_on_it_sides power_of_2))/rep_at/(_ 0%N 1%N isT isT)/eqP; vm_compute. Qed.

Definition trace__sum_for_product_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)) :=
  (\tr (A *t W)) = ((\tr A) + (\tr W)).
Definition trace__sum_for_product_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)),
  @trace__sum_for_product_says RR e n_n A W.
Definition trace__sum_for_product_at (RR : realFieldType) (e : RR -> RR) := @trace__sum_for_product_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])).
Definition trace__sum_for_product_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : RR * RR | trace__sum_for_product_at e -> fg.1 = fg.2}.
Proof. rewrite /trace__sum_for_product_at /trace__sum_for_product_says; sides_at. Defined.
Theorem trace__sum_for_product_is_false : ~ trace__sum_for_product_holds.
Proof. move=> no; have : trace__sum_for_product_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _); as_its_kind.
by move/(proj2_sig (trace__sum_for_product_sides power_of_2))/eqP; vm_compute. Qed.

Definition trace__trace_of_the_product_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)) :=
  (\tr (A *t W)) = (\tr (A *m W)).
Definition trace__trace_of_the_product_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)),
  @trace__trace_of_the_product_says RR e n_n A W.
Definition trace__trace_of_the_product_at (RR : realFieldType) (e : RR -> RR) := @trace__trace_of_the_product_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])).
Definition trace__trace_of_the_product_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : RR * RR | trace__trace_of_the_product_at e -> fg.1 = fg.2}.
Proof. rewrite /trace__trace_of_the_product_at /trace__trace_of_the_product_says; sides_at. Defined.
Theorem trace__trace_of_the_product_is_false : ~ trace__trace_of_the_product_holds.
Proof. move=> no; have : trace__trace_of_the_product_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _); as_its_kind.
by move/(proj2_sig (trace__trace_of_the_product_sides power_of_2))/eqP; vm_compute. Qed.

Definition trace_of_three_slots__two_slots_multiplied_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)) (V : 'M[RR]_(n_n, n_n)) :=
  (\tr (A *t W *t V)) = ((\tr A) * (\tr (W *m V))).
Definition trace_of_three_slots__two_slots_multiplied_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)) (V : 'M[RR]_(n_n, n_n)),
  @trace_of_three_slots__two_slots_multiplied_says RR e n_n A W V.
Definition trace_of_three_slots__two_slots_multiplied_at (RR : realFieldType) (e : RR -> RR) := @trace_of_three_slots__two_slots_multiplied_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N)]])).
Definition trace_of_three_slots__two_slots_multiplied_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : RR * RR | trace_of_three_slots__two_slots_multiplied_at e -> fg.1 = fg.2}.
Proof. rewrite /trace_of_three_slots__two_slots_multiplied_at /trace_of_three_slots__two_slots_multiplied_says; sides_at. Defined.
Theorem trace_of_three_slots__two_slots_multiplied_is_false : ~ trace_of_three_slots__two_slots_multiplied_holds.
Proof. move=> no; have : trace_of_three_slots__two_slots_multiplied_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _); as_its_kind.
by move/(proj2_sig (trace_of_three_slots__two_slots_multiplied_sides power_of_2))/eqP; vm_compute. Qed.

Definition rank_four_array__axes_left_in_place_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (u : 'M[RR]_(1, n_n)) (v : 'M[RR]_(1, n_n)) (A : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)) (y : 'M[RR]_(n_n, 1)) (z : 'M[RR]_(n_n, 1)) :=
  ((u *t v) *m (A *t W) *m (y *t z)) = ((u *t v) *m (vec A) *m ((vec W)^T) *m (y *t z)).
Definition rank_four_array__axes_left_in_place_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (u : 'M[RR]_(1, n_n)) (v : 'M[RR]_(1, n_n)) (A : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)) (y : 'M[RR]_(n_n, 1)) (z : 'M[RR]_(n_n, 1)),
  @rank_four_array__axes_left_in_place_says RR e n_n u v A W y z.
Definition rank_four_array__axes_left_in_place_at (RR : realFieldType) (e : RR -> RR) := @rank_four_array__axes_left_in_place_says RR e 2%N (@rep RR 1 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Negz 0, 0%N)]; [:: (Posz 0, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Negz 0, 0%N)]; [:: (Negz 1, 0%N)]])).
Definition rank_four_array__axes_left_in_place_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | rank_four_array__axes_left_in_place_at e -> rep (1 * 1)%N (1 * 1)%N fg.1 = rep (1 * 1)%N (1 * 1)%N fg.2}.
Proof. rewrite /rank_four_array__axes_left_in_place_at /rank_four_array__axes_left_in_place_says; sides_at. Defined.
Theorem rank_four_array__axes_left_in_place_is_false : ~ rank_four_array__axes_left_in_place_holds.
Proof. move=> no; have : rank_four_array__axes_left_in_place_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _ _ _); as_its_kind.
by move/(proj2_sig (rank_four_array__axes_left_in_place_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition rank_four_array__source_and_coordinate_exchanged_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (u : 'M[RR]_(1, n_n)) (v : 'M[RR]_(1, n_n)) (A : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)) (y : 'M[RR]_(n_n, 1)) (z : 'M[RR]_(n_n, 1)) :=
  ((u *t v) *m (A *t W) *m (y *t z)) = ((u *m A *m z) *t (v *m W *m y)).
Definition rank_four_array__source_and_coordinate_exchanged_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (u : 'M[RR]_(1, n_n)) (v : 'M[RR]_(1, n_n)) (A : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)) (y : 'M[RR]_(n_n, 1)) (z : 'M[RR]_(n_n, 1)),
  @rank_four_array__source_and_coordinate_exchanged_says RR e n_n u v A W y z.
Definition rank_four_array__source_and_coordinate_exchanged_at (RR : realFieldType) (e : RR -> RR) := @rank_four_array__source_and_coordinate_exchanged_says RR e 2%N (@rep RR 1 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Negz 0, 0%N)]; [:: (Posz 0, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Negz 0, 0%N)]; [:: (Negz 1, 0%N)]])).
Definition rank_four_array__source_and_coordinate_exchanged_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | rank_four_array__source_and_coordinate_exchanged_at e -> rep (1 * 1)%N (1 * 1)%N fg.1 = rep (1 * 1)%N (1 * 1)%N fg.2}.
Proof. rewrite /rank_four_array__source_and_coordinate_exchanged_at /rank_four_array__source_and_coordinate_exchanged_says; sides_at. Defined.
Theorem rank_four_array__source_and_coordinate_exchanged_is_false : ~ rank_four_array__source_and_coordinate_exchanged_holds.
Proof. move=> no; have : rank_four_array__source_and_coordinate_exchanged_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _ _ _); as_its_kind.
by move/(proj2_sig (rank_four_array__source_and_coordinate_exchanged_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition rank_four_array__W_before_A_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (u : 'M[RR]_(1, n_n)) (v : 'M[RR]_(1, n_n)) (A : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)) (y : 'M[RR]_(n_n, 1)) (z : 'M[RR]_(n_n, 1)) :=
  ((u *t v) *m (A *t W) *m (y *t z)) = ((u *m W *m y) *t (v *m A *m z)).
Definition rank_four_array__W_before_A_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (u : 'M[RR]_(1, n_n)) (v : 'M[RR]_(1, n_n)) (A : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)) (y : 'M[RR]_(n_n, 1)) (z : 'M[RR]_(n_n, 1)),
  @rank_four_array__W_before_A_says RR e n_n u v A W y z.
Definition rank_four_array__W_before_A_at (RR : realFieldType) (e : RR -> RR) := @rank_four_array__W_before_A_says RR e 2%N (@rep RR 1 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Negz 0, 0%N)]; [:: (Posz 0, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Negz 0, 0%N)]; [:: (Negz 1, 0%N)]])).
Definition rank_four_array__W_before_A_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | rank_four_array__W_before_A_at e -> rep (1 * 1)%N (1 * 1)%N fg.1 = rep (1 * 1)%N (1 * 1)%N fg.2}.
Proof. rewrite /rank_four_array__W_before_A_at /rank_four_array__W_before_A_says; sides_at. Defined.
Theorem rank_four_array__W_before_A_is_false : ~ rank_four_array__W_before_A_holds.
Proof. move=> no; have : rank_four_array__W_before_A_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _ _ _); as_its_kind.
by move/(proj2_sig (rank_four_array__W_before_A_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition softmax__mask_forgotten_in_the_sum_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (S : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)) (M : 'M[RR]_(n_ctx, n_ctx)) :=
  (softmax_of e true S) = ((diagonal (reciprocal ((map_mx e S) *m v1))) *m (M *h (map_mx e S))).
Definition softmax__mask_forgotten_in_the_sum_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (S : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)) (M : 'M[RR]_(n_ctx, n_ctx)),
  is_ones v1 -> is_causal M -> @softmax__mask_forgotten_in_the_sum_says RR e n_ctx S v1 M.
Definition softmax__mask_forgotten_in_the_sum_at (RR : realFieldType) (e : RR -> RR) := @softmax__mask_forgotten_in_the_sum_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (const_mx 1 : 'M[RR]_(2, 1)) (sees RR 2).
Definition softmax__mask_forgotten_in_the_sum_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | softmax__mask_forgotten_in_the_sum_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /softmax__mask_forgotten_in_the_sum_at /softmax__mask_forgotten_in_the_sum_says; sides_at. Defined.
Theorem softmax__mask_forgotten_in_the_sum_is_false : ~ softmax__mask_forgotten_in_the_sum_holds.
Proof. move=> no; have : softmax__mask_forgotten_in_the_sum_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _ _); as_its_kind.
by move/(proj2_sig (softmax__mask_forgotten_in_the_sum_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition softmax__masked_scores_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (S : 'M[RR]_(n_ctx, n_ctx)) (M : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)) :=
  (softmax_of e true S) = ((diagonal (reciprocal ((map_mx e (M *h S)) *m v1))) *m (map_mx e (M *h S))).
Definition softmax__masked_scores_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (S : 'M[RR]_(n_ctx, n_ctx)) (M : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)),
  is_causal M -> is_ones v1 -> @softmax__masked_scores_says RR e n_ctx S M v1.
Definition softmax__masked_scores_at (RR : realFieldType) (e : RR -> RR) := @softmax__masked_scores_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (sees RR 2) (const_mx 1 : 'M[RR]_(2, 1)).
Definition softmax__masked_scores_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | softmax__masked_scores_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /softmax__masked_scores_at /softmax__masked_scores_says; sides_at. Defined.
Theorem softmax__masked_scores_is_false : ~ softmax__masked_scores_holds.
Proof. move=> no; have : softmax__masked_scores_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _ _); as_its_kind.
by move/(proj2_sig (softmax__masked_scores_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition softmax__divided_by_columns_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (S : 'M[RR]_(n_ctx, n_ctx)) (M : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)) :=
  (softmax_of e true S) = ((M *h (map_mx e S)) *m (diagonal (reciprocal (((map_mx e S)^T) *m v1)))).
Definition softmax__divided_by_columns_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (S : 'M[RR]_(n_ctx, n_ctx)) (M : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)),
  is_causal M -> is_ones v1 -> @softmax__divided_by_columns_says RR e n_ctx S M v1.
Definition softmax__divided_by_columns_at (RR : realFieldType) (e : RR -> RR) := @softmax__divided_by_columns_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (sees RR 2) (const_mx 1 : 'M[RR]_(2, 1)).
Definition softmax__divided_by_columns_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | softmax__divided_by_columns_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /softmax__divided_by_columns_at /softmax__divided_by_columns_says; sides_at. Defined.
Theorem softmax__divided_by_columns_is_false : ~ softmax__divided_by_columns_holds.
Proof. move=> no; have : softmax__divided_by_columns_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _ _); as_its_kind.
by move/(proj2_sig (softmax__divided_by_columns_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition exponential_of_a_sum__sum_of_exponentials_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (S : 'M[RR]_(n_ctx, n_ctx)) (T : 'M[RR]_(n_ctx, n_ctx)) :=
  (map_mx e (S + T)) = ((map_mx e S) + (map_mx e T)).
Definition exponential_of_a_sum__sum_of_exponentials_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (S : 'M[RR]_(n_ctx, n_ctx)) (T : 'M[RR]_(n_ctx, n_ctx)),
  @exponential_of_a_sum__sum_of_exponentials_says RR e n_ctx S T.
Definition exponential_of_a_sum__sum_of_exponentials_at (RR : realFieldType) (e : RR -> RR) := @exponential_of_a_sum__sum_of_exponentials_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])).
Definition exponential_of_a_sum__sum_of_exponentials_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | exponential_of_a_sum__sum_of_exponentials_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /exponential_of_a_sum__sum_of_exponentials_at /exponential_of_a_sum__sum_of_exponentials_says; sides_at. Defined.
Theorem exponential_of_a_sum__sum_of_exponentials_is_false : ~ exponential_of_a_sum__sum_of_exponentials_holds.
Proof. move=> no; have : exponential_of_a_sum__sum_of_exponentials_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _); as_its_kind.
by move/(proj2_sig (exponential_of_a_sum__sum_of_exponentials_sides power_of_2))/rep_at/(_ 0%N 1%N isT isT)/eqP; vm_compute. Qed.

Definition exponential_of_a_sum__matrix_product_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (S : 'M[RR]_(n_ctx, n_ctx)) (T : 'M[RR]_(n_ctx, n_ctx)) :=
  (map_mx e (S + T)) = ((map_mx e S) *m (map_mx e T)).
Definition exponential_of_a_sum__matrix_product_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (S : 'M[RR]_(n_ctx, n_ctx)) (T : 'M[RR]_(n_ctx, n_ctx)),
  @exponential_of_a_sum__matrix_product_says RR e n_ctx S T.
Definition exponential_of_a_sum__matrix_product_at (RR : realFieldType) (e : RR -> RR) := @exponential_of_a_sum__matrix_product_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])).
Definition exponential_of_a_sum__matrix_product_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | exponential_of_a_sum__matrix_product_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /exponential_of_a_sum__matrix_product_at /exponential_of_a_sum__matrix_product_says; sides_at. Defined.
Theorem exponential_of_a_sum__matrix_product_is_false : ~ exponential_of_a_sum__matrix_product_holds.
Proof. move=> no; have : exponential_of_a_sum__matrix_product_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _); as_its_kind.
by move/(proj2_sig (exponential_of_a_sum__matrix_product_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition exponential_of_a_sum__doubled_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (S : 'M[RR]_(n_ctx, n_ctx)) :=
  (map_mx e (S *+ 2)) = ((map_mx e S) *+ 2).
Definition exponential_of_a_sum__doubled_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (S : 'M[RR]_(n_ctx, n_ctx)),
  @exponential_of_a_sum__doubled_says RR e n_ctx S.
Definition exponential_of_a_sum__doubled_at (RR : realFieldType) (e : RR -> RR) := @exponential_of_a_sum__doubled_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])).
Definition exponential_of_a_sum__doubled_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | exponential_of_a_sum__doubled_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /exponential_of_a_sum__doubled_at /exponential_of_a_sum__doubled_says; sides_at. Defined.
Theorem exponential_of_a_sum__doubled_is_false : ~ exponential_of_a_sum__doubled_holds.
Proof. move=> no; have : exponential_of_a_sum__doubled_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _); as_its_kind.
by move/(proj2_sig (exponential_of_a_sum__doubled_sides power_of_2))/rep_at/(_ 0%N 1%N isT isT)/eqP; vm_compute. Qed.

Definition softmax_rows_sum_to_1__columns_sum_to_1_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (S : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)) :=
  (((softmax_of e true S)^T) *m v1) = v1.
Definition softmax_rows_sum_to_1__columns_sum_to_1_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (S : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)),
  is_ones v1 -> @softmax_rows_sum_to_1__columns_sum_to_1_says RR e n_ctx S v1.
Definition softmax_rows_sum_to_1__columns_sum_to_1_at (RR : realFieldType) (e : RR -> RR) := @softmax_rows_sum_to_1__columns_sum_to_1_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (const_mx 1 : 'M[RR]_(2, 1)).
Definition softmax_rows_sum_to_1__columns_sum_to_1_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | softmax_rows_sum_to_1__columns_sum_to_1_at e -> rep 2 1 fg.1 = rep 2 1 fg.2}.
Proof. rewrite /softmax_rows_sum_to_1__columns_sum_to_1_at /softmax_rows_sum_to_1__columns_sum_to_1_says; sides_at. Defined.
Theorem softmax_rows_sum_to_1__columns_sum_to_1_is_false : ~ softmax_rows_sum_to_1__columns_sum_to_1_holds.
Proof. move=> no; have : softmax_rows_sum_to_1__columns_sum_to_1_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _); as_its_kind.
by move/(proj2_sig (softmax_rows_sum_to_1__columns_sum_to_1_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition softmax_rows_sum_to_1__over_destinations_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (S : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)) :=
  ((softmax_over_destinations e true S) *m v1) = v1.
Definition softmax_rows_sum_to_1__over_destinations_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (S : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)),
  is_ones v1 -> @softmax_rows_sum_to_1__over_destinations_says RR e n_ctx S v1.
Definition softmax_rows_sum_to_1__over_destinations_at (RR : realFieldType) (e : RR -> RR) := @softmax_rows_sum_to_1__over_destinations_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (const_mx 1 : 'M[RR]_(2, 1)).
Definition softmax_rows_sum_to_1__over_destinations_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | softmax_rows_sum_to_1__over_destinations_at e -> rep 2 1 fg.1 = rep 2 1 fg.2}.
Proof. rewrite /softmax_rows_sum_to_1__over_destinations_at /softmax_rows_sum_to_1__over_destinations_says; sides_at. Defined.
Theorem softmax_rows_sum_to_1__over_destinations_is_false : ~ softmax_rows_sum_to_1__over_destinations_holds.
Proof. move=> no; have : softmax_rows_sum_to_1__over_destinations_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _); as_its_kind.
by move/(proj2_sig (softmax_rows_sum_to_1__over_destinations_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition softmax_rows_sum_to_1__with_a_sink_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)) (c : 'M[RR]_(n_ctx, 1)) :=
  ((diagonal (reciprocal (((M *h (map_mx e S)) *m v1) + (map_mx e c)))) *m (M *h (map_mx e S)) *m v1) = v1.
Definition softmax_rows_sum_to_1__with_a_sink_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)) (c : 'M[RR]_(n_ctx, 1)),
  is_causal M -> is_ones v1 -> @softmax_rows_sum_to_1__with_a_sink_says RR e n_ctx M S v1 c.
Definition softmax_rows_sum_to_1__with_a_sink_at (RR : realFieldType) (e : RR -> RR) := @softmax_rows_sum_to_1__with_a_sink_says RR e 2%N (sees RR 2) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (const_mx 1 : 'M[RR]_(2, 1)) (@rep RR 2 1 (table RR [:: [:: (Posz 1, 0%N)]; [:: (Posz 1, 0%N)]])).
Definition softmax_rows_sum_to_1__with_a_sink_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | softmax_rows_sum_to_1__with_a_sink_at e -> rep 2 1 fg.1 = rep 2 1 fg.2}.
Proof. rewrite /softmax_rows_sum_to_1__with_a_sink_at /softmax_rows_sum_to_1__with_a_sink_says; sides_at. Defined.
Theorem softmax_rows_sum_to_1__with_a_sink_is_false : ~ softmax_rows_sum_to_1__with_a_sink_holds.
Proof. move=> no; have : softmax_rows_sum_to_1__with_a_sink_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _ _ _); as_its_kind.
by move/(proj2_sig (softmax_rows_sum_to_1__with_a_sink_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition softmax_shift__added_to_columns_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (S : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)) (c : 'M[RR]_(n_ctx, 1)) :=
  (softmax_of e true (S + (v1 *m (c^T)))) = (softmax_of e true S).
Definition softmax_shift__added_to_columns_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (S : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)) (c : 'M[RR]_(n_ctx, 1)),
  is_ones v1 -> @softmax_shift__added_to_columns_says RR e n_ctx S v1 c.
Definition softmax_shift__added_to_columns_at (RR : realFieldType) (e : RR -> RR) := @softmax_shift__added_to_columns_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 0, 0%N)]])) (const_mx 1 : 'M[RR]_(2, 1)) (@rep RR 2 1 (table RR [:: [:: (Posz 2, 0%N)]; [:: (Posz 1, 0%N)]])).
Definition softmax_shift__added_to_columns_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | softmax_shift__added_to_columns_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /softmax_shift__added_to_columns_at /softmax_shift__added_to_columns_says; sides_at. Defined.
Theorem softmax_shift__added_to_columns_is_false : ~ softmax_shift__added_to_columns_holds.
Proof. move=> no; have : softmax_shift__added_to_columns_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _); as_its_kind.
by move/(proj2_sig (softmax_shift__added_to_columns_sides power_of_2))/rep_at/(_ 1%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition softmax_shift__scaled_rows_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (S : 'M[RR]_(n_ctx, n_ctx)) :=
  (softmax_of e true (S *+ 2)) = (softmax_of e true S).
Definition softmax_shift__scaled_rows_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (S : 'M[RR]_(n_ctx, n_ctx)),
  @softmax_shift__scaled_rows_says RR e n_ctx S.
Definition softmax_shift__scaled_rows_at (RR : realFieldType) (e : RR -> RR) := @softmax_shift__scaled_rows_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])).
Definition softmax_shift__scaled_rows_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | softmax_shift__scaled_rows_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /softmax_shift__scaled_rows_at /softmax_shift__scaled_rows_says; sides_at. Defined.
Theorem softmax_shift__scaled_rows_is_false : ~ softmax_shift__scaled_rows_holds.
Proof. move=> no; have : softmax_shift__scaled_rows_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _); as_its_kind.
by move/(proj2_sig (softmax_shift__scaled_rows_sides power_of_2))/rep_at/(_ 1%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition softmax_shift__with_a_sink_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) (c : 'M[RR]_(n_ctx, 1)) (v1 : 'M[RR]_(n_ctx, 1)) :=
  ((diagonal (reciprocal (((M *h (map_mx e (S + (c *m (v1^T))))) *m v1) + v1))) *m (M *h (map_mx e (S + (c *m (v1^T)))))) = ((diagonal (reciprocal (((M *h (map_mx e S)) *m v1) + v1))) *m (M *h (map_mx e S))).
Definition softmax_shift__with_a_sink_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) (c : 'M[RR]_(n_ctx, 1)) (v1 : 'M[RR]_(n_ctx, 1)),
  is_causal M -> is_ones v1 -> @softmax_shift__with_a_sink_says RR e n_ctx M S c v1.
Definition softmax_shift__with_a_sink_at (RR : realFieldType) (e : RR -> RR) := @softmax_shift__with_a_sink_says RR e 2%N (sees RR 2) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 1, 0%N)]; [:: (Posz 1, 0%N)]])) (const_mx 1 : 'M[RR]_(2, 1)).
Definition softmax_shift__with_a_sink_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | softmax_shift__with_a_sink_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /softmax_shift__with_a_sink_at /softmax_shift__with_a_sink_says; sides_at. Defined.
Theorem softmax_shift__with_a_sink_is_false : ~ softmax_shift__with_a_sink_holds.
Proof. move=> no; have : softmax_shift__with_a_sink_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _ _ _); as_its_kind.
by move/(proj2_sig (softmax_shift__with_a_sink_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition softmax_permuted__with_a_mask_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (Pi : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) :=
  (softmax_of e true (Pi *m S *m (Pi^T))) = (Pi *m (softmax_of e true S) *m (Pi^T)).
Definition softmax_permuted__with_a_mask_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (Pi : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)),
  is_permutation Pi -> @softmax_permuted__with_a_mask_says RR e n_ctx Pi S.
Definition softmax_permuted__with_a_mask_at (RR : realFieldType) (e : RR -> RR) := @softmax_permuted__with_a_mask_says RR e 2%N (moves RR 2 (nth 0%N [:: 1; 0]%N)) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Posz 1, 0%N); (Posz 1, 0%N)]])).
Definition softmax_permuted__with_a_mask_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | softmax_permuted__with_a_mask_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /softmax_permuted__with_a_mask_at /softmax_permuted__with_a_mask_says; sides_at. Defined.
Theorem softmax_permuted__with_a_mask_is_false : ~ softmax_permuted__with_a_mask_holds.
Proof. move=> no; have : softmax_permuted__with_a_mask_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _); as_its_kind.
by move/(proj2_sig (softmax_permuted__with_a_mask_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition softmax_permuted__rows_only_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (Pi : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) :=
  (softmax_of e false (Pi *m S)) = (Pi *m (softmax_of e false S) *m (Pi^T)).
Definition softmax_permuted__rows_only_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (Pi : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)),
  is_permutation Pi -> @softmax_permuted__rows_only_says RR e n_ctx Pi S.
Definition softmax_permuted__rows_only_at (RR : realFieldType) (e : RR -> RR) := @softmax_permuted__rows_only_says RR e 2%N (moves RR 2 (nth 0%N [:: 1; 0]%N)) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Posz 1, 0%N); (Posz 1, 0%N)]])).
Definition softmax_permuted__rows_only_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | softmax_permuted__rows_only_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /softmax_permuted__rows_only_at /softmax_permuted__rows_only_says; sides_at. Defined.
Theorem softmax_permuted__rows_only_is_false : ~ softmax_permuted__rows_only_holds.
Proof. move=> no; have : softmax_permuted__rows_only_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _); as_its_kind.
by move/(proj2_sig (softmax_permuted__rows_only_sides power_of_2))/rep_at/(_ 1%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition softmax_permuted__turned_back_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (Pi : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) :=
  (softmax_of e false (Pi *m S *m (Pi^T))) = ((Pi^T) *m (softmax_of e false S) *m Pi).
Definition softmax_permuted__turned_back_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (Pi : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)),
  is_permutation Pi -> @softmax_permuted__turned_back_says RR e n_ctx Pi S.
Definition softmax_permuted__turned_back_at (RR : realFieldType) (e : RR -> RR) := @softmax_permuted__turned_back_says RR e 3%N (moves RR 3 (nth 0%N [:: 1; 2; 0]%N)) (@rep RR 3 3 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 1, 0%N); (Posz 0, 0%N); (Posz 3, 0%N)]; [:: (Posz 1, 0%N); (Posz 3, 0%N); (Posz 2, 0%N)]])).
Definition softmax_permuted__turned_back_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | softmax_permuted__turned_back_at e -> rep 3 3 fg.1 = rep 3 3 fg.2}.
Proof. rewrite /softmax_permuted__turned_back_at /softmax_permuted__turned_back_says; sides_at. Defined.
Theorem softmax_permuted__turned_back_is_false : ~ softmax_permuted__turned_back_holds.
Proof. move=> no; have : softmax_permuted__turned_back_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _); as_its_kind.
by move/(proj2_sig (softmax_permuted__turned_back_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition softmax_first_rows__without_a_mask_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (P : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) :=
  (P *m (softmax_of e false S)) = (P *m (softmax_of e false (P *m S *m P)) *m P).
Definition softmax_first_rows__without_a_mask_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (P : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)),
  is_first P -> @softmax_first_rows__without_a_mask_says RR e n_ctx P S.
Definition softmax_first_rows__without_a_mask_at (RR : realFieldType) (e : RR -> RR) := @softmax_first_rows__without_a_mask_says RR e 2%N (first RR 2 1) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Negz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 1, 0%N)]])).
Definition softmax_first_rows__without_a_mask_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | softmax_first_rows__without_a_mask_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /softmax_first_rows__without_a_mask_at /softmax_first_rows__without_a_mask_says; sides_at. Defined.
Theorem softmax_first_rows__without_a_mask_is_false : ~ softmax_first_rows__without_a_mask_holds.
Proof. move=> no; have : softmax_first_rows__without_a_mask_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _); as_its_kind.
by move/(proj2_sig (softmax_first_rows__without_a_mask_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition softmax_first_rows__all_rows_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (S : 'M[RR]_(n_ctx, n_ctx)) (P : 'M[RR]_(n_ctx, n_ctx)) :=
  (softmax_of e true S) = (softmax_of e true (P *m S *m P)).
Definition softmax_first_rows__all_rows_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (S : 'M[RR]_(n_ctx, n_ctx)) (P : 'M[RR]_(n_ctx, n_ctx)),
  is_first P -> @softmax_first_rows__all_rows_says RR e n_ctx S P.
Definition softmax_first_rows__all_rows_at (RR : realFieldType) (e : RR -> RR) := @softmax_first_rows__all_rows_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Negz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 3, 0%N); (Negz 1, 0%N)]])) (first RR 2 1).
Definition softmax_first_rows__all_rows_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | softmax_first_rows__all_rows_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /softmax_first_rows__all_rows_at /softmax_first_rows__all_rows_says; sides_at. Defined.
Theorem softmax_first_rows__all_rows_is_false : ~ softmax_first_rows__all_rows_holds.
Proof. move=> no; have : softmax_first_rows__all_rows_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _); as_its_kind.
by move/(proj2_sig (softmax_first_rows__all_rows_sides power_of_2))/rep_at/(_ 1%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition softmax_first_rows__columns_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (S : 'M[RR]_(n_ctx, n_ctx)) (P : 'M[RR]_(n_ctx, n_ctx)) :=
  ((softmax_of e true S) *m P) = (P *m (softmax_of e true (P *m S *m P)) *m P).
Definition softmax_first_rows__columns_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (S : 'M[RR]_(n_ctx, n_ctx)) (P : 'M[RR]_(n_ctx, n_ctx)),
  is_first P -> @softmax_first_rows__columns_says RR e n_ctx S P.
Definition softmax_first_rows__columns_at (RR : realFieldType) (e : RR -> RR) := @softmax_first_rows__columns_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 3, 0%N); (Posz 0, 0%N)]; [:: (Posz 3, 0%N); (Posz 3, 0%N)]])) (first RR 2 1).
Definition softmax_first_rows__columns_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | softmax_first_rows__columns_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /softmax_first_rows__columns_at /softmax_first_rows__columns_says; sides_at. Defined.
Theorem softmax_first_rows__columns_is_false : ~ softmax_first_rows__columns_holds.
Proof. move=> no; have : softmax_first_rows__columns_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _); as_its_kind.
by move/(proj2_sig (softmax_first_rows__columns_sides power_of_2))/rep_at/(_ 1%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition softmax_first_rows__any_projection_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (T : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) :=
  (T *m (softmax_of e true S)) = (T *m (softmax_of e true (T *m S *m T)) *m T).
Definition softmax_first_rows__any_projection_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (T : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)),
  @softmax_first_rows__any_projection_says RR e n_ctx T S.
Definition softmax_first_rows__any_projection_at (RR : realFieldType) (e : RR -> RR) := @softmax_first_rows__any_projection_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])).
Definition softmax_first_rows__any_projection_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | softmax_first_rows__any_projection_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /softmax_first_rows__any_projection_at /softmax_first_rows__any_projection_says; sides_at. Defined.
Theorem softmax_first_rows__any_projection_is_false : ~ softmax_first_rows__any_projection_holds.
Proof. move=> no; have : softmax_first_rows__any_projection_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _); as_its_kind.
by move/(proj2_sig (softmax_first_rows__any_projection_sides power_of_2))/rep_at/(_ 0%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition any_causal_mask__as_behind_the_causal_mask_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (N : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)) :=
  ((diagonal (reciprocal ((N *h (map_mx e S)) *m v1))) *m (N *h (map_mx e S))) = (softmax_of e true S).
Definition any_causal_mask__as_behind_the_causal_mask_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (N : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)),
  is_mask N -> is_ones v1 -> @any_causal_mask__as_behind_the_causal_mask_says RR e n_ctx N S v1.
Definition any_causal_mask__as_behind_the_causal_mask_at (RR : realFieldType) (e : RR -> RR) := @any_causal_mask__as_behind_the_causal_mask_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (const_mx 1 : 'M[RR]_(2, 1)).
Definition any_causal_mask__as_behind_the_causal_mask_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | any_causal_mask__as_behind_the_causal_mask_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /any_causal_mask__as_behind_the_causal_mask_at /any_causal_mask__as_behind_the_causal_mask_says; sides_at. Defined.
Theorem any_causal_mask__as_behind_the_causal_mask_is_false : ~ any_causal_mask__as_behind_the_causal_mask_holds.
Proof. move=> no; have : any_causal_mask__as_behind_the_causal_mask_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _ _); as_its_kind.
by move/(proj2_sig (any_causal_mask__as_behind_the_causal_mask_sides power_of_2))/rep_at/(_ 1%N 0%N isT isT)/eqP; vm_compute. Qed.

Definition any_causal_mask__windows_add_up_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (N : 'M[RR]_(n_ctx, n_ctx)) :=
  (N *m N) = N.
Definition any_causal_mask__windows_add_up_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (N : 'M[RR]_(n_ctx, n_ctx)),
  is_mask N -> @any_causal_mask__windows_add_up_says RR e n_ctx N.
Definition any_causal_mask__windows_add_up_at (RR : realFieldType) (e : RR -> RR) := @any_causal_mask__windows_add_up_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 1, 0%N); (Posz 1, 0%N)]])).
Definition any_causal_mask__windows_add_up_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | any_causal_mask__windows_add_up_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /any_causal_mask__windows_add_up_at /any_causal_mask__windows_add_up_says; sides_at. Defined.
Theorem any_causal_mask__windows_add_up_is_false : ~ any_causal_mask__windows_add_up_holds.
Proof. move=> no; have : any_causal_mask__windows_add_up_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _); as_its_kind.
by move/(proj2_sig (any_causal_mask__windows_add_up_sides power_of_2))/rep_at/(_ 1%N 0%N isT isT)/eqP; vm_compute. Qed.
