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
Definition distributivity__added_once_at (RR : realFieldType) (e : RR -> RR) := @distributivity__added_once_says RR e 1%N (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])).
Definition distributivity__added_once_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | distributivity__added_once_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /distributivity__added_once_at /distributivity__added_once_says; sides_at. Defined.
Theorem distributivity__added_once_is_false : ~ distributivity__added_once_holds.
Proof. move=> no; have : distributivity__added_once_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _); as_its_kind.
move/(proj2_sig (distributivity__added_once_sides one_to_three))/rep_all.
by lazy beta iota delta [distributivity__added_once_sides proj1_sig fst snd]; vm_compute. Qed.

Definition distributivity_on_the_right__multiplied_once_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (B : 'M[RR]_(n_n, n_n)) (V : 'M[RR]_(n_n, n_n)) :=
  ((A + B) *m V) = (A + (B *m V)).
Definition distributivity_on_the_right__multiplied_once_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (B : 'M[RR]_(n_n, n_n)) (V : 'M[RR]_(n_n, n_n)),
  @distributivity_on_the_right__multiplied_once_says RR e n_n A B V.
Definition distributivity_on_the_right__multiplied_once_at (RR : realFieldType) (e : RR -> RR) := @distributivity_on_the_right__multiplied_once_says RR e 1%N (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])).
Definition distributivity_on_the_right__multiplied_once_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | distributivity_on_the_right__multiplied_once_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /distributivity_on_the_right__multiplied_once_at /distributivity_on_the_right__multiplied_once_says; sides_at. Defined.
Theorem distributivity_on_the_right__multiplied_once_is_false : ~ distributivity_on_the_right__multiplied_once_holds.
Proof. move=> no; have : distributivity_on_the_right__multiplied_once_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _); as_its_kind.
move/(proj2_sig (distributivity_on_the_right__multiplied_once_sides one_to_three))/rep_all.
by lazy beta iota delta [distributivity_on_the_right__multiplied_once_sides proj1_sig fst snd]; vm_compute. Qed.

Definition factor_into_a_sum_over_heads__captured_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (H : finType) (A_h : 'M[RR]_(n_n, n_n)) (B : H -> 'M[RR]_(n_n, n_n)) (A : H -> 'M[RR]_(n_n, n_n)) :=
  (A_h *m (\sum_(h : H) (B h))) = (\sum_(h : H) ((A h) *m (B h))).
Definition factor_into_a_sum_over_heads__captured_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (H : finType) (A_h : 'M[RR]_(n_n, n_n)) (B : H -> 'M[RR]_(n_n, n_n)) (A : H -> 'M[RR]_(n_n, n_n)),
  @factor_into_a_sum_over_heads__captured_says RR e n_n H A_h B A.
Definition factor_into_a_sum_over_heads__captured_at (RR : realFieldType) (e : RR -> RR) := @factor_into_a_sum_over_heads__captured_says RR e 2%N (ordinal_finType 1) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N)]]] h)).
Definition factor_into_a_sum_over_heads__captured_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | factor_into_a_sum_over_heads__captured_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /factor_into_a_sum_over_heads__captured_at /factor_into_a_sum_over_heads__captured_says; sides_at. Defined.
Theorem factor_into_a_sum_over_heads__captured_is_false : ~ factor_into_a_sum_over_heads__captured_holds.
Proof. move=> no; have : factor_into_a_sum_over_heads__captured_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _); as_its_kind.
move/(proj2_sig (factor_into_a_sum_over_heads__captured_sides one_to_three))/rep_all.
by lazy beta iota delta [factor_into_a_sum_over_heads__captured_sides proj1_sig fst snd]; vm_compute. Qed.

Definition factor_into_a_sum_over_heads__given_to_all_together_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (H : finType) (A : 'M[RR]_(n_n, n_n)) (B : H -> 'M[RR]_(n_n, n_n)) :=
  (A *m (\sum_(h : H) (A *m (B h)))) = (\sum_(h : H) (A *m (B h))).
Definition factor_into_a_sum_over_heads__given_to_all_together_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (H : finType) (A : 'M[RR]_(n_n, n_n)) (B : H -> 'M[RR]_(n_n, n_n)),
  @factor_into_a_sum_over_heads__given_to_all_together_says RR e n_n H A B.
Definition factor_into_a_sum_over_heads__given_to_all_together_at (RR : realFieldType) (e : RR -> RR) := @factor_into_a_sum_over_heads__given_to_all_together_says RR e 1%N (ordinal_finType 1) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 1, 0%N)]]] h)).
Definition factor_into_a_sum_over_heads__given_to_all_together_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | factor_into_a_sum_over_heads__given_to_all_together_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /factor_into_a_sum_over_heads__given_to_all_together_at /factor_into_a_sum_over_heads__given_to_all_together_says; sides_at. Defined.
Theorem factor_into_a_sum_over_heads__given_to_all_together_is_false : ~ factor_into_a_sum_over_heads__given_to_all_together_holds.
Proof. move=> no; have : factor_into_a_sum_over_heads__given_to_all_together_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _); as_its_kind.
move/(proj2_sig (factor_into_a_sum_over_heads__given_to_all_together_sides one_to_three))/rep_all.
by lazy beta iota delta [factor_into_a_sum_over_heads__given_to_all_together_sides proj1_sig fst snd]; vm_compute. Qed.

Definition factor_into_a_sum_over_heads_on_the_right__captured_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (H : finType) (A : H -> 'M[RR]_(n_n, n_n)) (B_h : 'M[RR]_(n_n, n_n)) (B : H -> 'M[RR]_(n_n, n_n)) :=
  ((\sum_(h : H) (A h)) *m B_h) = (\sum_(h : H) ((A h) *m (B h))).
Definition factor_into_a_sum_over_heads_on_the_right__captured_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (H : finType) (A : H -> 'M[RR]_(n_n, n_n)) (B_h : 'M[RR]_(n_n, n_n)) (B : H -> 'M[RR]_(n_n, n_n)),
  @factor_into_a_sum_over_heads_on_the_right__captured_says RR e n_n H A B_h B.
Definition factor_into_a_sum_over_heads_on_the_right__captured_at (RR : realFieldType) (e : RR -> RR) := @factor_into_a_sum_over_heads_on_the_right__captured_says RR e 1%N (ordinal_finType 1) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 2, 0%N)]]] h)) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 2, 0%N)]]] h)).
Definition factor_into_a_sum_over_heads_on_the_right__captured_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | factor_into_a_sum_over_heads_on_the_right__captured_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /factor_into_a_sum_over_heads_on_the_right__captured_at /factor_into_a_sum_over_heads_on_the_right__captured_says; sides_at. Defined.
Theorem factor_into_a_sum_over_heads_on_the_right__captured_is_false : ~ factor_into_a_sum_over_heads_on_the_right__captured_holds.
Proof. move=> no; have : factor_into_a_sum_over_heads_on_the_right__captured_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _); as_its_kind.
move/(proj2_sig (factor_into_a_sum_over_heads_on_the_right__captured_sides one_to_three))/rep_all.
by lazy beta iota delta [factor_into_a_sum_over_heads_on_the_right__captured_sides proj1_sig fst snd]; vm_compute. Qed.

Definition sum_over_heads_of_a_sum__counted_once_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (H : finType) (A : H -> 'M[RR]_(n_n, n_n)) (B : 'M[RR]_(n_n, n_n)) :=
  (\sum_(h : H) ((A h) + B)) = ((\sum_(h : H) (A h)) + B).
Definition sum_over_heads_of_a_sum__counted_once_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (H : finType) (A : H -> 'M[RR]_(n_n, n_n)) (B : 'M[RR]_(n_n, n_n)),
  @sum_over_heads_of_a_sum__counted_once_says RR e n_n H A B.
Definition sum_over_heads_of_a_sum__counted_once_at (RR : realFieldType) (e : RR -> RR) := @sum_over_heads_of_a_sum__counted_once_says RR e 1%N (ordinal_finType 2) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 2, 0%N)]]; [:: [:: (Posz 2, 0%N)]]] h)) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])).
Definition sum_over_heads_of_a_sum__counted_once_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | sum_over_heads_of_a_sum__counted_once_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /sum_over_heads_of_a_sum__counted_once_at /sum_over_heads_of_a_sum__counted_once_says; sides_at. Defined.
Theorem sum_over_heads_of_a_sum__counted_once_is_false : ~ sum_over_heads_of_a_sum__counted_once_holds.
Proof. move=> no; have : sum_over_heads_of_a_sum__counted_once_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _); as_its_kind.
move/(proj2_sig (sum_over_heads_of_a_sum__counted_once_sides one_to_three))/rep_all.
by lazy beta iota delta [sum_over_heads_of_a_sum__counted_once_sides proj1_sig fst snd]; vm_compute. Qed.

Definition scalar_out_of_a_product__of_both_factors_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (c : RR) (A : 'M[RR]_(n_n, n_n)) (B : 'M[RR]_(n_n, n_n)) :=
  ((c *: A) *m (c *: B)) = (c *: (A *m B)).
Definition scalar_out_of_a_product__of_both_factors_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (c : RR) (A : 'M[RR]_(n_n, n_n)) (B : 'M[RR]_(n_n, n_n)),
  @scalar_out_of_a_product__of_both_factors_says RR e n_n c A B.
Definition scalar_out_of_a_product__of_both_factors_at (RR : realFieldType) (e : RR -> RR) := @scalar_out_of_a_product__of_both_factors_says RR e 1%N (number RR (Posz 2, 0%N)) (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])).
Definition scalar_out_of_a_product__of_both_factors_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | scalar_out_of_a_product__of_both_factors_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /scalar_out_of_a_product__of_both_factors_at /scalar_out_of_a_product__of_both_factors_says; sides_at. Defined.
Theorem scalar_out_of_a_product__of_both_factors_is_false : ~ scalar_out_of_a_product__of_both_factors_holds.
Proof. move=> no; have : scalar_out_of_a_product__of_both_factors_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _); as_its_kind.
move/(proj2_sig (scalar_out_of_a_product__of_both_factors_sides one_to_three))/rep_all.
by lazy beta iota delta [scalar_out_of_a_product__of_both_factors_sides proj1_sig fst snd]; vm_compute. Qed.

Definition scalar_out_of_a_product_on_the_left__of_one_term_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (c : RR) (A : 'M[RR]_(n_n, n_n)) (B : 'M[RR]_(n_n, n_n)) (V : 'M[RR]_(n_n, n_n)) :=
  (((c *: A) + B) *m V) = (c *: ((A + B) *m V)).
Definition scalar_out_of_a_product_on_the_left__of_one_term_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (c : RR) (A : 'M[RR]_(n_n, n_n)) (B : 'M[RR]_(n_n, n_n)) (V : 'M[RR]_(n_n, n_n)),
  @scalar_out_of_a_product_on_the_left__of_one_term_says RR e n_n c A B V.
Definition scalar_out_of_a_product_on_the_left__of_one_term_at (RR : realFieldType) (e : RR -> RR) := @scalar_out_of_a_product_on_the_left__of_one_term_says RR e 2%N (number RR (Posz 3, 0%N)) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Negz 0, 0%N); (Negz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 3, 0%N)]; [:: (Posz 1, 0%N); (Negz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 1, 0%N); (Posz 0, 0%N)]])).
Definition scalar_out_of_a_product_on_the_left__of_one_term_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | scalar_out_of_a_product_on_the_left__of_one_term_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /scalar_out_of_a_product_on_the_left__of_one_term_at /scalar_out_of_a_product_on_the_left__of_one_term_says; sides_at. Defined.
Theorem scalar_out_of_a_product_on_the_left__of_one_term_is_false : ~ scalar_out_of_a_product_on_the_left__of_one_term_holds.
Proof. move=> no; have : scalar_out_of_a_product_on_the_left__of_one_term_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _); as_its_kind.
move/(proj2_sig (scalar_out_of_a_product_on_the_left__of_one_term_sides one_to_three))/rep_all.
by lazy beta iota delta [scalar_out_of_a_product_on_the_left__of_one_term_sides proj1_sig fst snd]; vm_compute. Qed.

Definition scalar_out_of_a_sum__of_one_term_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (c : RR) (A : 'M[RR]_(n_n, n_n)) (B : 'M[RR]_(n_n, n_n)) :=
  ((c *: A) + B) = (c *: (A + B)).
Definition scalar_out_of_a_sum__of_one_term_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (c : RR) (A : 'M[RR]_(n_n, n_n)) (B : 'M[RR]_(n_n, n_n)),
  @scalar_out_of_a_sum__of_one_term_says RR e n_n c A B.
Definition scalar_out_of_a_sum__of_one_term_at (RR : realFieldType) (e : RR -> RR) := @scalar_out_of_a_sum__of_one_term_says RR e 1%N (number RR (Posz 2, 0%N)) (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])).
Definition scalar_out_of_a_sum__of_one_term_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | scalar_out_of_a_sum__of_one_term_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /scalar_out_of_a_sum__of_one_term_at /scalar_out_of_a_sum__of_one_term_says; sides_at. Defined.
Theorem scalar_out_of_a_sum__of_one_term_is_false : ~ scalar_out_of_a_sum__of_one_term_holds.
Proof. move=> no; have : scalar_out_of_a_sum__of_one_term_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _); as_its_kind.
move/(proj2_sig (scalar_out_of_a_sum__of_one_term_sides one_to_three))/rep_all.
by lazy beta iota delta [scalar_out_of_a_sum__of_one_term_sides proj1_sig fst snd]; vm_compute. Qed.

Definition scalar_out_of_a_sum_over_heads__of_both_factors_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (H : finType) (c : RR) (A : 'M[RR]_(n_n, n_n)) (B : H -> 'M[RR]_(n_n, n_n)) :=
  (\sum_(h : H) ((c *: A) *m (c *: (B h)))) = (c *: (\sum_(h : H) (A *m (B h)))).
Definition scalar_out_of_a_sum_over_heads__of_both_factors_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (H : finType) (c : RR) (A : 'M[RR]_(n_n, n_n)) (B : H -> 'M[RR]_(n_n, n_n)),
  @scalar_out_of_a_sum_over_heads__of_both_factors_says RR e n_n H c A B.
Definition scalar_out_of_a_sum_over_heads__of_both_factors_at (RR : realFieldType) (e : RR -> RR) := @scalar_out_of_a_sum_over_heads__of_both_factors_says RR e 1%N (ordinal_finType 1) (number RR (Posz 2, 0%N)) (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 1, 0%N)]]] h)).
Definition scalar_out_of_a_sum_over_heads__of_both_factors_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | scalar_out_of_a_sum_over_heads__of_both_factors_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /scalar_out_of_a_sum_over_heads__of_both_factors_at /scalar_out_of_a_sum_over_heads__of_both_factors_says; sides_at. Defined.
Theorem scalar_out_of_a_sum_over_heads__of_both_factors_is_false : ~ scalar_out_of_a_sum_over_heads__of_both_factors_holds.
Proof. move=> no; have : scalar_out_of_a_sum_over_heads__of_both_factors_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _); as_its_kind.
move/(proj2_sig (scalar_out_of_a_sum_over_heads__of_both_factors_sides one_to_three))/rep_all.
by lazy beta iota delta [scalar_out_of_a_sum_over_heads__of_both_factors_sides proj1_sig fst snd]; vm_compute. Qed.

Definition scalars_in_any_order__one_for_the_other_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (d : RR) (c : RR) (A : 'M[RR]_(n_n, n_n)) :=
  (d *: (c *: A)) = (c *: (c *: A)).
Definition scalars_in_any_order__one_for_the_other_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (d : RR) (c : RR) (A : 'M[RR]_(n_n, n_n)),
  @scalars_in_any_order__one_for_the_other_says RR e n_n d c A.
Definition scalars_in_any_order__one_for_the_other_at (RR : realFieldType) (e : RR -> RR) := @scalars_in_any_order__one_for_the_other_says RR e 1%N (number RR (Posz 2, 0%N)) (number RR (Posz 1, 0%N)) (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])).
Definition scalars_in_any_order__one_for_the_other_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | scalars_in_any_order__one_for_the_other_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /scalars_in_any_order__one_for_the_other_at /scalars_in_any_order__one_for_the_other_says; sides_at. Defined.
Theorem scalars_in_any_order__one_for_the_other_is_false : ~ scalars_in_any_order__one_for_the_other_holds.
Proof. move=> no; have : scalars_in_any_order__one_for_the_other_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _); as_its_kind.
move/(proj2_sig (scalars_in_any_order__one_for_the_other_sides one_to_three))/rep_all.
by lazy beta iota delta [scalars_in_any_order__one_for_the_other_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : multiples__the_square_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _); as_its_kind.
move/(proj2_sig (multiples__the_square_sides one_to_three))/rep_all.
by lazy beta iota delta [multiples__the_square_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : transpose_of_a_product__order_kept_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _); as_its_kind.
move/(proj2_sig (transpose_of_a_product__order_kept_sides one_to_three))/rep_all.
by lazy beta iota delta [transpose_of_a_product__order_kept_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : vec__factors_swapped_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _); as_its_kind.
move/(proj2_sig (vec__factors_swapped_sides one_to_three))/rep_all.
by lazy beta iota delta [vec__factors_swapped_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : vec__pattern_transposed_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _); as_its_kind.
move/(proj2_sig (vec__pattern_transposed_sides one_to_three))/rep_all.
by lazy beta iota delta [vec__pattern_transposed_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : vec__weight_not_transposed_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _); as_its_kind.
move/(proj2_sig (vec__weight_not_transposed_sides one_to_three))/rep_all.
by lazy beta iota delta [vec__weight_not_transposed_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : vec__column_major_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _); as_its_kind.
move/(proj2_sig (vec__column_major_sides one_to_three))/rep_all.
by lazy beta iota delta [vec__column_major_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : vec__np_outer_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _); as_its_kind.
move/(proj2_sig (vec__np_outer_sides one_to_three))/rep_all.
by lazy beta iota delta [vec__np_outer_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : linearity_of_vec__transposed_along_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _); as_its_kind.
move/(proj2_sig (linearity_of_vec__transposed_along_sides one_to_three))/rep_all.
by lazy beta iota delta [linearity_of_vec__transposed_along_sides proj1_sig fst snd]; vm_compute. Qed.

Definition vec_of_a_sum_over_heads__transposed_along_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (H : finType) (A : H -> 'M[RR]_(n_n, n_n)) :=
  (vec (\sum_(h : H) (A h))) = (\sum_(h : H) (vec ((A h)^T))).
Definition vec_of_a_sum_over_heads__transposed_along_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (H : finType) (A : H -> 'M[RR]_(n_n, n_n)),
  @vec_of_a_sum_over_heads__transposed_along_says RR e n_n H A.
Definition vec_of_a_sum_over_heads__transposed_along_at (RR : realFieldType) (e : RR -> RR) := @vec_of_a_sum_over_heads__transposed_along_says RR e 2%N (ordinal_finType 1) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]]] h)).
Definition vec_of_a_sum_over_heads__transposed_along_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | vec_of_a_sum_over_heads__transposed_along_at e -> rep (2 * 2)%N 1 fg.1 = rep (2 * 2)%N 1 fg.2}.
Proof. rewrite /vec_of_a_sum_over_heads__transposed_along_at /vec_of_a_sum_over_heads__transposed_along_says; sides_at. Defined.
Theorem vec_of_a_sum_over_heads__transposed_along_is_false : ~ vec_of_a_sum_over_heads__transposed_along_holds.
Proof. move=> no; have : vec_of_a_sum_over_heads__transposed_along_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _); as_its_kind.
move/(proj2_sig (vec_of_a_sum_over_heads__transposed_along_sides one_to_three))/rep_all.
by lazy beta iota delta [vec_of_a_sum_over_heads__transposed_along_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : vec_of_a_multiple__in_both_slots_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _); as_its_kind.
move/(proj2_sig (vec_of_a_multiple__in_both_slots_sides one_to_three))/rep_all.
by lazy beta iota delta [vec_of_a_multiple__in_both_slots_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : mixed_product__first_slot_reversed_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _); as_its_kind.
move/(proj2_sig (mixed_product__first_slot_reversed_sides one_to_three))/rep_all.
by lazy beta iota delta [mixed_product__first_slot_reversed_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : mixed_product__second_slot_reversed_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _); as_its_kind.
move/(proj2_sig (mixed_product__second_slot_reversed_sides one_to_three))/rep_all.
by lazy beta iota delta [mixed_product__second_slot_reversed_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : mixed_product__slots_crossed_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _); as_its_kind.
move/(proj2_sig (mixed_product__slots_crossed_sides one_to_three))/rep_all.
by lazy beta iota delta [mixed_product__slots_crossed_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : mixed_product_of_three_slots__last_slots_crossed_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (mixed_product_of_three_slots__last_slots_crossed_sides one_to_three))/rep_all.
by lazy beta iota delta [mixed_product_of_three_slots__last_slots_crossed_sides proj1_sig fst snd]; vm_compute. Qed.

Definition bilinearity__both_slots_at_once_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (n_m : nat) (n_q : nat) (n_r : nat) (A : 'M[RR]_(n_n, n_m)) (W : 'M[RR]_(n_q, n_r)) (B : 'M[RR]_(n_n, n_m)) (V : 'M[RR]_(n_q, n_r)) :=
  ((A *t W) + (B *t V)) = ((A + B) *t (W + V)).
Definition bilinearity__both_slots_at_once_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (n_m : nat) (n_q : nat) (n_r : nat) (A : 'M[RR]_(n_n, n_m)) (W : 'M[RR]_(n_q, n_r)) (B : 'M[RR]_(n_n, n_m)) (V : 'M[RR]_(n_q, n_r)),
  @bilinearity__both_slots_at_once_says RR e n_n n_m n_q n_r A W B V.
Definition bilinearity__both_slots_at_once_at (RR : realFieldType) (e : RR -> RR) := @bilinearity__both_slots_at_once_says RR e 1%N 1%N 2%N 4%N (@rep RR 1 1 (table RR [:: [:: (Posz 0, 0%N)]])) (@rep RR 2 4 (table RR [:: [:: (Posz 2, 0%N); (Posz 0, 0%N); (Posz 2, 0%N); (Negz 0, 0%N)]; [:: (Posz 2, 0%N); (Posz 0, 0%N); (Negz 1, 0%N); (Posz 0, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])) (@rep RR 2 4 (table RR [:: [:: (Posz 0, 0%N); (Posz 0, 0%N); (Negz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 1, 0%N); (Posz 2, 0%N); (Posz 2, 0%N)]])).
Definition bilinearity__both_slots_at_once_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | bilinearity__both_slots_at_once_at e -> rep (1 * 2)%N (1 * 4)%N fg.1 = rep (1 * 2)%N (1 * 4)%N fg.2}.
Proof. rewrite /bilinearity__both_slots_at_once_at /bilinearity__both_slots_at_once_says; sides_at. Defined.
Theorem bilinearity__both_slots_at_once_is_false : ~ bilinearity__both_slots_at_once_holds.
Proof. move=> no; have : bilinearity__both_slots_at_once_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (bilinearity__both_slots_at_once_sides one_to_three))/rep_all.
by lazy beta iota delta [bilinearity__both_slots_at_once_sides proj1_sig fst snd]; vm_compute. Qed.

Definition bilinearity_on_the_right__pattern_counted_once_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)) (V : 'M[RR]_(n_n, n_n)) :=
  (A *t (W + V)) = ((A *t W) + ((1%:M : 'M[RR]_(n_n)) *t V)).
Definition bilinearity_on_the_right__pattern_counted_once_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)) (V : 'M[RR]_(n_n, n_n)),
  @bilinearity_on_the_right__pattern_counted_once_says RR e n_n A W V.
Definition bilinearity_on_the_right__pattern_counted_once_at (RR : realFieldType) (e : RR -> RR) := @bilinearity_on_the_right__pattern_counted_once_says RR e 1%N (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])).
Definition bilinearity_on_the_right__pattern_counted_once_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | bilinearity_on_the_right__pattern_counted_once_at e -> rep (1 * 1)%N (1 * 1)%N fg.1 = rep (1 * 1)%N (1 * 1)%N fg.2}.
Proof. rewrite /bilinearity_on_the_right__pattern_counted_once_at /bilinearity_on_the_right__pattern_counted_once_says; sides_at. Defined.
Theorem bilinearity_on_the_right__pattern_counted_once_is_false : ~ bilinearity_on_the_right__pattern_counted_once_holds.
Proof. move=> no; have : bilinearity_on_the_right__pattern_counted_once_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _); as_its_kind.
move/(proj2_sig (bilinearity_on_the_right__pattern_counted_once_sides one_to_three))/rep_all.
by lazy beta iota delta [bilinearity_on_the_right__pattern_counted_once_sides proj1_sig fst snd]; vm_compute. Qed.

Definition sum_over_heads_in_the_first_slot__both_slots_at_once_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (H : finType) (A : H -> 'M[RR]_(n_n, n_n)) (W : H -> 'M[RR]_(n_n, n_n)) :=
  ((\sum_(h : H) (A h)) *t (\sum_(h : H) (W h))) = (\sum_(h : H) ((A h) *t (W h))).
Definition sum_over_heads_in_the_first_slot__both_slots_at_once_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (H : finType) (A : H -> 'M[RR]_(n_n, n_n)) (W : H -> 'M[RR]_(n_n, n_n)),
  @sum_over_heads_in_the_first_slot__both_slots_at_once_says RR e n_n H A W.
Definition sum_over_heads_in_the_first_slot__both_slots_at_once_at (RR : realFieldType) (e : RR -> RR) := @sum_over_heads_in_the_first_slot__both_slots_at_once_says RR e 1%N (ordinal_finType 2) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 2, 0%N)]]; [:: [:: (Negz 1, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 2, 0%N)]]; [:: [:: (Negz 0, 0%N)]]] h)).
Definition sum_over_heads_in_the_first_slot__both_slots_at_once_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | sum_over_heads_in_the_first_slot__both_slots_at_once_at e -> rep (1 * 1)%N (1 * 1)%N fg.1 = rep (1 * 1)%N (1 * 1)%N fg.2}.
Proof. rewrite /sum_over_heads_in_the_first_slot__both_slots_at_once_at /sum_over_heads_in_the_first_slot__both_slots_at_once_says; sides_at. Defined.
Theorem sum_over_heads_in_the_first_slot__both_slots_at_once_is_false : ~ sum_over_heads_in_the_first_slot__both_slots_at_once_holds.
Proof. move=> no; have : sum_over_heads_in_the_first_slot__both_slots_at_once_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _); as_its_kind.
move/(proj2_sig (sum_over_heads_in_the_first_slot__both_slots_at_once_sides one_to_three))/rep_all.
by lazy beta iota delta [sum_over_heads_in_the_first_slot__both_slots_at_once_sides proj1_sig fst snd]; vm_compute. Qed.

Definition sum_over_heads_in_the_first_slot__captured_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (H : finType) (A : H -> 'M[RR]_(n_n, n_n)) (W_h : 'M[RR]_(n_n, n_n)) (W : H -> 'M[RR]_(n_n, n_n)) :=
  ((\sum_(h : H) (A h)) *t W_h) = (\sum_(h : H) ((A h) *t (W h))).
Definition sum_over_heads_in_the_first_slot__captured_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (H : finType) (A : H -> 'M[RR]_(n_n, n_n)) (W_h : 'M[RR]_(n_n, n_n)) (W : H -> 'M[RR]_(n_n, n_n)),
  @sum_over_heads_in_the_first_slot__captured_says RR e n_n H A W_h W.
Definition sum_over_heads_in_the_first_slot__captured_at (RR : realFieldType) (e : RR -> RR) := @sum_over_heads_in_the_first_slot__captured_says RR e 1%N (ordinal_finType 1) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 2, 0%N)]]] h)) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 2, 0%N)]]] h)).
Definition sum_over_heads_in_the_first_slot__captured_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | sum_over_heads_in_the_first_slot__captured_at e -> rep (1 * 1)%N (1 * 1)%N fg.1 = rep (1 * 1)%N (1 * 1)%N fg.2}.
Proof. rewrite /sum_over_heads_in_the_first_slot__captured_at /sum_over_heads_in_the_first_slot__captured_says; sides_at. Defined.
Theorem sum_over_heads_in_the_first_slot__captured_is_false : ~ sum_over_heads_in_the_first_slot__captured_holds.
Proof. move=> no; have : sum_over_heads_in_the_first_slot__captured_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _); as_its_kind.
move/(proj2_sig (sum_over_heads_in_the_first_slot__captured_sides one_to_three))/rep_all.
by lazy beta iota delta [sum_over_heads_in_the_first_slot__captured_sides proj1_sig fst snd]; vm_compute. Qed.

Definition sum_over_heads_in_the_second_slot__captured_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (H : finType) (A_h : 'M[RR]_(n_n, n_n)) (W : H -> 'M[RR]_(n_n, n_n)) (A : H -> 'M[RR]_(n_n, n_n)) :=
  (A_h *t (\sum_(h : H) (W h))) = (\sum_(h : H) ((A h) *t (W h))).
Definition sum_over_heads_in_the_second_slot__captured_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (H : finType) (A_h : 'M[RR]_(n_n, n_n)) (W : H -> 'M[RR]_(n_n, n_n)) (A : H -> 'M[RR]_(n_n, n_n)),
  @sum_over_heads_in_the_second_slot__captured_says RR e n_n H A_h W A.
Definition sum_over_heads_in_the_second_slot__captured_at (RR : realFieldType) (e : RR -> RR) := @sum_over_heads_in_the_second_slot__captured_says RR e 2%N (ordinal_finType 1) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N)]]] h)).
Definition sum_over_heads_in_the_second_slot__captured_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | sum_over_heads_in_the_second_slot__captured_at e -> rep (2 * 2)%N (2 * 2)%N fg.1 = rep (2 * 2)%N (2 * 2)%N fg.2}.
Proof. rewrite /sum_over_heads_in_the_second_slot__captured_at /sum_over_heads_in_the_second_slot__captured_says; sides_at. Defined.
Theorem sum_over_heads_in_the_second_slot__captured_is_false : ~ sum_over_heads_in_the_second_slot__captured_holds.
Proof. move=> no; have : sum_over_heads_in_the_second_slot__captured_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _); as_its_kind.
move/(proj2_sig (sum_over_heads_in_the_second_slot__captured_sides one_to_three))/rep_all.
by lazy beta iota delta [sum_over_heads_in_the_second_slot__captured_sides proj1_sig fst snd]; vm_compute. Qed.

Definition scalar_out_of_the_first_slot__of_both_slots_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (c : RR) (A : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)) :=
  ((c *: A) *t (c *: W)) = (c *: (A *t W)).
Definition scalar_out_of_the_first_slot__of_both_slots_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (c : RR) (A : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)),
  @scalar_out_of_the_first_slot__of_both_slots_says RR e n_n c A W.
Definition scalar_out_of_the_first_slot__of_both_slots_at (RR : realFieldType) (e : RR -> RR) := @scalar_out_of_the_first_slot__of_both_slots_says RR e 1%N (number RR (Posz 2, 0%N)) (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])).
Definition scalar_out_of_the_first_slot__of_both_slots_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | scalar_out_of_the_first_slot__of_both_slots_at e -> rep (1 * 1)%N (1 * 1)%N fg.1 = rep (1 * 1)%N (1 * 1)%N fg.2}.
Proof. rewrite /scalar_out_of_the_first_slot__of_both_slots_at /scalar_out_of_the_first_slot__of_both_slots_says; sides_at. Defined.
Theorem scalar_out_of_the_first_slot__of_both_slots_is_false : ~ scalar_out_of_the_first_slot__of_both_slots_holds.
Proof. move=> no; have : scalar_out_of_the_first_slot__of_both_slots_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _); as_its_kind.
move/(proj2_sig (scalar_out_of_the_first_slot__of_both_slots_sides one_to_three))/rep_all.
by lazy beta iota delta [scalar_out_of_the_first_slot__of_both_slots_sides proj1_sig fst snd]; vm_compute. Qed.

Definition scalar_out_of_the_second_slot__of_one_term_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (c : RR) (W : 'M[RR]_(n_n, n_n)) (V : 'M[RR]_(n_n, n_n)) :=
  (A *t ((c *: W) + V)) = (c *: (A *t (W + V))).
Definition scalar_out_of_the_second_slot__of_one_term_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (c : RR) (W : 'M[RR]_(n_n, n_n)) (V : 'M[RR]_(n_n, n_n)),
  @scalar_out_of_the_second_slot__of_one_term_says RR e n_n A c W V.
Definition scalar_out_of_the_second_slot__of_one_term_at (RR : realFieldType) (e : RR -> RR) := @scalar_out_of_the_second_slot__of_one_term_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 3, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Negz 0, 0%N)]])) (number RR (Negz 0, 0%N)) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 3, 0%N)]; [:: (Posz 1, 0%N); (Negz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 1, 0%N); (Posz 0, 0%N)]])).
Definition scalar_out_of_the_second_slot__of_one_term_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | scalar_out_of_the_second_slot__of_one_term_at e -> rep (2 * 2)%N (2 * 2)%N fg.1 = rep (2 * 2)%N (2 * 2)%N fg.2}.
Proof. rewrite /scalar_out_of_the_second_slot__of_one_term_at /scalar_out_of_the_second_slot__of_one_term_says; sides_at. Defined.
Theorem scalar_out_of_the_second_slot__of_one_term_is_false : ~ scalar_out_of_the_second_slot__of_one_term_holds.
Proof. move=> no; have : scalar_out_of_the_second_slot__of_one_term_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _); as_its_kind.
move/(proj2_sig (scalar_out_of_the_second_slot__of_one_term_sides one_to_three))/rep_all.
by lazy beta iota delta [scalar_out_of_the_second_slot__of_one_term_sides proj1_sig fst snd]; vm_compute. Qed.

Definition identity__the_identity_is_left_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (A : 'M[RR]_(n_n, n_n)) :=
  ((1%:M : 'M[RR]_(n_n)) *m A) = (1%:M : 'M[RR]_(n_n)).
Definition identity__the_identity_is_left_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (A : 'M[RR]_(n_n, n_n)),
  @identity__the_identity_is_left_says RR e n_n A.
Definition identity__the_identity_is_left_at (RR : realFieldType) (e : RR -> RR) := @identity__the_identity_is_left_says RR e 1%N (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])).
Definition identity__the_identity_is_left_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | identity__the_identity_is_left_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /identity__the_identity_is_left_at /identity__the_identity_is_left_says; sides_at. Defined.
Theorem identity__the_identity_is_left_is_false : ~ identity__the_identity_is_left_holds.
Proof. move=> no; have : identity__the_identity_is_left_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _); as_its_kind.
move/(proj2_sig (identity__the_identity_is_left_sides one_to_three))/rep_all.
by lazy beta iota delta [identity__the_identity_is_left_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : identity_on_the_right__all_ones_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _); as_its_kind.
move/(proj2_sig (identity_on_the_right__all_ones_sides one_to_three))/rep_all.
by lazy beta iota delta [identity_on_the_right__all_ones_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : identity_of_both_slots__either_slot_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _); as_its_kind.
move/(proj2_sig (identity_of_both_slots__either_slot_sides one_to_three))/rep_all.
by lazy beta iota delta [identity_of_both_slots__either_slot_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : transpose__slots_exchanged_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _); as_its_kind.
move/(proj2_sig (transpose__slots_exchanged_sides one_to_three))/rep_all.
by lazy beta iota delta [transpose__slots_exchanged_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : transpose__one_slot_only_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _); as_its_kind.
move/(proj2_sig (transpose__one_slot_only_sides one_to_three))/rep_all.
by lazy beta iota delta [transpose__one_slot_only_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : transpose_of_a_sum__one_term_only_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _); as_its_kind.
move/(proj2_sig (transpose_of_a_sum__one_term_only_sides one_to_three))/rep_all.
by lazy beta iota delta [transpose_of_a_sum__one_term_only_sides proj1_sig fst snd]; vm_compute. Qed.

Definition transpose_of_a_sum_over_heads__forgotten_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (H : finType) (A : H -> 'M[RR]_(n_n, n_n)) :=
  ((\sum_(h : H) (A h))^T) = (\sum_(h : H) (A h)).
Definition transpose_of_a_sum_over_heads__forgotten_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (H : finType) (A : H -> 'M[RR]_(n_n, n_n)),
  @transpose_of_a_sum_over_heads__forgotten_says RR e n_n H A.
Definition transpose_of_a_sum_over_heads__forgotten_at (RR : realFieldType) (e : RR -> RR) := @transpose_of_a_sum_over_heads__forgotten_says RR e 2%N (ordinal_finType 1) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]]] h)).
Definition transpose_of_a_sum_over_heads__forgotten_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | transpose_of_a_sum_over_heads__forgotten_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /transpose_of_a_sum_over_heads__forgotten_at /transpose_of_a_sum_over_heads__forgotten_says; sides_at. Defined.
Theorem transpose_of_a_sum_over_heads__forgotten_is_false : ~ transpose_of_a_sum_over_heads__forgotten_holds.
Proof. move=> no; have : transpose_of_a_sum_over_heads__forgotten_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _); as_its_kind.
move/(proj2_sig (transpose_of_a_sum_over_heads__forgotten_sides one_to_three))/rep_all.
by lazy beta iota delta [transpose_of_a_sum_over_heads__forgotten_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : transpose_of_a_multiple__forgotten_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _); as_its_kind.
move/(proj2_sig (transpose_of_a_multiple__forgotten_sides one_to_three))/rep_all.
by lazy beta iota delta [transpose_of_a_multiple__forgotten_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : transpose_twice__once_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _); as_its_kind.
move/(proj2_sig (transpose_twice__once_sides one_to_three))/rep_all.
by lazy beta iota delta [transpose_twice__once_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : transpose_of_the_identity__with_more_on_it_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _); as_its_kind.
move/(proj2_sig (transpose_of_the_identity__with_more_on_it_sides one_to_three))/rep_all.
by lazy beta iota delta [transpose_of_the_identity__with_more_on_it_sides proj1_sig fst snd]; vm_compute. Qed.

Definition trace__sum_for_product_says (RR : realFieldType) (e : RR -> RR) (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)) :=
  (\tr (A *t W)) = ((\tr A) + (\tr W)).
Definition trace__sum_for_product_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_n : nat) (A : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_n, n_n)),
  @trace__sum_for_product_says RR e n_n A W.
Definition trace__sum_for_product_at (RR : realFieldType) (e : RR -> RR) := @trace__sum_for_product_says RR e 1%N (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])).
Definition trace__sum_for_product_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : RR * RR | trace__sum_for_product_at e -> fg.1 = fg.2}.
Proof. rewrite /trace__sum_for_product_at /trace__sum_for_product_says; sides_at. Defined.
Theorem trace__sum_for_product_is_false : ~ trace__sum_for_product_holds.
Proof. move=> no; have : trace__sum_for_product_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _); as_its_kind.
move/(proj2_sig (trace__sum_for_product_sides one_to_three))/eqP.
by lazy beta iota delta [trace__sum_for_product_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : trace__trace_of_the_product_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _); as_its_kind.
move/(proj2_sig (trace__trace_of_the_product_sides one_to_three))/eqP.
by lazy beta iota delta [trace__trace_of_the_product_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : trace_of_three_slots__two_slots_multiplied_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _); as_its_kind.
move/(proj2_sig (trace_of_three_slots__two_slots_multiplied_sides one_to_three))/eqP.
by lazy beta iota delta [trace_of_three_slots__two_slots_multiplied_sides proj1_sig fst snd]; vm_compute. Qed.

Definition blocks__all_pairs_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (n_heads_x_d_head : nat) (H : finType) (x : 'M[RR]_(n_ctx, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (iota : H -> 'M[RR]_(n_heads_x_d_head, d_head)) (W_O : H -> 'M[RR]_(d_model, d_head)) :=
  (\sum_(g : H) (\sum_(h : H) (x *m ((W_V g)^T) *m ((iota g)^T) *m (iota h) *m ((W_O h)^T)))) = (\sum_(g : H) (\sum_(h : H) (x *m ((W_V g)^T) *m ((W_O h)^T)))).
Definition blocks__all_pairs_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (n_heads_x_d_head : nat) (H : finType) (x : 'M[RR]_(n_ctx, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (iota : H -> 'M[RR]_(n_heads_x_d_head, d_head)) (W_O : H -> 'M[RR]_(d_model, d_head)),
  (forall g h, (iota g)^T *m iota h = if g == h then 1%:M else 0) -> @blocks__all_pairs_says RR e n_ctx d_model d_head n_heads_x_d_head H x W_V iota W_O.
Definition blocks__all_pairs_at (RR : realFieldType) (e : RR -> RR) := @blocks__all_pairs_says RR e 2%N 3%N 1%N 2%N (ordinal_finType 2) (@rep RR 2 3 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N); (Negz 0, 0%N)]; [:: (Negz 1, 0%N); (Posz 1, 0%N); (Posz 1, 0%N)]])) (fun h => @rep RR 1 3 (tables RR [:: [:: [:: (Negz 1, 0%N); (Negz 1, 0%N); (Negz 0, 0%N)]]; [:: [:: (Negz 0, 0%N); (Posz 0, 0%N); (Posz 3, 0%N)]]] h)) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Posz 1, 0%N)]; [:: (Posz 0, 0%N)]]; [:: [:: (Posz 0, 0%N)]; [:: (Posz 1, 0%N)]]] h)) (fun h => @rep RR 3 1 (tables RR [:: [:: [:: (Posz 0, 0%N)]; [:: (Posz 1, 0%N)]; [:: (Posz 2, 0%N)]]; [:: [:: (Posz 1, 0%N)]; [:: (Posz 1, 0%N)]; [:: (Negz 0, 0%N)]]] h)).
Definition blocks__all_pairs_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | blocks__all_pairs_at e -> rep 2 3 fg.1 = rep 2 3 fg.2}.
Proof. rewrite /blocks__all_pairs_at /blocks__all_pairs_says; sides_at. Defined.
Theorem blocks__all_pairs_is_false : ~ blocks__all_pairs_holds.
Proof. move=> no; have : blocks__all_pairs_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (blocks__all_pairs_sides one_to_three))/rep_all.
by lazy beta iota delta [blocks__all_pairs_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : rank_four_array__axes_left_in_place_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (rank_four_array__axes_left_in_place_sides one_to_three))/rep_all.
by lazy beta iota delta [rank_four_array__axes_left_in_place_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : rank_four_array__source_and_coordinate_exchanged_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (rank_four_array__source_and_coordinate_exchanged_sides one_to_three))/rep_all.
by lazy beta iota delta [rank_four_array__source_and_coordinate_exchanged_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : rank_four_array__W_before_A_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (rank_four_array__W_before_A_sides one_to_three))/rep_all.
by lazy beta iota delta [rank_four_array__W_before_A_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : softmax__mask_forgotten_in_the_sum_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (softmax__mask_forgotten_in_the_sum_sides one_to_three))/rep_all.
by lazy beta iota delta [softmax__mask_forgotten_in_the_sum_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : softmax__masked_scores_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (softmax__masked_scores_sides one_to_three))/rep_all.
by lazy beta iota delta [softmax__masked_scores_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : softmax__divided_by_columns_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (softmax__divided_by_columns_sides one_to_three))/rep_all.
by lazy beta iota delta [softmax__divided_by_columns_sides proj1_sig fst snd]; vm_compute. Qed.

Definition exponential_of_a_sum__sum_of_exponentials_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (S : 'M[RR]_(n_ctx, n_ctx)) (T : 'M[RR]_(n_ctx, n_ctx)) :=
  (map_mx e (S + T)) = ((map_mx e S) + (map_mx e T)).
Definition exponential_of_a_sum__sum_of_exponentials_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (S : 'M[RR]_(n_ctx, n_ctx)) (T : 'M[RR]_(n_ctx, n_ctx)),
  @exponential_of_a_sum__sum_of_exponentials_says RR e n_ctx S T.
Definition exponential_of_a_sum__sum_of_exponentials_at (RR : realFieldType) (e : RR -> RR) := @exponential_of_a_sum__sum_of_exponentials_says RR e 1%N (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])).
Definition exponential_of_a_sum__sum_of_exponentials_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | exponential_of_a_sum__sum_of_exponentials_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /exponential_of_a_sum__sum_of_exponentials_at /exponential_of_a_sum__sum_of_exponentials_says; sides_at. Defined.
Theorem exponential_of_a_sum__sum_of_exponentials_is_false : ~ exponential_of_a_sum__sum_of_exponentials_holds.
Proof. move=> no; have : exponential_of_a_sum__sum_of_exponentials_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _); as_its_kind.
move/(proj2_sig (exponential_of_a_sum__sum_of_exponentials_sides power_of_2))/rep_all.
by lazy beta iota delta [exponential_of_a_sum__sum_of_exponentials_sides proj1_sig fst snd]; vm_compute. Qed.

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
move/(proj2_sig (exponential_of_a_sum__matrix_product_sides power_of_2))/rep_all.
by lazy beta iota delta [exponential_of_a_sum__matrix_product_sides proj1_sig fst snd]; vm_compute. Qed.

Definition exponential_of_a_sum__doubled_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (S : 'M[RR]_(n_ctx, n_ctx)) :=
  (map_mx e (S *+ 2)) = ((map_mx e S) *+ 2).
Definition exponential_of_a_sum__doubled_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (S : 'M[RR]_(n_ctx, n_ctx)),
  @exponential_of_a_sum__doubled_says RR e n_ctx S.
Definition exponential_of_a_sum__doubled_at (RR : realFieldType) (e : RR -> RR) := @exponential_of_a_sum__doubled_says RR e 1%N (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])).
Definition exponential_of_a_sum__doubled_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | exponential_of_a_sum__doubled_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /exponential_of_a_sum__doubled_at /exponential_of_a_sum__doubled_says; sides_at. Defined.
Theorem exponential_of_a_sum__doubled_is_false : ~ exponential_of_a_sum__doubled_holds.
Proof. move=> no; have : exponential_of_a_sum__doubled_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _); as_its_kind.
move/(proj2_sig (exponential_of_a_sum__doubled_sides power_of_2))/rep_all.
by lazy beta iota delta [exponential_of_a_sum__doubled_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : softmax_rows_sum_to_1__columns_sum_to_1_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _); as_its_kind.
move/(proj2_sig (softmax_rows_sum_to_1__columns_sum_to_1_sides one_to_three))/rep_all.
by lazy beta iota delta [softmax_rows_sum_to_1__columns_sum_to_1_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : softmax_rows_sum_to_1__over_destinations_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _); as_its_kind.
move/(proj2_sig (softmax_rows_sum_to_1__over_destinations_sides one_to_three))/rep_all.
by lazy beta iota delta [softmax_rows_sum_to_1__over_destinations_sides proj1_sig fst snd]; vm_compute. Qed.

Definition softmax_rows_sum_to_1__with_a_sink_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)) (c : 'M[RR]_(n_ctx, 1)) :=
  ((diagonal (reciprocal (((M *h (map_mx e S)) *m v1) + (map_mx e c)))) *m (M *h (map_mx e S)) *m v1) = v1.
Definition softmax_rows_sum_to_1__with_a_sink_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)) (c : 'M[RR]_(n_ctx, 1)),
  is_causal M -> is_ones v1 -> @softmax_rows_sum_to_1__with_a_sink_says RR e n_ctx M S v1 c.
Definition softmax_rows_sum_to_1__with_a_sink_at (RR : realFieldType) (e : RR -> RR) := @softmax_rows_sum_to_1__with_a_sink_says RR e 1%N (sees RR 1) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (const_mx 1 : 'M[RR]_(1, 1)) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])).
Definition softmax_rows_sum_to_1__with_a_sink_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | softmax_rows_sum_to_1__with_a_sink_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /softmax_rows_sum_to_1__with_a_sink_at /softmax_rows_sum_to_1__with_a_sink_says; sides_at. Defined.
Theorem softmax_rows_sum_to_1__with_a_sink_is_false : ~ softmax_rows_sum_to_1__with_a_sink_holds.
Proof. move=> no; have : softmax_rows_sum_to_1__with_a_sink_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (softmax_rows_sum_to_1__with_a_sink_sides one_to_three))/rep_all.
by lazy beta iota delta [softmax_rows_sum_to_1__with_a_sink_sides proj1_sig fst snd]; vm_compute. Qed.

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
move/(proj2_sig (softmax_shift__added_to_columns_sides power_of_2))/rep_all.
by lazy beta iota delta [softmax_shift__added_to_columns_sides proj1_sig fst snd]; vm_compute. Qed.

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
move/(proj2_sig (softmax_shift__scaled_rows_sides power_of_2))/rep_all.
by lazy beta iota delta [softmax_shift__scaled_rows_sides proj1_sig fst snd]; vm_compute. Qed.

Definition softmax_shift__capped_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (f : RR -> RR) (S : 'M[RR]_(n_ctx, n_ctx)) (c : 'M[RR]_(n_ctx, 1)) (v1 : 'M[RR]_(n_ctx, 1)) :=
  (softmax_of e true (map_mx f (S + (c *m (v1^T))))) = (softmax_of e true (map_mx f S)).
Definition softmax_shift__capped_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (f : RR -> RR) (S : 'M[RR]_(n_ctx, n_ctx)) (c : 'M[RR]_(n_ctx, 1)) (v1 : 'M[RR]_(n_ctx, 1)),
  is_ones v1 -> @softmax_shift__capped_says RR e n_ctx f S c v1.
Definition softmax_shift__capped_at (RR : realFieldType) (e : RR -> RR) := @softmax_shift__capped_says RR e 2%N (@looked_up RR [:: ((Posz 2, 0%N), (Posz 0, 0%N)); ((Negz 0, 0%N), (Posz 6, 0%N)); ((Posz 1, 0%N), (Posz 2, 0%N)); ((Posz 3, 0%N), (Posz 9, 0%N)); ((Negz 1, 0%N), (Negz 2, 0%N)); ((Posz 0, 0%N), (Posz 7, 0%N))]) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 1, 0%N)]; [:: (Posz 1, 0%N)]])) (const_mx 1 : 'M[RR]_(2, 1)).
Definition softmax_shift__capped_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | softmax_shift__capped_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /softmax_shift__capped_at /softmax_shift__capped_says; sides_at. Defined.
Theorem softmax_shift__capped_is_false : ~ softmax_shift__capped_holds.
Proof. move=> no; have : softmax_shift__capped_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (softmax_shift__capped_sides power_of_2))/rep_all.
by lazy beta iota delta [softmax_shift__capped_sides proj1_sig fst snd]; vm_compute. Qed.

Definition softmax_shift__with_a_sink_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) (c : 'M[RR]_(n_ctx, 1)) (v1 : 'M[RR]_(n_ctx, 1)) :=
  ((diagonal (reciprocal (((M *h (map_mx e (S + (c *m (v1^T))))) *m v1) + v1))) *m (M *h (map_mx e (S + (c *m (v1^T)))))) = ((diagonal (reciprocal (((M *h (map_mx e S)) *m v1) + v1))) *m (M *h (map_mx e S))).
Definition softmax_shift__with_a_sink_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) (c : 'M[RR]_(n_ctx, 1)) (v1 : 'M[RR]_(n_ctx, 1)),
  is_causal M -> is_ones v1 -> @softmax_shift__with_a_sink_says RR e n_ctx M S c v1.
Definition softmax_shift__with_a_sink_at (RR : realFieldType) (e : RR -> RR) := @softmax_shift__with_a_sink_says RR e 1%N (sees RR 1) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])) (const_mx 1 : 'M[RR]_(1, 1)).
Definition softmax_shift__with_a_sink_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | softmax_shift__with_a_sink_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /softmax_shift__with_a_sink_at /softmax_shift__with_a_sink_says; sides_at. Defined.
Theorem softmax_shift__with_a_sink_is_false : ~ softmax_shift__with_a_sink_holds.
Proof. move=> no; have : softmax_shift__with_a_sink_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (softmax_shift__with_a_sink_sides power_of_2))/rep_all.
by lazy beta iota delta [softmax_shift__with_a_sink_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : softmax_permuted__with_a_mask_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _); as_its_kind.
move/(proj2_sig (softmax_permuted__with_a_mask_sides one_to_three))/rep_all.
by lazy beta iota delta [softmax_permuted__with_a_mask_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : softmax_permuted__rows_only_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _); as_its_kind.
move/(proj2_sig (softmax_permuted__rows_only_sides one_to_three))/rep_all.
by lazy beta iota delta [softmax_permuted__rows_only_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : softmax_permuted__turned_back_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _); as_its_kind.
move/(proj2_sig (softmax_permuted__turned_back_sides one_to_three))/rep_all.
by lazy beta iota delta [softmax_permuted__turned_back_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : softmax_first_rows__without_a_mask_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _); as_its_kind.
move/(proj2_sig (softmax_first_rows__without_a_mask_sides one_to_three))/rep_all.
by lazy beta iota delta [softmax_first_rows__without_a_mask_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : softmax_first_rows__all_rows_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _); as_its_kind.
move/(proj2_sig (softmax_first_rows__all_rows_sides one_to_three))/rep_all.
by lazy beta iota delta [softmax_first_rows__all_rows_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : softmax_first_rows__columns_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _); as_its_kind.
move/(proj2_sig (softmax_first_rows__columns_sides one_to_three))/rep_all.
by lazy beta iota delta [softmax_first_rows__columns_sides proj1_sig fst snd]; vm_compute. Qed.

Definition softmax_first_rows__any_projection_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (T : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) :=
  (T *m (softmax_of e true S)) = (T *m (softmax_of e true (T *m S *m T)) *m T).
Definition softmax_first_rows__any_projection_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (T : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)),
  @softmax_first_rows__any_projection_says RR e n_ctx T S.
Definition softmax_first_rows__any_projection_at (RR : realFieldType) (e : RR -> RR) := @softmax_first_rows__any_projection_says RR e 1%N (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])).
Definition softmax_first_rows__any_projection_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | softmax_first_rows__any_projection_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /softmax_first_rows__any_projection_at /softmax_first_rows__any_projection_says; sides_at. Defined.
Theorem softmax_first_rows__any_projection_is_false : ~ softmax_first_rows__any_projection_holds.
Proof. move=> no; have : softmax_first_rows__any_projection_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _); as_its_kind.
move/(proj2_sig (softmax_first_rows__any_projection_sides one_to_three))/rep_all.
by lazy beta iota delta [softmax_first_rows__any_projection_sides proj1_sig fst snd]; vm_compute. Qed.

Definition first_rows_twice__any_matrix_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (T : 'M[RR]_(n_ctx, n_ctx)) :=
  (T *m T) = T.
Definition first_rows_twice__any_matrix_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (T : 'M[RR]_(n_ctx, n_ctx)),
  @first_rows_twice__any_matrix_says RR e n_ctx T.
Definition first_rows_twice__any_matrix_at (RR : realFieldType) (e : RR -> RR) := @first_rows_twice__any_matrix_says RR e 1%N (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])).
Definition first_rows_twice__any_matrix_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | first_rows_twice__any_matrix_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /first_rows_twice__any_matrix_at /first_rows_twice__any_matrix_says; sides_at. Defined.
Theorem first_rows_twice__any_matrix_is_false : ~ first_rows_twice__any_matrix_holds.
Proof. move=> no; have : first_rows_twice__any_matrix_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _); as_its_kind.
move/(proj2_sig (first_rows_twice__any_matrix_sides one_to_three))/rep_all.
by lazy beta iota delta [first_rows_twice__any_matrix_sides proj1_sig fst snd]; vm_compute. Qed.

Definition first_rows_twice__all_of_them_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (P : 'M[RR]_(n_ctx, n_ctx)) :=
  (P *m P) = (1%:M : 'M[RR]_(n_ctx)).
Definition first_rows_twice__all_of_them_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (P : 'M[RR]_(n_ctx, n_ctx)),
  is_first P -> @first_rows_twice__all_of_them_says RR e n_ctx P.
Definition first_rows_twice__all_of_them_at (RR : realFieldType) (e : RR -> RR) := @first_rows_twice__all_of_them_says RR e 2%N (first RR 2 1).
Definition first_rows_twice__all_of_them_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | first_rows_twice__all_of_them_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /first_rows_twice__all_of_them_at /first_rows_twice__all_of_them_says; sides_at. Defined.
Theorem first_rows_twice__all_of_them_is_false : ~ first_rows_twice__all_of_them_holds.
Proof. move=> no; have : first_rows_twice__all_of_them_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _); as_its_kind.
move/(proj2_sig (first_rows_twice__all_of_them_sides one_to_three))/rep_all.
by lazy beta iota delta [first_rows_twice__all_of_them_sides proj1_sig fst snd]; vm_compute. Qed.

Definition first_rows_transposed__the_mask_too_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (M : 'M[RR]_(n_ctx, n_ctx)) :=
  (M^T) = M.
Definition first_rows_transposed__the_mask_too_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (M : 'M[RR]_(n_ctx, n_ctx)),
  is_causal M -> @first_rows_transposed__the_mask_too_says RR e n_ctx M.
Definition first_rows_transposed__the_mask_too_at (RR : realFieldType) (e : RR -> RR) := @first_rows_transposed__the_mask_too_says RR e 2%N (sees RR 2).
Definition first_rows_transposed__the_mask_too_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | first_rows_transposed__the_mask_too_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /first_rows_transposed__the_mask_too_at /first_rows_transposed__the_mask_too_says; sides_at. Defined.
Theorem first_rows_transposed__the_mask_too_is_false : ~ first_rows_transposed__the_mask_too_holds.
Proof. move=> no; have : first_rows_transposed__the_mask_too_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _); as_its_kind.
move/(proj2_sig (first_rows_transposed__the_mask_too_sides one_to_three))/rep_all.
by lazy beta iota delta [first_rows_transposed__the_mask_too_sides proj1_sig fst snd]; vm_compute. Qed.

Definition permutation_undone__twice_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (Pi : 'M[RR]_(n_ctx, n_ctx)) :=
  (Pi *m Pi) = (1%:M : 'M[RR]_(n_ctx)).
Definition permutation_undone__twice_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (Pi : 'M[RR]_(n_ctx, n_ctx)),
  is_permutation Pi -> @permutation_undone__twice_says RR e n_ctx Pi.
Definition permutation_undone__twice_at (RR : realFieldType) (e : RR -> RR) := @permutation_undone__twice_says RR e 3%N (moves RR 3 (nth 0%N [:: 1; 2; 0]%N)).
Definition permutation_undone__twice_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | permutation_undone__twice_at e -> rep 3 3 fg.1 = rep 3 3 fg.2}.
Proof. rewrite /permutation_undone__twice_at /permutation_undone__twice_says; sides_at. Defined.
Theorem permutation_undone__twice_is_false : ~ permutation_undone__twice_holds.
Proof. move=> no; have : permutation_undone__twice_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _); as_its_kind.
move/(proj2_sig (permutation_undone__twice_sides one_to_three))/rep_all.
by lazy beta iota delta [permutation_undone__twice_sides proj1_sig fst snd]; vm_compute. Qed.

Definition function_of_first_rows__zero_stays_zero_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_mlp : nat) (f : RR -> RR) (P : 'M[RR]_(n_ctx, n_ctx)) (G : 'M[RR]_(n_ctx, d_mlp)) :=
  (P *m (map_mx f G)) = (map_mx f (P *m G)).
Definition function_of_first_rows__zero_stays_zero_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_mlp : nat) (f : RR -> RR) (P : 'M[RR]_(n_ctx, n_ctx)) (G : 'M[RR]_(n_ctx, d_mlp)),
  is_first P -> @function_of_first_rows__zero_stays_zero_says RR e n_ctx d_mlp f P G.
Definition function_of_first_rows__zero_stays_zero_at (RR : realFieldType) (e : RR -> RR) := @function_of_first_rows__zero_stays_zero_says RR e 3%N 1%N (@looked_up RR [:: ((Posz 2, 0%N), (Posz 3, 0%N)); ((Posz 0, 0%N), (Posz 7, 0%N)); ((Posz 1, 0%N), (Posz 2, 0%N))]) (first RR 3 1) (@rep RR 3 1 (table RR [:: [:: (Posz 2, 0%N)]; [:: (Posz 0, 0%N)]; [:: (Posz 1, 0%N)]])).
Definition function_of_first_rows__zero_stays_zero_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | function_of_first_rows__zero_stays_zero_at e -> rep 3 1 fg.1 = rep 3 1 fg.2}.
Proof. rewrite /function_of_first_rows__zero_stays_zero_at /function_of_first_rows__zero_stays_zero_says; sides_at. Defined.
Theorem function_of_first_rows__zero_stays_zero_is_false : ~ function_of_first_rows__zero_stays_zero_holds.
Proof. move=> no; have : function_of_first_rows__zero_stays_zero_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (function_of_first_rows__zero_stays_zero_sides one_to_three))/rep_all.
by lazy beta iota delta [function_of_first_rows__zero_stays_zero_sides proj1_sig fst snd]; vm_compute. Qed.

Definition function_of_first_rows__any_matrix_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_mlp : nat) (f : RR -> RR) (T : 'M[RR]_(n_ctx, n_ctx)) (G : 'M[RR]_(n_ctx, d_mlp)) :=
  (T *m (map_mx f G)) = (T *m (map_mx f (T *m G))).
Definition function_of_first_rows__any_matrix_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_mlp : nat) (f : RR -> RR) (T : 'M[RR]_(n_ctx, n_ctx)) (G : 'M[RR]_(n_ctx, d_mlp)),
  @function_of_first_rows__any_matrix_says RR e n_ctx d_mlp f T G.
Definition function_of_first_rows__any_matrix_at (RR : realFieldType) (e : RR -> RR) := @function_of_first_rows__any_matrix_says RR e 1%N 1%N (@looked_up RR [:: ((Negz 0, 0%N), (Posz 3, 0%N)); ((Negz 1, 0%N), (Posz 2, 0%N))]) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])).
Definition function_of_first_rows__any_matrix_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | function_of_first_rows__any_matrix_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /function_of_first_rows__any_matrix_at /function_of_first_rows__any_matrix_says; sides_at. Defined.
Theorem function_of_first_rows__any_matrix_is_false : ~ function_of_first_rows__any_matrix_holds.
Proof. move=> no; have : function_of_first_rows__any_matrix_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _); as_its_kind.
move/(proj2_sig (function_of_first_rows__any_matrix_sides one_to_three))/rep_all.
by lazy beta iota delta [function_of_first_rows__any_matrix_sides proj1_sig fst snd]; vm_compute. Qed.

Definition softmax_looks_back__without_a_mask_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (P : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) :=
  (P *m (softmax_of e false S) *m P) = (P *m (softmax_of e false S)).
Definition softmax_looks_back__without_a_mask_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (P : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)),
  is_first P -> @softmax_looks_back__without_a_mask_says RR e n_ctx P S.
Definition softmax_looks_back__without_a_mask_at (RR : realFieldType) (e : RR -> RR) := @softmax_looks_back__without_a_mask_says RR e 2%N (first RR 2 1) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Negz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 1, 0%N)]])).
Definition softmax_looks_back__without_a_mask_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | softmax_looks_back__without_a_mask_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /softmax_looks_back__without_a_mask_at /softmax_looks_back__without_a_mask_says; sides_at. Defined.
Theorem softmax_looks_back__without_a_mask_is_false : ~ softmax_looks_back__without_a_mask_holds.
Proof. move=> no; have : softmax_looks_back__without_a_mask_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _); as_its_kind.
move/(proj2_sig (softmax_looks_back__without_a_mask_sides one_to_three))/rep_all.
by lazy beta iota delta [softmax_looks_back__without_a_mask_sides proj1_sig fst snd]; vm_compute. Qed.

Definition softmax_looks_back__columns_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (P : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) :=
  (P *m (softmax_of e true S) *m P) = ((softmax_of e true S) *m P).
Definition softmax_looks_back__columns_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (P : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)),
  is_first P -> @softmax_looks_back__columns_says RR e n_ctx P S.
Definition softmax_looks_back__columns_at (RR : realFieldType) (e : RR -> RR) := @softmax_looks_back__columns_says RR e 2%N (first RR 2 1) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Negz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 1, 0%N)]])).
Definition softmax_looks_back__columns_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | softmax_looks_back__columns_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /softmax_looks_back__columns_at /softmax_looks_back__columns_says; sides_at. Defined.
Theorem softmax_looks_back__columns_is_false : ~ softmax_looks_back__columns_holds.
Proof. move=> no; have : softmax_looks_back__columns_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _); as_its_kind.
move/(proj2_sig (softmax_looks_back__columns_sides one_to_three))/rep_all.
by lazy beta iota delta [softmax_looks_back__columns_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : any_causal_mask__as_behind_the_causal_mask_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (any_causal_mask__as_behind_the_causal_mask_sides one_to_three))/rep_all.
by lazy beta iota delta [any_causal_mask__as_behind_the_causal_mask_sides proj1_sig fst snd]; vm_compute. Qed.

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
Proof. move=> no; have : any_causal_mask__windows_add_up_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _); as_its_kind.
move/(proj2_sig (any_causal_mask__windows_add_up_sides one_to_three))/rep_all.
by lazy beta iota delta [any_causal_mask__windows_add_up_sides proj1_sig fst snd]; vm_compute. Qed.

Definition softmax_with_a_sink__a_softmax_still_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)) (c : 'M[RR]_(n_ctx, 1)) :=
  ((diagonal (reciprocal (((M *h (map_mx e S)) *m v1) + (map_mx e c)))) *m (M *h (map_mx e S))) = (softmax_of e true S).
Definition softmax_with_a_sink__a_softmax_still_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)) (c : 'M[RR]_(n_ctx, 1)),
  is_causal M -> is_ones v1 -> @softmax_with_a_sink__a_softmax_still_says RR e n_ctx M S v1 c.
Definition softmax_with_a_sink__a_softmax_still_at (RR : realFieldType) (e : RR -> RR) := @softmax_with_a_sink__a_softmax_still_says RR e 1%N (sees RR 1) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (const_mx 1 : 'M[RR]_(1, 1)) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])).
Definition softmax_with_a_sink__a_softmax_still_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | softmax_with_a_sink__a_softmax_still_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /softmax_with_a_sink__a_softmax_still_at /softmax_with_a_sink__a_softmax_still_says; sides_at. Defined.
Theorem softmax_with_a_sink__a_softmax_still_is_false : ~ softmax_with_a_sink__a_softmax_still_holds.
Proof. move=> no; have : softmax_with_a_sink__a_softmax_still_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (softmax_with_a_sink__a_softmax_still_sides one_to_three))/rep_all.
by lazy beta iota delta [softmax_with_a_sink__a_softmax_still_sides proj1_sig fst snd]; vm_compute. Qed.

Definition softmax_with_a_sink__scaled_by_the_source_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)) (c : 'M[RR]_(n_ctx, 1)) :=
  ((diagonal (reciprocal (((M *h (map_mx e S)) *m v1) + (map_mx e c)))) *m (M *h (map_mx e S))) = ((softmax_of e true S) *m (diagonal (v1 + (- ((reciprocal (((M *h (map_mx e S)) *m v1) + (map_mx e c))) *h (map_mx e c)))))).
Definition softmax_with_a_sink__scaled_by_the_source_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)) (c : 'M[RR]_(n_ctx, 1)),
  is_causal M -> is_ones v1 -> @softmax_with_a_sink__scaled_by_the_source_says RR e n_ctx M S v1 c.
Definition softmax_with_a_sink__scaled_by_the_source_at (RR : realFieldType) (e : RR -> RR) := @softmax_with_a_sink__scaled_by_the_source_says RR e 2%N (sees RR 2) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (const_mx 1 : 'M[RR]_(2, 1)) (@rep RR 2 1 (table RR [:: [:: (Posz 1, 0%N)]; [:: (Posz 1, 0%N)]])).
Definition softmax_with_a_sink__scaled_by_the_source_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | softmax_with_a_sink__scaled_by_the_source_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /softmax_with_a_sink__scaled_by_the_source_at /softmax_with_a_sink__scaled_by_the_source_says; sides_at. Defined.
Theorem softmax_with_a_sink__scaled_by_the_source_is_false : ~ softmax_with_a_sink__scaled_by_the_source_holds.
Proof. move=> no; have : softmax_with_a_sink__scaled_by_the_source_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (softmax_with_a_sink__scaled_by_the_source_sides one_to_three))/rep_all.
by lazy beta iota delta [softmax_with_a_sink__scaled_by_the_source_sides proj1_sig fst snd]; vm_compute. Qed.

Definition softmax_with_a_sink__the_share_itself_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)) (c : 'M[RR]_(n_ctx, 1)) :=
  ((diagonal (reciprocal (((M *h (map_mx e S)) *m v1) + (map_mx e c)))) *m (M *h (map_mx e S))) = ((diagonal ((reciprocal (((M *h (map_mx e S)) *m v1) + (map_mx e c))) *h (map_mx e c))) *m (softmax_of e true S)).
Definition softmax_with_a_sink__the_share_itself_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)) (c : 'M[RR]_(n_ctx, 1)),
  is_causal M -> is_ones v1 -> @softmax_with_a_sink__the_share_itself_says RR e n_ctx M S v1 c.
Definition softmax_with_a_sink__the_share_itself_at (RR : realFieldType) (e : RR -> RR) := @softmax_with_a_sink__the_share_itself_says RR e 1%N (sees RR 1) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (const_mx 1 : 'M[RR]_(1, 1)) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])).
Definition softmax_with_a_sink__the_share_itself_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | softmax_with_a_sink__the_share_itself_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /softmax_with_a_sink__the_share_itself_at /softmax_with_a_sink__the_share_itself_says; sides_at. Defined.
Theorem softmax_with_a_sink__the_share_itself_is_false : ~ softmax_with_a_sink__the_share_itself_holds.
Proof. move=> no; have : softmax_with_a_sink__the_share_itself_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (softmax_with_a_sink__the_share_itself_sides one_to_three))/rep_all.
by lazy beta iota delta [softmax_with_a_sink__the_share_itself_sides proj1_sig fst snd]; vm_compute. Qed.

Definition softmax_with_a_sink__one_more_source_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)) (c : 'M[RR]_(n_ctx, 1)) :=
  ((diagonal (reciprocal (((M *h (map_mx e S)) *m v1) + (map_mx e c)))) *m (M *h (map_mx e S))) = ((diagonal (reciprocal (((M *h (map_mx e S)) *m v1) + (map_mx e c)))) *m ((M *h (map_mx e S)) + (map_mx e (c *m (v1^T))))).
Definition softmax_with_a_sink__one_more_source_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)) (c : 'M[RR]_(n_ctx, 1)),
  is_causal M -> is_ones v1 -> @softmax_with_a_sink__one_more_source_says RR e n_ctx M S v1 c.
Definition softmax_with_a_sink__one_more_source_at (RR : realFieldType) (e : RR -> RR) := @softmax_with_a_sink__one_more_source_says RR e 1%N (sees RR 1) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (const_mx 1 : 'M[RR]_(1, 1)) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])).
Definition softmax_with_a_sink__one_more_source_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | softmax_with_a_sink__one_more_source_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /softmax_with_a_sink__one_more_source_at /softmax_with_a_sink__one_more_source_says; sides_at. Defined.
Theorem softmax_with_a_sink__one_more_source_is_false : ~ softmax_with_a_sink__one_more_source_holds.
Proof. move=> no; have : softmax_with_a_sink__one_more_source_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (softmax_with_a_sink__one_more_source_sides one_to_three))/rep_all.
by lazy beta iota delta [softmax_with_a_sink__one_more_source_sides proj1_sig fst snd]; vm_compute. Qed.

Definition rows_with_a_sink__rows_sum_to_1_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)) (c : 'M[RR]_(n_ctx, 1)) :=
  ((diagonal (reciprocal (((M *h (map_mx e S)) *m v1) + (map_mx e c)))) *m (M *h (map_mx e S)) *m v1) = v1.
Definition rows_with_a_sink__rows_sum_to_1_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)) (c : 'M[RR]_(n_ctx, 1)),
  is_causal M -> is_ones v1 -> @rows_with_a_sink__rows_sum_to_1_says RR e n_ctx M S v1 c.
Definition rows_with_a_sink__rows_sum_to_1_at (RR : realFieldType) (e : RR -> RR) := @rows_with_a_sink__rows_sum_to_1_says RR e 1%N (sees RR 1) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (const_mx 1 : 'M[RR]_(1, 1)) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])).
Definition rows_with_a_sink__rows_sum_to_1_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | rows_with_a_sink__rows_sum_to_1_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /rows_with_a_sink__rows_sum_to_1_at /rows_with_a_sink__rows_sum_to_1_says; sides_at. Defined.
Theorem rows_with_a_sink__rows_sum_to_1_is_false : ~ rows_with_a_sink__rows_sum_to_1_holds.
Proof. move=> no; have : rows_with_a_sink__rows_sum_to_1_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (rows_with_a_sink__rows_sum_to_1_sides one_to_three))/rep_all.
by lazy beta iota delta [rows_with_a_sink__rows_sum_to_1_sides proj1_sig fst snd]; vm_compute. Qed.

Definition rows_with_a_sink__the_same_for_all_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)) (c : 'M[RR]_(n_ctx, 1)) :=
  ((diagonal (reciprocal (((M *h (map_mx e S)) *m v1) + (map_mx e c)))) *m (M *h (map_mx e S)) *m v1) = (v1 + (- (map_mx e c))).
Definition rows_with_a_sink__the_same_for_all_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)) (c : 'M[RR]_(n_ctx, 1)),
  is_causal M -> is_ones v1 -> @rows_with_a_sink__the_same_for_all_says RR e n_ctx M S v1 c.
Definition rows_with_a_sink__the_same_for_all_at (RR : realFieldType) (e : RR -> RR) := @rows_with_a_sink__the_same_for_all_says RR e 1%N (sees RR 1) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (const_mx 1 : 'M[RR]_(1, 1)) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])).
Definition rows_with_a_sink__the_same_for_all_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | rows_with_a_sink__the_same_for_all_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /rows_with_a_sink__the_same_for_all_at /rows_with_a_sink__the_same_for_all_says; sides_at. Defined.
Theorem rows_with_a_sink__the_same_for_all_is_false : ~ rows_with_a_sink__the_same_for_all_holds.
Proof. move=> no; have : rows_with_a_sink__the_same_for_all_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (rows_with_a_sink__the_same_for_all_sides one_to_three))/rep_all.
by lazy beta iota delta [rows_with_a_sink__the_same_for_all_sides proj1_sig fst snd]; vm_compute. Qed.

Definition shift_with_a_sink__inert_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) (d : 'M[RR]_(n_ctx, 1)) (v1 : 'M[RR]_(n_ctx, 1)) (c : 'M[RR]_(n_ctx, 1)) :=
  ((diagonal (reciprocal (((M *h (map_mx e (S + (d *m (v1^T))))) *m v1) + (map_mx e c)))) *m (M *h (map_mx e (S + (d *m (v1^T)))))) = ((diagonal (reciprocal (((M *h (map_mx e S)) *m v1) + (map_mx e c)))) *m (M *h (map_mx e S))).
Definition shift_with_a_sink__inert_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) (d : 'M[RR]_(n_ctx, 1)) (v1 : 'M[RR]_(n_ctx, 1)) (c : 'M[RR]_(n_ctx, 1)),
  is_causal M -> is_ones v1 -> @shift_with_a_sink__inert_says RR e n_ctx M S d v1 c.
Definition shift_with_a_sink__inert_at (RR : realFieldType) (e : RR -> RR) := @shift_with_a_sink__inert_says RR e 1%N (sees RR 1) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])) (const_mx 1 : 'M[RR]_(1, 1)) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])).
Definition shift_with_a_sink__inert_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | shift_with_a_sink__inert_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /shift_with_a_sink__inert_at /shift_with_a_sink__inert_says; sides_at. Defined.
Theorem shift_with_a_sink__inert_is_false : ~ shift_with_a_sink__inert_holds.
Proof. move=> no; have : shift_with_a_sink__inert_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (shift_with_a_sink__inert_sides power_of_2))/rep_all.
by lazy beta iota delta [shift_with_a_sink__inert_sides proj1_sig fst snd]; vm_compute. Qed.

Definition shift_with_a_sink__the_other_sign_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) (d : 'M[RR]_(n_ctx, 1)) (v1 : 'M[RR]_(n_ctx, 1)) (c : 'M[RR]_(n_ctx, 1)) :=
  ((diagonal (reciprocal (((M *h (map_mx e (S + (d *m (v1^T))))) *m v1) + (map_mx e c)))) *m (M *h (map_mx e (S + (d *m (v1^T)))))) = ((diagonal (reciprocal (((M *h (map_mx e S)) *m v1) + (map_mx e (c + d))))) *m (M *h (map_mx e S))).
Definition shift_with_a_sink__the_other_sign_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) (d : 'M[RR]_(n_ctx, 1)) (v1 : 'M[RR]_(n_ctx, 1)) (c : 'M[RR]_(n_ctx, 1)),
  is_causal M -> is_ones v1 -> @shift_with_a_sink__the_other_sign_says RR e n_ctx M S d v1 c.
Definition shift_with_a_sink__the_other_sign_at (RR : realFieldType) (e : RR -> RR) := @shift_with_a_sink__the_other_sign_says RR e 1%N (sees RR 1) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])) (const_mx 1 : 'M[RR]_(1, 1)) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])).
Definition shift_with_a_sink__the_other_sign_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | shift_with_a_sink__the_other_sign_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /shift_with_a_sink__the_other_sign_at /shift_with_a_sink__the_other_sign_says; sides_at. Defined.
Theorem shift_with_a_sink__the_other_sign_is_false : ~ shift_with_a_sink__the_other_sign_holds.
Proof. move=> no; have : shift_with_a_sink__the_other_sign_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (shift_with_a_sink__the_other_sign_sides power_of_2))/rep_all.
by lazy beta iota delta [shift_with_a_sink__the_other_sign_sides proj1_sig fst snd]; vm_compute. Qed.

Definition value_bias_with_a_sink__arrives_whole_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_head : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)) (c : 'M[RR]_(n_ctx, 1)) (v : 'M[RR]_(n_ctx, d_head)) (b_V : 'M[RR]_(d_head, 1)) :=
  ((diagonal (reciprocal (((M *h (map_mx e S)) *m v1) + (map_mx e c)))) *m (M *h (map_mx e S)) *m (v + (v1 *m (b_V^T)))) = (((diagonal (reciprocal (((M *h (map_mx e S)) *m v1) + (map_mx e c)))) *m (M *h (map_mx e S)) *m v) + (v1 *m (b_V^T))).
Definition value_bias_with_a_sink__arrives_whole_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_head : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)) (c : 'M[RR]_(n_ctx, 1)) (v : 'M[RR]_(n_ctx, d_head)) (b_V : 'M[RR]_(d_head, 1)),
  is_causal M -> is_ones v1 -> @value_bias_with_a_sink__arrives_whole_says RR e n_ctx d_head M S v1 c v b_V.
Definition value_bias_with_a_sink__arrives_whole_at (RR : realFieldType) (e : RR -> RR) := @value_bias_with_a_sink__arrives_whole_says RR e 2%N 1%N (sees RR 2) (@rep RR 2 2 (table RR [:: [:: (Posz 3, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Negz 0, 0%N)]])) (const_mx 1 : 'M[RR]_(2, 1)) (@rep RR 2 1 (table RR [:: [:: (Negz 0, 0%N)]; [:: (Posz 1, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 3, 0%N)]; [:: (Posz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])).
Definition value_bias_with_a_sink__arrives_whole_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | value_bias_with_a_sink__arrives_whole_at e -> rep 2 1 fg.1 = rep 2 1 fg.2}.
Proof. rewrite /value_bias_with_a_sink__arrives_whole_at /value_bias_with_a_sink__arrives_whole_says; sides_at. Defined.
Theorem value_bias_with_a_sink__arrives_whole_is_false : ~ value_bias_with_a_sink__arrives_whole_holds.
Proof. move=> no; have : value_bias_with_a_sink__arrives_whole_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (value_bias_with_a_sink__arrives_whole_sides one_to_three))/rep_all.
by lazy beta iota delta [value_bias_with_a_sink__arrives_whole_sides proj1_sig fst snd]; vm_compute. Qed.

Definition value_bias_with_a_sink__doesnt_arrive_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_head : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)) (c : 'M[RR]_(n_ctx, 1)) (v : 'M[RR]_(n_ctx, d_head)) (b_V : 'M[RR]_(d_head, 1)) :=
  ((diagonal (reciprocal (((M *h (map_mx e S)) *m v1) + (map_mx e c)))) *m (M *h (map_mx e S)) *m (v + (v1 *m (b_V^T)))) = ((diagonal (reciprocal (((M *h (map_mx e S)) *m v1) + (map_mx e c)))) *m (M *h (map_mx e S)) *m v).
Definition value_bias_with_a_sink__doesnt_arrive_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_head : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)) (c : 'M[RR]_(n_ctx, 1)) (v : 'M[RR]_(n_ctx, d_head)) (b_V : 'M[RR]_(d_head, 1)),
  is_causal M -> is_ones v1 -> @value_bias_with_a_sink__doesnt_arrive_says RR e n_ctx d_head M S v1 c v b_V.
Definition value_bias_with_a_sink__doesnt_arrive_at (RR : realFieldType) (e : RR -> RR) := @value_bias_with_a_sink__doesnt_arrive_says RR e 2%N 1%N (sees RR 2) (@rep RR 2 2 (table RR [:: [:: (Posz 3, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Negz 0, 0%N)]])) (const_mx 1 : 'M[RR]_(2, 1)) (@rep RR 2 1 (table RR [:: [:: (Negz 0, 0%N)]; [:: (Posz 1, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 3, 0%N)]; [:: (Posz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])).
Definition value_bias_with_a_sink__doesnt_arrive_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | value_bias_with_a_sink__doesnt_arrive_at e -> rep 2 1 fg.1 = rep 2 1 fg.2}.
Proof. rewrite /value_bias_with_a_sink__doesnt_arrive_at /value_bias_with_a_sink__doesnt_arrive_says; sides_at. Defined.
Theorem value_bias_with_a_sink__doesnt_arrive_is_false : ~ value_bias_with_a_sink__doesnt_arrive_holds.
Proof. move=> no; have : value_bias_with_a_sink__doesnt_arrive_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (value_bias_with_a_sink__doesnt_arrive_sides one_to_three))/rep_all.
by lazy beta iota delta [value_bias_with_a_sink__doesnt_arrive_sides proj1_sig fst snd]; vm_compute. Qed.

Definition value_bias_with_a_sink__what_the_sink_takes_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_head : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)) (c : 'M[RR]_(n_ctx, 1)) (v : 'M[RR]_(n_ctx, d_head)) (b_V : 'M[RR]_(d_head, 1)) :=
  ((diagonal (reciprocal (((M *h (map_mx e S)) *m v1) + (map_mx e c)))) *m (M *h (map_mx e S)) *m (v + (v1 *m (b_V^T)))) = (((diagonal (reciprocal (((M *h (map_mx e S)) *m v1) + (map_mx e c)))) *m (M *h (map_mx e S)) *m v) + (((reciprocal (((M *h (map_mx e S)) *m v1) + (map_mx e c))) *h (map_mx e c)) *m (b_V^T))).
Definition value_bias_with_a_sink__what_the_sink_takes_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_head : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)) (c : 'M[RR]_(n_ctx, 1)) (v : 'M[RR]_(n_ctx, d_head)) (b_V : 'M[RR]_(d_head, 1)),
  is_causal M -> is_ones v1 -> @value_bias_with_a_sink__what_the_sink_takes_says RR e n_ctx d_head M S v1 c v b_V.
Definition value_bias_with_a_sink__what_the_sink_takes_at (RR : realFieldType) (e : RR -> RR) := @value_bias_with_a_sink__what_the_sink_takes_says RR e 2%N 1%N (sees RR 2) (@rep RR 2 2 (table RR [:: [:: (Posz 3, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Negz 0, 0%N)]])) (const_mx 1 : 'M[RR]_(2, 1)) (@rep RR 2 1 (table RR [:: [:: (Negz 0, 0%N)]; [:: (Posz 1, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 3, 0%N)]; [:: (Posz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])).
Definition value_bias_with_a_sink__what_the_sink_takes_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | value_bias_with_a_sink__what_the_sink_takes_at e -> rep 2 1 fg.1 = rep 2 1 fg.2}.
Proof. rewrite /value_bias_with_a_sink__what_the_sink_takes_at /value_bias_with_a_sink__what_the_sink_takes_says; sides_at. Defined.
Theorem value_bias_with_a_sink__what_the_sink_takes_is_false : ~ value_bias_with_a_sink__what_the_sink_takes_holds.
Proof. move=> no; have : value_bias_with_a_sink__what_the_sink_takes_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (value_bias_with_a_sink__what_the_sink_takes_sides one_to_three))/rep_all.
by lazy beta iota delta [value_bias_with_a_sink__what_the_sink_takes_sides proj1_sig fst snd]; vm_compute. Qed.

Definition key_bias_with_a_sink__inert_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_head : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (q : 'M[RR]_(n_ctx, d_head)) (k : 'M[RR]_(n_ctx, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (b_K : 'M[RR]_(d_head, 1)) (c : 'M[RR]_(n_ctx, 1)) :=
  ((diagonal (reciprocal (((M *h (map_mx e (q *m ((k + (v1 *m (b_K^T)))^T)))) *m v1) + (map_mx e c)))) *m (M *h (map_mx e (q *m ((k + (v1 *m (b_K^T)))^T))))) = ((diagonal (reciprocal (((M *h (map_mx e (q *m (k^T)))) *m v1) + (map_mx e c)))) *m (M *h (map_mx e (q *m (k^T))))).
Definition key_bias_with_a_sink__inert_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_head : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (q : 'M[RR]_(n_ctx, d_head)) (k : 'M[RR]_(n_ctx, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (b_K : 'M[RR]_(d_head, 1)) (c : 'M[RR]_(n_ctx, 1)),
  is_causal M -> is_ones v1 -> @key_bias_with_a_sink__inert_says RR e n_ctx d_head M q k v1 b_K c.
Definition key_bias_with_a_sink__inert_at (RR : realFieldType) (e : RR -> RR) := @key_bias_with_a_sink__inert_says RR e 1%N 1%N (sees RR 1) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])) (const_mx 1 : 'M[RR]_(1, 1)) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 0, 0%N)]])).
Definition key_bias_with_a_sink__inert_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | key_bias_with_a_sink__inert_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /key_bias_with_a_sink__inert_at /key_bias_with_a_sink__inert_says; sides_at. Defined.
Theorem key_bias_with_a_sink__inert_is_false : ~ key_bias_with_a_sink__inert_holds.
Proof. move=> no; have : key_bias_with_a_sink__inert_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (key_bias_with_a_sink__inert_sides power_of_2))/rep_all.
by lazy beta iota delta [key_bias_with_a_sink__inert_sides proj1_sig fst snd]; vm_compute. Qed.

Definition key_bias_with_a_sink__raises_the_sink_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_head : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (q : 'M[RR]_(n_ctx, d_head)) (k : 'M[RR]_(n_ctx, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (b_K : 'M[RR]_(d_head, 1)) (c : 'M[RR]_(n_ctx, 1)) :=
  ((diagonal (reciprocal (((M *h (map_mx e (q *m ((k + (v1 *m (b_K^T)))^T)))) *m v1) + (map_mx e c)))) *m (M *h (map_mx e (q *m ((k + (v1 *m (b_K^T)))^T))))) = ((diagonal (reciprocal (((M *h (map_mx e (q *m (k^T)))) *m v1) + (map_mx e (c + (q *m b_K)))))) *m (M *h (map_mx e (q *m (k^T))))).
Definition key_bias_with_a_sink__raises_the_sink_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_head : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (q : 'M[RR]_(n_ctx, d_head)) (k : 'M[RR]_(n_ctx, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (b_K : 'M[RR]_(d_head, 1)) (c : 'M[RR]_(n_ctx, 1)),
  is_causal M -> is_ones v1 -> @key_bias_with_a_sink__raises_the_sink_says RR e n_ctx d_head M q k v1 b_K c.
Definition key_bias_with_a_sink__raises_the_sink_at (RR : realFieldType) (e : RR -> RR) := @key_bias_with_a_sink__raises_the_sink_says RR e 1%N 1%N (sees RR 1) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])) (const_mx 1 : 'M[RR]_(1, 1)) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 0, 0%N)]])).
Definition key_bias_with_a_sink__raises_the_sink_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | key_bias_with_a_sink__raises_the_sink_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /key_bias_with_a_sink__raises_the_sink_at /key_bias_with_a_sink__raises_the_sink_says; sides_at. Defined.
Theorem key_bias_with_a_sink__raises_the_sink_is_false : ~ key_bias_with_a_sink__raises_the_sink_holds.
Proof. move=> no; have : key_bias_with_a_sink__raises_the_sink_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (key_bias_with_a_sink__raises_the_sink_sides power_of_2))/rep_all.
by lazy beta iota delta [key_bias_with_a_sink__raises_the_sink_sides proj1_sig fst snd]; vm_compute. Qed.

Definition alibi_is_a_key_bias__without_a_mask_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_head : nat) (q : 'M[RR]_(n_ctx, d_head)) (k : 'M[RR]_(n_ctx, d_head)) (M : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)) (c : 'M[RR]_(n_ctx, 1)) :=
  (softmax_of e false ((q *m (k^T)) + (M *h ((v1 *m (c^T)) + (- (c *m (v1^T))))) + ((M^T) *h ((c *m (v1^T)) + (- (v1 *m (c^T))))))) = (softmax_of e false ((q *m (k^T)) + (v1 *m (c^T)))).
Definition alibi_is_a_key_bias__without_a_mask_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_head : nat) (q : 'M[RR]_(n_ctx, d_head)) (k : 'M[RR]_(n_ctx, d_head)) (M : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)) (c : 'M[RR]_(n_ctx, 1)),
  is_causal M -> is_ones v1 -> @alibi_is_a_key_bias__without_a_mask_says RR e n_ctx d_head q k M v1 c.
Definition alibi_is_a_key_bias__without_a_mask_at (RR : realFieldType) (e : RR -> RR) := @alibi_is_a_key_bias__without_a_mask_says RR e 2%N 1%N (@rep RR 2 1 (table RR [:: [:: (Posz 3, 0%N)]; [:: (Posz 1, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 0, 0%N)]; [:: (Negz 0, 0%N)]])) (sees RR 2) (const_mx 1 : 'M[RR]_(2, 1)) (@rep RR 2 1 (table RR [:: [:: (Negz 0, 0%N)]; [:: (Posz 1, 0%N)]])).
Definition alibi_is_a_key_bias__without_a_mask_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | alibi_is_a_key_bias__without_a_mask_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /alibi_is_a_key_bias__without_a_mask_at /alibi_is_a_key_bias__without_a_mask_says; sides_at. Defined.
Theorem alibi_is_a_key_bias__without_a_mask_is_false : ~ alibi_is_a_key_bias__without_a_mask_holds.
Proof. move=> no; have : alibi_is_a_key_bias__without_a_mask_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (alibi_is_a_key_bias__without_a_mask_sides power_of_2))/rep_all.
by lazy beta iota delta [alibi_is_a_key_bias__without_a_mask_sides proj1_sig fst snd]; vm_compute. Qed.

Definition alibi_is_a_key_bias__not_linear_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_head : nat) (f : RR -> RR) (q : 'M[RR]_(n_ctx, d_head)) (k : 'M[RR]_(n_ctx, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (c : 'M[RR]_(n_ctx, 1)) :=
  (softmax_of e true ((q *m (k^T)) + (map_mx f ((v1 *m (c^T)) + (- (c *m (v1^T))))))) = (softmax_of e true ((q *m (k^T)) + (v1 *m ((map_mx f c)^T)))).
Definition alibi_is_a_key_bias__not_linear_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_head : nat) (f : RR -> RR) (q : 'M[RR]_(n_ctx, d_head)) (k : 'M[RR]_(n_ctx, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (c : 'M[RR]_(n_ctx, 1)),
  is_ones v1 -> @alibi_is_a_key_bias__not_linear_says RR e n_ctx d_head f q k v1 c.
Definition alibi_is_a_key_bias__not_linear_at (RR : realFieldType) (e : RR -> RR) := @alibi_is_a_key_bias__not_linear_says RR e 2%N 1%N (@looked_up RR [:: ((Posz 0, 0%N), (Posz 6, 0%N)); ((Posz 2, 0%N), (Negz 3, 0%N)); ((Negz 1, 0%N), (Posz 6, 0%N)); ((Negz 0, 0%N), (Posz 0, 0%N)); ((Posz 1, 0%N), (Posz 5, 0%N))]) (@rep RR 2 1 (table RR [:: [:: (Posz 3, 0%N)]; [:: (Posz 1, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 0, 0%N)]; [:: (Negz 0, 0%N)]])) (const_mx 1 : 'M[RR]_(2, 1)) (@rep RR 2 1 (table RR [:: [:: (Negz 0, 0%N)]; [:: (Posz 1, 0%N)]])).
Definition alibi_is_a_key_bias__not_linear_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | alibi_is_a_key_bias__not_linear_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /alibi_is_a_key_bias__not_linear_at /alibi_is_a_key_bias__not_linear_says; sides_at. Defined.
Theorem alibi_is_a_key_bias__not_linear_is_false : ~ alibi_is_a_key_bias__not_linear_holds.
Proof. move=> no; have : alibi_is_a_key_bias__not_linear_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (alibi_is_a_key_bias__not_linear_sides power_of_2))/rep_all.
by lazy beta iota delta [alibi_is_a_key_bias__not_linear_sides proj1_sig fst snd]; vm_compute. Qed.

Definition alibi_is_a_key_bias__with_a_sink_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_head : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (q : 'M[RR]_(n_ctx, d_head)) (k : 'M[RR]_(n_ctx, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (c : 'M[RR]_(n_ctx, 1)) (d : 'M[RR]_(n_ctx, 1)) :=
  ((diagonal (reciprocal (((M *h (map_mx e ((q *m (k^T)) + (v1 *m (c^T)) + (- (c *m (v1^T)))))) *m v1) + (map_mx e d)))) *m (M *h (map_mx e ((q *m (k^T)) + (v1 *m (c^T)) + (- (c *m (v1^T))))))) = ((diagonal (reciprocal (((M *h (map_mx e ((q *m (k^T)) + (v1 *m (c^T))))) *m v1) + (map_mx e d)))) *m (M *h (map_mx e ((q *m (k^T)) + (v1 *m (c^T)))))).
Definition alibi_is_a_key_bias__with_a_sink_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_head : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (q : 'M[RR]_(n_ctx, d_head)) (k : 'M[RR]_(n_ctx, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (c : 'M[RR]_(n_ctx, 1)) (d : 'M[RR]_(n_ctx, 1)),
  is_causal M -> is_ones v1 -> @alibi_is_a_key_bias__with_a_sink_says RR e n_ctx d_head M q k v1 c d.
Definition alibi_is_a_key_bias__with_a_sink_at (RR : realFieldType) (e : RR -> RR) := @alibi_is_a_key_bias__with_a_sink_says RR e 1%N 1%N (sees RR 1) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])) (const_mx 1 : 'M[RR]_(1, 1)) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 0, 0%N)]])).
Definition alibi_is_a_key_bias__with_a_sink_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | alibi_is_a_key_bias__with_a_sink_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /alibi_is_a_key_bias__with_a_sink_at /alibi_is_a_key_bias__with_a_sink_says; sides_at. Defined.
Theorem alibi_is_a_key_bias__with_a_sink_is_false : ~ alibi_is_a_key_bias__with_a_sink_holds.
Proof. move=> no; have : alibi_is_a_key_bias__with_a_sink_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (alibi_is_a_key_bias__with_a_sink_sides power_of_2))/rep_all.
by lazy beta iota delta [alibi_is_a_key_bias__with_a_sink_sides proj1_sig fst snd]; vm_compute. Qed.

Definition alibi_is_a_key_bias__behind_a_cap_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_head : nat) (f : RR -> RR) (q : 'M[RR]_(n_ctx, d_head)) (k : 'M[RR]_(n_ctx, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (c : 'M[RR]_(n_ctx, 1)) :=
  (softmax_of e true (map_mx f ((q *m (k^T)) + (v1 *m (c^T)) + (- (c *m (v1^T)))))) = (softmax_of e true (map_mx f ((q *m (k^T)) + (v1 *m (c^T))))).
Definition alibi_is_a_key_bias__behind_a_cap_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_head : nat) (f : RR -> RR) (q : 'M[RR]_(n_ctx, d_head)) (k : 'M[RR]_(n_ctx, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (c : 'M[RR]_(n_ctx, 1)),
  is_ones v1 -> @alibi_is_a_key_bias__behind_a_cap_says RR e n_ctx d_head f q k v1 c.
Definition alibi_is_a_key_bias__behind_a_cap_at (RR : realFieldType) (e : RR -> RR) := @alibi_is_a_key_bias__behind_a_cap_says RR e 2%N 1%N (@looked_up RR [:: ((Posz 0, 0%N), (Posz 6, 0%N)); ((Negz 0, 0%N), (Negz 3, 0%N)); ((Negz 1, 0%N), (Posz 6, 0%N))]) (@rep RR 2 1 (table RR [:: [:: (Posz 3, 0%N)]; [:: (Posz 1, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 0, 0%N)]; [:: (Negz 0, 0%N)]])) (const_mx 1 : 'M[RR]_(2, 1)) (@rep RR 2 1 (table RR [:: [:: (Negz 0, 0%N)]; [:: (Posz 1, 0%N)]])).
Definition alibi_is_a_key_bias__behind_a_cap_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | alibi_is_a_key_bias__behind_a_cap_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /alibi_is_a_key_bias__behind_a_cap_at /alibi_is_a_key_bias__behind_a_cap_says; sides_at. Defined.
Theorem alibi_is_a_key_bias__behind_a_cap_is_false : ~ alibi_is_a_key_bias__behind_a_cap_holds.
Proof. move=> no; have : alibi_is_a_key_bias__behind_a_cap_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (alibi_is_a_key_bias__behind_a_cap_sides power_of_2))/rep_all.
by lazy beta iota delta [alibi_is_a_key_bias__behind_a_cap_sides proj1_sig fst snd]; vm_compute. Qed.

Definition alibi_is_a_key_bias__as_a_query_bias_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_head : nat) (q : 'M[RR]_(n_ctx, d_head)) (k : 'M[RR]_(n_ctx, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (c : 'M[RR]_(n_ctx, 1)) :=
  (softmax_of e true ((q *m (k^T)) + (v1 *m (c^T)) + (- (c *m (v1^T))))) = (softmax_of e true ((q *m (k^T)) + (- (c *m (v1^T))))).
Definition alibi_is_a_key_bias__as_a_query_bias_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_head : nat) (q : 'M[RR]_(n_ctx, d_head)) (k : 'M[RR]_(n_ctx, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (c : 'M[RR]_(n_ctx, 1)),
  is_ones v1 -> @alibi_is_a_key_bias__as_a_query_bias_says RR e n_ctx d_head q k v1 c.
Definition alibi_is_a_key_bias__as_a_query_bias_at (RR : realFieldType) (e : RR -> RR) := @alibi_is_a_key_bias__as_a_query_bias_says RR e 2%N 1%N (@rep RR 2 1 (table RR [:: [:: (Posz 3, 0%N)]; [:: (Posz 1, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 0, 0%N)]; [:: (Negz 0, 0%N)]])) (const_mx 1 : 'M[RR]_(2, 1)) (@rep RR 2 1 (table RR [:: [:: (Negz 0, 0%N)]; [:: (Posz 1, 0%N)]])).
Definition alibi_is_a_key_bias__as_a_query_bias_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | alibi_is_a_key_bias__as_a_query_bias_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /alibi_is_a_key_bias__as_a_query_bias_at /alibi_is_a_key_bias__as_a_query_bias_says; sides_at. Defined.
Theorem alibi_is_a_key_bias__as_a_query_bias_is_false : ~ alibi_is_a_key_bias__as_a_query_bias_holds.
Proof. move=> no; have : alibi_is_a_key_bias__as_a_query_bias_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (alibi_is_a_key_bias__as_a_query_bias_sides power_of_2))/rep_all.
by lazy beta iota delta [alibi_is_a_key_bias__as_a_query_bias_sides proj1_sig fst snd]; vm_compute. Qed.

Definition norm_of_rescaled_rows__divided_by_the_old_length_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_head : nat) (c : 'M[RR]_(n_ctx, 1)) (d : 'M[RR]_(n_ctx, 1)) (g : 'M[RR]_(n_ctx, d_head)) :=
  ((diagonal (map_mx e (- c))) *m (diagonal (map_mx e (c + d))) *m g) = g.
Definition norm_of_rescaled_rows__divided_by_the_old_length_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_head : nat) (c : 'M[RR]_(n_ctx, 1)) (d : 'M[RR]_(n_ctx, 1)) (g : 'M[RR]_(n_ctx, d_head)),
  @norm_of_rescaled_rows__divided_by_the_old_length_says RR e n_ctx d_head c d g.
Definition norm_of_rescaled_rows__divided_by_the_old_length_at (RR : realFieldType) (e : RR -> RR) := @norm_of_rescaled_rows__divided_by_the_old_length_says RR e 1%N 1%N (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])).
Definition norm_of_rescaled_rows__divided_by_the_old_length_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | norm_of_rescaled_rows__divided_by_the_old_length_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /norm_of_rescaled_rows__divided_by_the_old_length_at /norm_of_rescaled_rows__divided_by_the_old_length_says; sides_at. Defined.
Theorem norm_of_rescaled_rows__divided_by_the_old_length_is_false : ~ norm_of_rescaled_rows__divided_by_the_old_length_holds.
Proof. move=> no; have : norm_of_rescaled_rows__divided_by_the_old_length_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _); as_its_kind.
move/(proj2_sig (norm_of_rescaled_rows__divided_by_the_old_length_sides power_of_2))/rep_all.
by lazy beta iota delta [norm_of_rescaled_rows__divided_by_the_old_length_sides proj1_sig fst snd]; vm_compute. Qed.

Definition norm_of_rescaled_rows__lengths_multiply_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_head : nat) (c : 'M[RR]_(n_ctx, 1)) (d : 'M[RR]_(n_ctx, 1)) (g : 'M[RR]_(n_ctx, d_head)) :=
  (((diagonal (map_mx e (- c))) + (diagonal (map_mx e (- d)))) *m (diagonal (map_mx e (c + d))) *m g) = g.
Definition norm_of_rescaled_rows__lengths_multiply_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_head : nat) (c : 'M[RR]_(n_ctx, 1)) (d : 'M[RR]_(n_ctx, 1)) (g : 'M[RR]_(n_ctx, d_head)),
  @norm_of_rescaled_rows__lengths_multiply_says RR e n_ctx d_head c d g.
Definition norm_of_rescaled_rows__lengths_multiply_at (RR : realFieldType) (e : RR -> RR) := @norm_of_rescaled_rows__lengths_multiply_says RR e 1%N 1%N (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])).
Definition norm_of_rescaled_rows__lengths_multiply_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | norm_of_rescaled_rows__lengths_multiply_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /norm_of_rescaled_rows__lengths_multiply_at /norm_of_rescaled_rows__lengths_multiply_says; sides_at. Defined.
Theorem norm_of_rescaled_rows__lengths_multiply_is_false : ~ norm_of_rescaled_rows__lengths_multiply_holds.
Proof. move=> no; have : norm_of_rescaled_rows__lengths_multiply_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _); as_its_kind.
move/(proj2_sig (norm_of_rescaled_rows__lengths_multiply_sides power_of_2))/rep_all.
by lazy beta iota delta [norm_of_rescaled_rows__lengths_multiply_sides proj1_sig fst snd]; vm_compute. Qed.
