(* Written by refmath.kernel from refmath.theorems: what the theorems of a chapter
   are mistaken for, disproved. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Refmath Require Import Laws Softmax Numbers.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Definition sinusoidal_positions__the_other_way_says (RR : realFieldType) (e : RR -> RR) (d_model : nat) (R_i : 'M[RR]_(d_model, d_model)) (p_0 : 'M[RR]_(d_model, 1)) (R_o : 'M[RR]_(d_model, d_model)) (R_j : 'M[RR]_(d_model, d_model)) (R_i_o : 'M[RR]_(d_model, d_model)) :=
  (((R_i *m p_0)^T) *m (R_o^T) *m (R_j *m p_0)) = (((R_i_o *m p_0)^T) *m (R_j *m p_0)).
Definition sinusoidal_positions__the_other_way_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (d_model : nat) (R_i : 'M[RR]_(d_model, d_model)) (p_0 : 'M[RR]_(d_model, 1)) (R_o : 'M[RR]_(d_model, d_model)) (R_j : 'M[RR]_(d_model, d_model)) (R_i_o : 'M[RR]_(d_model, d_model)),
  (R_i^T *m R_i = 1%:M /\ R_i *m R_o = R_o *m R_i /\ R_i *m R_j = R_j *m R_i /\ R_i *m R_i_o = R_i_o *m R_i) -> (R_o^T *m R_o = 1%:M /\ R_o *m R_i = R_i *m R_o /\ R_o *m R_j = R_j *m R_o /\ R_o *m R_i_o = R_i_o *m R_o) -> (R_j^T *m R_j = 1%:M /\ R_j *m R_i = R_i *m R_j /\ R_j *m R_o = R_o *m R_j /\ R_j *m R_i_o = R_i_o *m R_j) -> (R_i_o^T *m R_i_o = 1%:M /\ R_i_o *m R_i = R_i *m R_i_o /\ R_i_o *m R_o = R_o *m R_i_o /\ R_i_o *m R_j = R_j *m R_i_o /\ R_i_o = R_o^T *m R_i) -> @sinusoidal_positions__the_other_way_says RR e d_model R_i p_0 R_o R_j R_i_o.
Definition sinusoidal_positions__the_other_way_at (RR : realFieldType) (e : RR -> RR) := @sinusoidal_positions__the_other_way_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Negz 0, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 0, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Negz 1, 0%N)]; [:: (Posz 3, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Negz 0, 0%N); (Posz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Negz 0, 0%N); (Posz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Negz 0, 0%N); (Posz 0, 0%N)]])).
Definition sinusoidal_positions__the_other_way_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | sinusoidal_positions__the_other_way_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /sinusoidal_positions__the_other_way_at /sinusoidal_positions__the_other_way_says; sides_at. Defined.
Theorem sinusoidal_positions__the_other_way_is_false : ~ sinusoidal_positions__the_other_way_holds.
Proof. move=> no; have : sinusoidal_positions__the_other_way_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (sinusoidal_positions__the_other_way_sides one_to_three))/rep_all.
by lazy beta iota delta [sinusoidal_positions__the_other_way_sides proj1_sig fst snd]; vm_compute. Qed.

Definition sinusoidal_positions__by_the_positions_alone_says (RR : realFieldType) (e : RR -> RR) (d_model : nat) (R_i : 'M[RR]_(d_model, d_model)) (p_0 : 'M[RR]_(d_model, 1)) (R_o : 'M[RR]_(d_model, d_model)) (R_j : 'M[RR]_(d_model, d_model)) :=
  (((R_i *m p_0)^T) *m R_o *m (R_j *m p_0)) = (((R_i *m p_0)^T) *m (R_j *m p_0)).
Definition sinusoidal_positions__by_the_positions_alone_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (d_model : nat) (R_i : 'M[RR]_(d_model, d_model)) (p_0 : 'M[RR]_(d_model, 1)) (R_o : 'M[RR]_(d_model, d_model)) (R_j : 'M[RR]_(d_model, d_model)),
  (R_i^T *m R_i = 1%:M /\ R_i *m R_o = R_o *m R_i /\ R_i *m R_j = R_j *m R_i) -> (R_o^T *m R_o = 1%:M /\ R_o *m R_i = R_i *m R_o /\ R_o *m R_j = R_j *m R_o) -> (R_j^T *m R_j = 1%:M /\ R_j *m R_i = R_i *m R_j /\ R_j *m R_o = R_o *m R_j) -> @sinusoidal_positions__by_the_positions_alone_says RR e d_model R_i p_0 R_o R_j.
Definition sinusoidal_positions__by_the_positions_alone_at (RR : realFieldType) (e : RR -> RR) := @sinusoidal_positions__by_the_positions_alone_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Negz 1, 0%N)]; [:: (Posz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Negz 0, 0%N)]; [:: (Posz 1, 0%N); (Posz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 0, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 0, 0%N)]])).
Definition sinusoidal_positions__by_the_positions_alone_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | sinusoidal_positions__by_the_positions_alone_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /sinusoidal_positions__by_the_positions_alone_at /sinusoidal_positions__by_the_positions_alone_says; sides_at. Defined.
Theorem sinusoidal_positions__by_the_positions_alone_is_false : ~ sinusoidal_positions__by_the_positions_alone_holds.
Proof. move=> no; have : sinusoidal_positions__by_the_positions_alone_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (sinusoidal_positions__by_the_positions_alone_sides one_to_three))/rep_all.
by lazy beta iota delta [sinusoidal_positions__by_the_positions_alone_sides proj1_sig fst snd]; vm_compute. Qed.

Definition sinusoidal_positions__free_positions_says (RR : realFieldType) (e : RR -> RR) (d_model : nat) (p_i : 'M[RR]_(d_model, 1)) (R_o : 'M[RR]_(d_model, d_model)) (p_j : 'M[RR]_(d_model, 1)) (p_i_o : 'M[RR]_(d_model, 1)) :=
  ((p_i^T) *m R_o *m p_j) = ((p_i_o^T) *m p_j).
Definition sinusoidal_positions__free_positions_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (d_model : nat) (p_i : 'M[RR]_(d_model, 1)) (R_o : 'M[RR]_(d_model, d_model)) (p_j : 'M[RR]_(d_model, 1)) (p_i_o : 'M[RR]_(d_model, 1)),
  (R_o^T *m R_o = 1%:M) -> @sinusoidal_positions__free_positions_says RR e d_model p_i R_o p_j p_i_o.
Definition sinusoidal_positions__free_positions_at (RR : realFieldType) (e : RR -> RR) := @sinusoidal_positions__free_positions_says RR e 2%N (@rep RR 2 1 (table RR [:: [:: (Posz 1, 0%N)]; [:: (Negz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 0, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 0, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 2, 0%N)]; [:: (Posz 1, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 1, 0%N)]; [:: (Posz 0, 0%N)]])).
Definition sinusoidal_positions__free_positions_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | sinusoidal_positions__free_positions_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /sinusoidal_positions__free_positions_at /sinusoidal_positions__free_positions_says; sides_at. Defined.
Theorem sinusoidal_positions__free_positions_is_false : ~ sinusoidal_positions__free_positions_holds.
Proof. move=> no; have : sinusoidal_positions__free_positions_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (sinusoidal_positions__free_positions_sides one_to_three))/rep_all.
by lazy beta iota delta [sinusoidal_positions__free_positions_sides proj1_sig fst snd]; vm_compute. Qed.

Definition sinusoidal_positions__without__R_i_is_R_to_the_power_i_says (RR : realFieldType) (e : RR -> RR) (d_model : nat) (R_i : 'M[RR]_(d_model, d_model)) (p_0 : 'M[RR]_(d_model, 1)) (R_o : 'M[RR]_(d_model, d_model)) (R_j : 'M[RR]_(d_model, d_model)) (R_i_o : 'M[RR]_(d_model, d_model)) :=
  (((R_i *m p_0)^T) *m R_o *m (R_j *m p_0)) = (((R_i_o *m p_0)^T) *m (R_j *m p_0)).
Definition sinusoidal_positions__without__R_i_is_R_to_the_power_i_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (d_model : nat) (R_i : 'M[RR]_(d_model, d_model)) (p_0 : 'M[RR]_(d_model, 1)) (R_o : 'M[RR]_(d_model, d_model)) (R_j : 'M[RR]_(d_model, d_model)) (R_i_o : 'M[RR]_(d_model, d_model)),
  (R_j^T *m R_j = 1%:M /\ R_j *m R_i_o = R_i_o *m R_j) -> (R_i_o^T *m R_i_o = 1%:M /\ R_i_o *m R_j = R_j *m R_i_o) -> @sinusoidal_positions__without__R_i_is_R_to_the_power_i_says RR e d_model R_i p_0 R_o R_j R_i_o.
Definition sinusoidal_positions__without__R_i_is_R_to_the_power_i_at (RR : realFieldType) (e : RR -> RR) := @sinusoidal_positions__without__R_i_is_R_to_the_power_i_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 1, 0%N)]; [:: (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Negz 0, 0%N)]; [:: (Posz 1, 0%N); (Posz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Negz 0, 0%N); (Posz 0, 0%N)]])).
Definition sinusoidal_positions__without__R_i_is_R_to_the_power_i_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | sinusoidal_positions__without__R_i_is_R_to_the_power_i_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /sinusoidal_positions__without__R_i_is_R_to_the_power_i_at /sinusoidal_positions__without__R_i_is_R_to_the_power_i_says; sides_at. Defined.
Theorem sinusoidal_positions__without__R_i_is_R_to_the_power_i_is_false : ~ sinusoidal_positions__without__R_i_is_R_to_the_power_i_holds.
Proof. move=> no; have : sinusoidal_positions__without__R_i_is_R_to_the_power_i_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (sinusoidal_positions__without__R_i_is_R_to_the_power_i_sides one_to_three))/rep_all.
by lazy beta iota delta [sinusoidal_positions__without__R_i_is_R_to_the_power_i_sides proj1_sig fst snd]; vm_compute. Qed.
