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
