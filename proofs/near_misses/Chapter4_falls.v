(* Written by refmath.kernel from refmath.theorems: what the theorems of a chapter
   are mistaken for, disproved. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Refmath Require Import Laws Softmax Numbers.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Definition value_and_output_biases__once_for_each_source_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (S_h : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_V_h : 'M[RR]_(d_head, d_model)) (v1 : 'M[RR]_(n_ctx, 1)) (b_V_h : 'M[RR]_(d_head, 1)) (W_O_h : 'M[RR]_(d_model, d_head)) (b_O : 'M[RR]_(d_model, 1)) :=
  (((softmax_of e true S_h) *m ((x *m (W_V_h^T)) + (v1 *m (b_V_h^T))) *m (W_O_h^T)) + (v1 *m (b_O^T))) = (((softmax_of e true S_h) *m x *m ((W_O_h *m W_V_h)^T)) + (v1 *m (v1^T) *m v1 *m (((W_O_h *m b_V_h) + b_O)^T))).
Definition value_and_output_biases__once_for_each_source_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (S_h : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_V_h : 'M[RR]_(d_head, d_model)) (v1 : 'M[RR]_(n_ctx, 1)) (b_V_h : 'M[RR]_(d_head, 1)) (W_O_h : 'M[RR]_(d_model, d_head)) (b_O : 'M[RR]_(d_model, 1)),
  is_ones v1 -> @value_and_output_biases__once_for_each_source_says RR e n_ctx d_model d_head S_h x W_V_h v1 b_V_h W_O_h b_O.
Definition value_and_output_biases__once_for_each_source_at (RR : realFieldType) (e : RR -> RR) := @value_and_output_biases__once_for_each_source_says RR e 2%N 2%N 1%N (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 1, 0%N)]; [:: (Negz 0, 0%N); (Posz 3, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 3, 0%N)]; [:: (Posz 3, 0%N); (Posz 0, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Negz 1, 0%N); (Negz 0, 0%N)]])) (const_mx 1 : 'M[RR]_(2, 1)) (@rep RR 1 1 (table RR [:: [:: (Posz 0, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Negz 1, 0%N)]; [:: (Posz 0, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 2, 0%N)]; [:: (Negz 0, 0%N)]])).
Definition value_and_output_biases__once_for_each_source_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | value_and_output_biases__once_for_each_source_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /value_and_output_biases__once_for_each_source_at /value_and_output_biases__once_for_each_source_says; sides_at. Defined.
Theorem value_and_output_biases__once_for_each_source_is_false : ~ value_and_output_biases__once_for_each_source_holds.
Proof. move=> no; have : value_and_output_biases__once_for_each_source_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (value_and_output_biases__once_for_each_source_sides one_to_three))/rep_all.
by lazy beta iota delta [value_and_output_biases__once_for_each_source_sides proj1_sig fst snd]; vm_compute. Qed.

Definition value_and_output_biases__value_bias_vanishes_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (S_h : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_V_h : 'M[RR]_(d_head, d_model)) (v1 : 'M[RR]_(n_ctx, 1)) (b_V_h : 'M[RR]_(d_head, 1)) (W_O_h : 'M[RR]_(d_model, d_head)) (b_O : 'M[RR]_(d_model, 1)) :=
  (((softmax_of e true S_h) *m ((x *m (W_V_h^T)) + (v1 *m (b_V_h^T))) *m (W_O_h^T)) + (v1 *m (b_O^T))) = (((softmax_of e true S_h) *m x *m ((W_O_h *m W_V_h)^T)) + (v1 *m (b_O^T))).
Definition value_and_output_biases__value_bias_vanishes_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (S_h : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_V_h : 'M[RR]_(d_head, d_model)) (v1 : 'M[RR]_(n_ctx, 1)) (b_V_h : 'M[RR]_(d_head, 1)) (W_O_h : 'M[RR]_(d_model, d_head)) (b_O : 'M[RR]_(d_model, 1)),
  is_ones v1 -> @value_and_output_biases__value_bias_vanishes_says RR e n_ctx d_model d_head S_h x W_V_h v1 b_V_h W_O_h b_O.
Definition value_and_output_biases__value_bias_vanishes_at (RR : realFieldType) (e : RR -> RR) := @value_and_output_biases__value_bias_vanishes_says RR e 1%N 1%N 2%N (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 0, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 2, 0%N)]; [:: (Posz 0, 0%N)]])) (const_mx 1 : 'M[RR]_(1, 1)) (@rep RR 2 1 (table RR [:: [:: (Posz 2, 0%N)]; [:: (Negz 0, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 0, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])).
Definition value_and_output_biases__value_bias_vanishes_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | value_and_output_biases__value_bias_vanishes_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /value_and_output_biases__value_bias_vanishes_at /value_and_output_biases__value_bias_vanishes_says; sides_at. Defined.
Theorem value_and_output_biases__value_bias_vanishes_is_false : ~ value_and_output_biases__value_bias_vanishes_holds.
Proof. move=> no; have : value_and_output_biases__value_bias_vanishes_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (value_and_output_biases__value_bias_vanishes_sides one_to_three))/rep_all.
by lazy beta iota delta [value_and_output_biases__value_bias_vanishes_sides proj1_sig fst snd]; vm_compute. Qed.

Definition value_and_output_biases__with_a_sink_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (S_h : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)) (x : 'M[RR]_(n_ctx, d_model)) (W_V_h : 'M[RR]_(d_head, d_model)) (b_V_h : 'M[RR]_(d_head, 1)) (W_O_h : 'M[RR]_(d_model, d_head)) (b_O : 'M[RR]_(d_model, 1)) :=
  (((diagonal (reciprocal (((M *h (map_mx e S_h)) *m v1) + v1))) *m (M *h (map_mx e S_h)) *m ((x *m (W_V_h^T)) + (v1 *m (b_V_h^T))) *m (W_O_h^T)) + (v1 *m (b_O^T))) = (((diagonal (reciprocal (((M *h (map_mx e S_h)) *m v1) + v1))) *m (M *h (map_mx e S_h)) *m x *m ((W_O_h *m W_V_h)^T)) + (v1 *m (((W_O_h *m b_V_h) + b_O)^T))).
Definition value_and_output_biases__with_a_sink_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (S_h : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)) (x : 'M[RR]_(n_ctx, d_model)) (W_V_h : 'M[RR]_(d_head, d_model)) (b_V_h : 'M[RR]_(d_head, 1)) (W_O_h : 'M[RR]_(d_model, d_head)) (b_O : 'M[RR]_(d_model, 1)),
  is_causal M -> is_ones v1 -> @value_and_output_biases__with_a_sink_says RR e n_ctx d_model d_head M S_h v1 x W_V_h b_V_h W_O_h b_O.
Definition value_and_output_biases__with_a_sink_at (RR : realFieldType) (e : RR -> RR) := @value_and_output_biases__with_a_sink_says RR e 1%N 1%N 2%N (sees RR 1) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])) (const_mx 1 : 'M[RR]_(1, 1)) (@rep RR 1 1 (table RR [:: [:: (Posz 0, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 2, 0%N)]; [:: (Posz 0, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 2, 0%N)]; [:: (Negz 0, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 0, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])).
Definition value_and_output_biases__with_a_sink_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | value_and_output_biases__with_a_sink_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /value_and_output_biases__with_a_sink_at /value_and_output_biases__with_a_sink_says; sides_at. Defined.
Theorem value_and_output_biases__with_a_sink_is_false : ~ value_and_output_biases__with_a_sink_holds.
Proof. move=> no; have : value_and_output_biases__with_a_sink_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (value_and_output_biases__with_a_sink_sides one_to_three))/rep_all.
by lazy beta iota delta [value_and_output_biases__with_a_sink_sides proj1_sig fst snd]; vm_compute. Qed.

Definition key_bias_is_inert__before_the_softmax_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_head : nat) (one_over_root_d_head : RR) (q_h : 'M[RR]_(n_ctx, d_head)) (k_h : 'M[RR]_(n_ctx, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (b_K_h : 'M[RR]_(d_head, 1)) :=
  (one_over_root_d_head *: (q_h *m ((k_h + (v1 *m (b_K_h^T)))^T))) = (one_over_root_d_head *: (q_h *m (k_h^T))).
Definition key_bias_is_inert__before_the_softmax_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_head : nat) (one_over_root_d_head : RR) (q_h : 'M[RR]_(n_ctx, d_head)) (k_h : 'M[RR]_(n_ctx, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (b_K_h : 'M[RR]_(d_head, 1)),
  (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> is_ones v1 -> @key_bias_is_inert__before_the_softmax_says RR e n_ctx d_head one_over_root_d_head q_h k_h v1 b_K_h.
Definition key_bias_is_inert__before_the_softmax_at (RR : realFieldType) (e : RR -> RR) := @key_bias_is_inert__before_the_softmax_says RR e 1%N 1%N (number RR (Posz 1, 0%N)) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])) (const_mx 1 : 'M[RR]_(1, 1)) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])).
Definition key_bias_is_inert__before_the_softmax_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | key_bias_is_inert__before_the_softmax_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /key_bias_is_inert__before_the_softmax_at /key_bias_is_inert__before_the_softmax_says; sides_at. Defined.
Theorem key_bias_is_inert__before_the_softmax_is_false : ~ key_bias_is_inert__before_the_softmax_holds.
Proof. move=> no; have : key_bias_is_inert__before_the_softmax_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (key_bias_is_inert__before_the_softmax_sides power_of_2))/rep_all.
by lazy beta iota delta [key_bias_is_inert__before_the_softmax_sides proj1_sig fst snd]; vm_compute. Qed.

Definition key_bias_is_inert__query_bias_is_inert_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_head : nat) (one_over_root_d_head : RR) (q_h : 'M[RR]_(n_ctx, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (b_Q_h : 'M[RR]_(d_head, 1)) (k_h : 'M[RR]_(n_ctx, d_head)) :=
  (softmax_of e true (one_over_root_d_head *: ((q_h + (v1 *m (b_Q_h^T))) *m (k_h^T)))) = (softmax_of e true (one_over_root_d_head *: (q_h *m (k_h^T)))).
Definition key_bias_is_inert__query_bias_is_inert_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_head : nat) (one_over_root_d_head : RR) (q_h : 'M[RR]_(n_ctx, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (b_Q_h : 'M[RR]_(d_head, 1)) (k_h : 'M[RR]_(n_ctx, d_head)),
  (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> is_ones v1 -> @key_bias_is_inert__query_bias_is_inert_says RR e n_ctx d_head one_over_root_d_head q_h v1 b_Q_h k_h.
Definition key_bias_is_inert__query_bias_is_inert_at (RR : realFieldType) (e : RR -> RR) := @key_bias_is_inert__query_bias_is_inert_says RR e 2%N 1%N (number RR (Posz 1, 0%N)) (@rep RR 2 1 (table RR [:: [:: (Posz 0, 0%N)]; [:: (Posz 2, 0%N)]])) (const_mx 1 : 'M[RR]_(2, 1)) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 3, 0%N)]; [:: (Posz 2, 0%N)]])).
Definition key_bias_is_inert__query_bias_is_inert_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | key_bias_is_inert__query_bias_is_inert_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /key_bias_is_inert__query_bias_is_inert_at /key_bias_is_inert__query_bias_is_inert_says; sides_at. Defined.
Theorem key_bias_is_inert__query_bias_is_inert_is_false : ~ key_bias_is_inert__query_bias_is_inert_holds.
Proof. move=> no; have : key_bias_is_inert__query_bias_is_inert_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (key_bias_is_inert__query_bias_is_inert_sides power_of_2))/rep_all.
by lazy beta iota delta [key_bias_is_inert__query_bias_is_inert_sides proj1_sig fst snd]; vm_compute. Qed.

Definition key_bias_is_inert__with_a_sink_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_head : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (one_over_root_d_head : RR) (q_h : 'M[RR]_(n_ctx, d_head)) (k_h : 'M[RR]_(n_ctx, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (b_K_h : 'M[RR]_(d_head, 1)) :=
  ((diagonal (reciprocal (((M *h (map_mx e (one_over_root_d_head *: (q_h *m ((k_h + (v1 *m (b_K_h^T)))^T))))) *m v1) + v1))) *m (M *h (map_mx e (one_over_root_d_head *: (q_h *m ((k_h + (v1 *m (b_K_h^T)))^T)))))) = ((diagonal (reciprocal (((M *h (map_mx e (one_over_root_d_head *: (q_h *m (k_h^T))))) *m v1) + v1))) *m (M *h (map_mx e (one_over_root_d_head *: (q_h *m (k_h^T)))))).
Definition key_bias_is_inert__with_a_sink_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_head : nat) (M : 'M[RR]_(n_ctx, n_ctx)) (one_over_root_d_head : RR) (q_h : 'M[RR]_(n_ctx, d_head)) (k_h : 'M[RR]_(n_ctx, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (b_K_h : 'M[RR]_(d_head, 1)),
  is_causal M -> (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> is_ones v1 -> @key_bias_is_inert__with_a_sink_says RR e n_ctx d_head M one_over_root_d_head q_h k_h v1 b_K_h.
Definition key_bias_is_inert__with_a_sink_at (RR : realFieldType) (e : RR -> RR) := @key_bias_is_inert__with_a_sink_says RR e 1%N 1%N (sees RR 1) (number RR (Posz 1, 0%N)) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])) (const_mx 1 : 'M[RR]_(1, 1)) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])).
Definition key_bias_is_inert__with_a_sink_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | key_bias_is_inert__with_a_sink_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /key_bias_is_inert__with_a_sink_at /key_bias_is_inert__with_a_sink_says; sides_at. Defined.
Theorem key_bias_is_inert__with_a_sink_is_false : ~ key_bias_is_inert__with_a_sink_holds.
Proof. move=> no; have : key_bias_is_inert__with_a_sink_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (key_bias_is_inert__with_a_sink_sides power_of_2))/rep_all.
by lazy beta iota delta [key_bias_is_inert__with_a_sink_sides proj1_sig fst snd]; vm_compute. Qed.

Definition key_bias_is_inert__behind_a_soft_cap_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_head : nat) (f : RR -> RR) (one_over_root_d_head : RR) (q_h : 'M[RR]_(n_ctx, d_head)) (k_h : 'M[RR]_(n_ctx, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (b_K_h : 'M[RR]_(d_head, 1)) :=
  (softmax_of e true (map_mx f (one_over_root_d_head *: (q_h *m ((k_h + (v1 *m (b_K_h^T)))^T))))) = (softmax_of e true (map_mx f (one_over_root_d_head *: (q_h *m (k_h^T))))).
Definition key_bias_is_inert__behind_a_soft_cap_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_head : nat) (f : RR -> RR) (one_over_root_d_head : RR) (q_h : 'M[RR]_(n_ctx, d_head)) (k_h : 'M[RR]_(n_ctx, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (b_K_h : 'M[RR]_(d_head, 1)),
  (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> is_ones v1 -> @key_bias_is_inert__behind_a_soft_cap_says RR e n_ctx d_head f one_over_root_d_head q_h k_h v1 b_K_h.
Definition key_bias_is_inert__behind_a_soft_cap_at (RR : realFieldType) (e : RR -> RR) := @key_bias_is_inert__behind_a_soft_cap_says RR e 2%N 1%N (@looked_up RR [:: ((Posz 0, 0%N), (Negz 6, 0%N)); ((Posz 6, 0%N), (Negz 8, 0%N)); ((Posz 10, 0%N), (Posz 6, 0%N)); ((Posz 2, 0%N), (Negz 0, 0%N))]) (number RR (Posz 1, 0%N)) (@rep RR 2 1 (table RR [:: [:: (Posz 0, 0%N)]; [:: (Posz 2, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 1, 0%N)]; [:: (Posz 3, 0%N)]])) (const_mx 1 : 'M[RR]_(2, 1)) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])).
Definition key_bias_is_inert__behind_a_soft_cap_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | key_bias_is_inert__behind_a_soft_cap_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /key_bias_is_inert__behind_a_soft_cap_at /key_bias_is_inert__behind_a_soft_cap_says; sides_at. Defined.
Theorem key_bias_is_inert__behind_a_soft_cap_is_false : ~ key_bias_is_inert__behind_a_soft_cap_holds.
Proof. move=> no; have : key_bias_is_inert__behind_a_soft_cap_at power_of_2.
  by refine (no _ _ power_of_2_positive _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (key_bias_is_inert__behind_a_soft_cap_sides power_of_2))/rep_all.
by lazy beta iota delta [key_bias_is_inert__behind_a_soft_cap_sides proj1_sig fst snd]; vm_compute. Qed.

Definition centring__sum_for_mean_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (x : 'M[RR]_(n_ctx, d_model)) (one_over_d_model : RR) (v1_d : 'M[RR]_(d_model, 1)) :=
  (x *m ((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T)))))) = (x + (- (x *m v1_d *m (v1_d^T)))).
Definition centring__sum_for_mean_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (x : 'M[RR]_(n_ctx, d_model)) (one_over_d_model : RR) (v1_d : 'M[RR]_(d_model, 1)),
  (d_model%:R * one_over_d_model = 1) -> is_ones v1_d -> @centring__sum_for_mean_says RR e n_ctx d_model x one_over_d_model v1_d.
Definition centring__sum_for_mean_at (RR : realFieldType) (e : RR -> RR) := @centring__sum_for_mean_says RR e 2%N 2%N (@rep RR 2 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 2, 0%N); (Posz 1, 0%N)]])) (number RR (Posz 1, 1%N)) (const_mx 1 : 'M[RR]_(2, 1)).
Definition centring__sum_for_mean_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | centring__sum_for_mean_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /centring__sum_for_mean_at /centring__sum_for_mean_says; sides_at. Defined.
Theorem centring__sum_for_mean_is_false : ~ centring__sum_for_mean_holds.
Proof. move=> no; have : centring__sum_for_mean_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (centring__sum_for_mean_sides one_to_three))/rep_all.
by lazy beta iota delta [centring__sum_for_mean_sides proj1_sig fst snd]; vm_compute. Qed.

Definition layer_norm_is_a_tensor_product__no_constant_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (D : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (one_over_d_model : RR) (v1_d : 'M[RR]_(d_model, 1)) (Γ : 'M[RR]_(d_model, d_model)) (v1 : 'M[RR]_(n_ctx, 1)) (β : 'M[RR]_(d_model, 1)) :=
  (vec ((D *m x *m ((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T))))) *m Γ) + (v1 *m (β^T)))) = ((D *t ((((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T))))) *m Γ)^T)) *m (vec x)).
Definition layer_norm_is_a_tensor_product__no_constant_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (D : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (one_over_d_model : RR) (v1_d : 'M[RR]_(d_model, 1)) (Γ : 'M[RR]_(d_model, d_model)) (v1 : 'M[RR]_(n_ctx, 1)) (β : 'M[RR]_(d_model, 1)),
  (D *h 1%:M = D) -> (d_model%:R * one_over_d_model = 1) -> is_ones v1_d -> (Γ *h 1%:M = Γ) -> is_ones v1 -> @layer_norm_is_a_tensor_product__no_constant_says RR e n_ctx d_model D x one_over_d_model v1_d Γ v1 β.
Definition layer_norm_is_a_tensor_product__no_constant_at (RR : realFieldType) (e : RR -> RR) := @layer_norm_is_a_tensor_product__no_constant_says RR e 2%N 1%N (@rep RR 2 2 (table RR [:: [:: (Posz 5, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Negz 0, 0%N)]; [:: (Negz 0, 0%N)]])) (number RR (Posz 1, 0%N)) (const_mx 1 : 'M[RR]_(1, 1)) (@rep RR 1 1 (table RR [:: [:: (Posz 6, 0%N)]])) (const_mx 1 : 'M[RR]_(2, 1)) (@rep RR 1 1 (table RR [:: [:: (Posz 3, 0%N)]])).
Definition layer_norm_is_a_tensor_product__no_constant_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | layer_norm_is_a_tensor_product__no_constant_at e -> rep (2 * 1)%N 1 fg.1 = rep (2 * 1)%N 1 fg.2}.
Proof. rewrite /layer_norm_is_a_tensor_product__no_constant_at /layer_norm_is_a_tensor_product__no_constant_says; sides_at. Defined.
Theorem layer_norm_is_a_tensor_product__no_constant_is_false : ~ layer_norm_is_a_tensor_product__no_constant_holds.
Proof. move=> no; have : layer_norm_is_a_tensor_product__no_constant_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (layer_norm_is_a_tensor_product__no_constant_sides one_to_three))/rep_all.
by lazy beta iota delta [layer_norm_is_a_tensor_product__no_constant_sides proj1_sig fst snd]; vm_compute. Qed.

Definition layer_norm_is_a_tensor_product__no_centring_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (D : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (one_over_d_model : RR) (v1_d : 'M[RR]_(d_model, 1)) (Γ : 'M[RR]_(d_model, d_model)) (v1 : 'M[RR]_(n_ctx, 1)) (β : 'M[RR]_(d_model, 1)) :=
  (vec ((D *m x *m ((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T))))) *m Γ) + (v1 *m (β^T)))) = (((D *t Γ) *m (vec x)) + (vec (v1 *m (β^T)))).
Definition layer_norm_is_a_tensor_product__no_centring_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (D : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (one_over_d_model : RR) (v1_d : 'M[RR]_(d_model, 1)) (Γ : 'M[RR]_(d_model, d_model)) (v1 : 'M[RR]_(n_ctx, 1)) (β : 'M[RR]_(d_model, 1)),
  (D *h 1%:M = D) -> (d_model%:R * one_over_d_model = 1) -> is_ones v1_d -> (Γ *h 1%:M = Γ) -> is_ones v1 -> @layer_norm_is_a_tensor_product__no_centring_says RR e n_ctx d_model D x one_over_d_model v1_d Γ v1 β.
Definition layer_norm_is_a_tensor_product__no_centring_at (RR : realFieldType) (e : RR -> RR) := @layer_norm_is_a_tensor_product__no_centring_says RR e 1%N 1%N (@rep RR 1 1 (table RR [:: [:: (Posz 7, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])) (number RR (Posz 1, 0%N)) (const_mx 1 : 'M[RR]_(1, 1)) (@rep RR 1 1 (table RR [:: [:: (Posz 3, 0%N)]])) (const_mx 1 : 'M[RR]_(1, 1)) (@rep RR 1 1 (table RR [:: [:: (Posz 0, 0%N)]])).
Definition layer_norm_is_a_tensor_product__no_centring_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | layer_norm_is_a_tensor_product__no_centring_at e -> rep (1 * 1)%N 1 fg.1 = rep (1 * 1)%N 1 fg.2}.
Proof. rewrite /layer_norm_is_a_tensor_product__no_centring_at /layer_norm_is_a_tensor_product__no_centring_says; sides_at. Defined.
Theorem layer_norm_is_a_tensor_product__no_centring_is_false : ~ layer_norm_is_a_tensor_product__no_centring_holds.
Proof. move=> no; have : layer_norm_is_a_tensor_product__no_centring_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (layer_norm_is_a_tensor_product__no_centring_sides one_to_three))/rep_all.
by lazy beta iota delta [layer_norm_is_a_tensor_product__no_centring_sides proj1_sig fst snd]; vm_compute. Qed.

Definition layer_norm_is_a_tensor_product__scaled_before_centring_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (D : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (one_over_d_model : RR) (v1_d : 'M[RR]_(d_model, 1)) (Γ : 'M[RR]_(d_model, d_model)) (v1 : 'M[RR]_(n_ctx, 1)) (β : 'M[RR]_(d_model, 1)) :=
  (vec ((D *m x *m ((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T))))) *m Γ) + (v1 *m (β^T)))) = (((D *t (((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T))))) *m Γ)) *m (vec x)) + (vec (v1 *m (β^T)))).
Definition layer_norm_is_a_tensor_product__scaled_before_centring_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (D : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (one_over_d_model : RR) (v1_d : 'M[RR]_(d_model, 1)) (Γ : 'M[RR]_(d_model, d_model)) (v1 : 'M[RR]_(n_ctx, 1)) (β : 'M[RR]_(d_model, 1)),
  (D *h 1%:M = D) -> (d_model%:R * one_over_d_model = 1) -> is_ones v1_d -> (Γ *h 1%:M = Γ) -> is_ones v1 -> @layer_norm_is_a_tensor_product__scaled_before_centring_says RR e n_ctx d_model D x one_over_d_model v1_d Γ v1 β.
Definition layer_norm_is_a_tensor_product__scaled_before_centring_at (RR : realFieldType) (e : RR -> RR) := @layer_norm_is_a_tensor_product__scaled_before_centring_says RR e 2%N 2%N (@rep RR 2 2 (table RR [:: [:: (Negz 7, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 0, 0%N)]])) (number RR (Posz 1, 1%N)) (const_mx 1 : 'M[RR]_(2, 1)) (@rep RR 2 2 (table RR [:: [:: (Posz 6, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (const_mx 1 : 'M[RR]_(2, 1)) (@rep RR 2 1 (table RR [:: [:: (Posz 2, 0%N)]; [:: (Negz 0, 0%N)]])).
Definition layer_norm_is_a_tensor_product__scaled_before_centring_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | layer_norm_is_a_tensor_product__scaled_before_centring_at e -> rep (2 * 2)%N 1 fg.1 = rep (2 * 2)%N 1 fg.2}.
Proof. rewrite /layer_norm_is_a_tensor_product__scaled_before_centring_at /layer_norm_is_a_tensor_product__scaled_before_centring_says; sides_at. Defined.
Theorem layer_norm_is_a_tensor_product__scaled_before_centring_is_false : ~ layer_norm_is_a_tensor_product__scaled_before_centring_holds.
Proof. move=> no; have : layer_norm_is_a_tensor_product__scaled_before_centring_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (layer_norm_is_a_tensor_product__scaled_before_centring_sides one_to_three))/rep_all.
by lazy beta iota delta [layer_norm_is_a_tensor_product__scaled_before_centring_sides proj1_sig fst snd]; vm_compute. Qed.

Definition head_after_layer_norm__deviations_of_the_destination_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (S_h : 'M[RR]_(n_ctx, n_ctx)) (D : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (one_over_d_model : RR) (v1_d : 'M[RR]_(d_model, 1)) (Γ : 'M[RR]_(d_model, d_model)) (v1 : 'M[RR]_(n_ctx, 1)) (β : 'M[RR]_(d_model, 1)) (W_O_h : 'M[RR]_(d_model, d_head)) (W_V_h : 'M[RR]_(d_head, d_model)) :=
  ((softmax_of e true S_h) *m ((D *m x *m ((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T))))) *m Γ) + (v1 *m (β^T))) *m ((W_O_h *m W_V_h)^T)) = ((D *m (softmax_of e true S_h) *m x *m (((W_O_h *m W_V_h) *m ((((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T))))) *m Γ)^T))^T)) + (v1 *m (((W_O_h *m W_V_h) *m β)^T))).
Definition head_after_layer_norm__deviations_of_the_destination_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (S_h : 'M[RR]_(n_ctx, n_ctx)) (D : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (one_over_d_model : RR) (v1_d : 'M[RR]_(d_model, 1)) (Γ : 'M[RR]_(d_model, d_model)) (v1 : 'M[RR]_(n_ctx, 1)) (β : 'M[RR]_(d_model, 1)) (W_O_h : 'M[RR]_(d_model, d_head)) (W_V_h : 'M[RR]_(d_head, d_model)),
  (D *h 1%:M = D) -> (d_model%:R * one_over_d_model = 1) -> is_ones v1_d -> (Γ *h 1%:M = Γ) -> is_ones v1 -> @head_after_layer_norm__deviations_of_the_destination_says RR e n_ctx d_model d_head S_h D x one_over_d_model v1_d Γ v1 β W_O_h W_V_h.
Definition head_after_layer_norm__deviations_of_the_destination_at (RR : realFieldType) (e : RR -> RR) := @head_after_layer_norm__deviations_of_the_destination_says RR e 2%N 2%N 1%N (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 1, 0%N)]; [:: (Negz 0, 0%N); (Posz 3, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 5, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 1, 0%N); (Negz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 1, 0%N)]])) (number RR (Posz 1, 1%N)) (const_mx 1 : 'M[RR]_(2, 1)) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 3, 0%N)]])) (const_mx 1 : 'M[RR]_(2, 1)) (@rep RR 2 1 (table RR [:: [:: (Posz 2, 0%N)]; [:: (Posz 3, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 3, 0%N)]; [:: (Posz 1, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Posz 3, 0%N); (Negz 1, 0%N)]])).
Definition head_after_layer_norm__deviations_of_the_destination_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | head_after_layer_norm__deviations_of_the_destination_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /head_after_layer_norm__deviations_of_the_destination_at /head_after_layer_norm__deviations_of_the_destination_says; sides_at. Defined.
Theorem head_after_layer_norm__deviations_of_the_destination_is_false : ~ head_after_layer_norm__deviations_of_the_destination_holds.
Proof. move=> no; have : head_after_layer_norm__deviations_of_the_destination_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (head_after_layer_norm__deviations_of_the_destination_sides one_to_three))/rep_all.
by lazy beta iota delta [head_after_layer_norm__deviations_of_the_destination_sides proj1_sig fst snd]; vm_compute. Qed.

Definition head_after_layer_norm__no_constant_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (S_h : 'M[RR]_(n_ctx, n_ctx)) (D : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (one_over_d_model : RR) (v1_d : 'M[RR]_(d_model, 1)) (Γ : 'M[RR]_(d_model, d_model)) (v1 : 'M[RR]_(n_ctx, 1)) (β : 'M[RR]_(d_model, 1)) (W_O_h : 'M[RR]_(d_model, d_head)) (W_V_h : 'M[RR]_(d_head, d_model)) :=
  ((softmax_of e true S_h) *m ((D *m x *m ((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T))))) *m Γ) + (v1 *m (β^T))) *m ((W_O_h *m W_V_h)^T)) = ((softmax_of e true S_h) *m D *m x *m (((W_O_h *m W_V_h) *m ((((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T))))) *m Γ)^T))^T)).
Definition head_after_layer_norm__no_constant_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (S_h : 'M[RR]_(n_ctx, n_ctx)) (D : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (one_over_d_model : RR) (v1_d : 'M[RR]_(d_model, 1)) (Γ : 'M[RR]_(d_model, d_model)) (v1 : 'M[RR]_(n_ctx, 1)) (β : 'M[RR]_(d_model, 1)) (W_O_h : 'M[RR]_(d_model, d_head)) (W_V_h : 'M[RR]_(d_head, d_model)),
  (D *h 1%:M = D) -> (d_model%:R * one_over_d_model = 1) -> is_ones v1_d -> (Γ *h 1%:M = Γ) -> is_ones v1 -> @head_after_layer_norm__no_constant_says RR e n_ctx d_model d_head S_h D x one_over_d_model v1_d Γ v1 β W_O_h W_V_h.
Definition head_after_layer_norm__no_constant_at (RR : realFieldType) (e : RR -> RR) := @head_after_layer_norm__no_constant_says RR e 1%N 1%N 2%N (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (number RR (Posz 1, 0%N)) (const_mx 1 : 'M[RR]_(1, 1)) (@rep RR 1 1 (table RR [:: [:: (Posz 0, 0%N)]])) (const_mx 1 : 'M[RR]_(1, 1)) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Negz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 0, 0%N)]; [:: (Negz 1, 0%N)]])).
Definition head_after_layer_norm__no_constant_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | head_after_layer_norm__no_constant_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /head_after_layer_norm__no_constant_at /head_after_layer_norm__no_constant_says; sides_at. Defined.
Theorem head_after_layer_norm__no_constant_is_false : ~ head_after_layer_norm__no_constant_holds.
Proof. move=> no; have : head_after_layer_norm__no_constant_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (head_after_layer_norm__no_constant_sides one_to_three))/rep_all.
by lazy beta iota delta [head_after_layer_norm__no_constant_sides proj1_sig fst snd]; vm_compute. Qed.

Definition head_after_rms_norm__with_centring_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (S_h : 'M[RR]_(n_ctx, n_ctx)) (D : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (Γ : 'M[RR]_(d_model, d_model)) (W_O_h : 'M[RR]_(d_model, d_head)) (W_V_h : 'M[RR]_(d_head, d_model)) (one_over_d_model : RR) (v1_d : 'M[RR]_(d_model, 1)) :=
  ((softmax_of e true S_h) *m D *m x *m Γ *m ((W_O_h *m W_V_h)^T)) = ((softmax_of e true S_h) *m D *m x *m (((W_O_h *m W_V_h) *m ((((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T))))) *m Γ)^T))^T)).
Definition head_after_rms_norm__with_centring_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (S_h : 'M[RR]_(n_ctx, n_ctx)) (D : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (Γ : 'M[RR]_(d_model, d_model)) (W_O_h : 'M[RR]_(d_model, d_head)) (W_V_h : 'M[RR]_(d_head, d_model)) (one_over_d_model : RR) (v1_d : 'M[RR]_(d_model, 1)),
  (D *h 1%:M = D) -> (Γ *h 1%:M = Γ) -> (d_model%:R * one_over_d_model = 1) -> is_ones v1_d -> @head_after_rms_norm__with_centring_says RR e n_ctx d_model d_head S_h D x Γ W_O_h W_V_h one_over_d_model v1_d.
Definition head_after_rms_norm__with_centring_at (RR : realFieldType) (e : RR -> RR) := @head_after_rms_norm__with_centring_says RR e 3%N 1%N 1%N (@rep RR 3 3 (table RR [:: [:: (Posz 2, 0%N); (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 2, 0%N); (Posz 0, 0%N)]; [:: (Negz 0, 0%N); (Posz 3, 0%N); (Negz 0, 0%N)]])) (@rep RR 3 3 (table RR [:: [:: (Negz 0, 0%N); (Posz 0, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 5, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 0, 0%N); (Negz 8, 0%N)]])) (@rep RR 3 1 (table RR [:: [:: (Negz 0, 0%N)]; [:: (Posz 2, 0%N)]; [:: (Posz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 8, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])) (number RR (Posz 1, 0%N)) (const_mx 1 : 'M[RR]_(1, 1)).
Definition head_after_rms_norm__with_centring_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | head_after_rms_norm__with_centring_at e -> rep 3 1 fg.1 = rep 3 1 fg.2}.
Proof. rewrite /head_after_rms_norm__with_centring_at /head_after_rms_norm__with_centring_says; sides_at. Defined.
Theorem head_after_rms_norm__with_centring_is_false : ~ head_after_rms_norm__with_centring_holds.
Proof. move=> no; have : head_after_rms_norm__with_centring_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (head_after_rms_norm__with_centring_sides one_to_three))/rep_all.
by lazy beta iota delta [head_after_rms_norm__with_centring_sides proj1_sig fst snd]; vm_compute. Qed.

Definition head_after_rms_norm__deviations_of_the_destination_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (S_h : 'M[RR]_(n_ctx, n_ctx)) (D : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (Γ : 'M[RR]_(d_model, d_model)) (W_O_h : 'M[RR]_(d_model, d_head)) (W_V_h : 'M[RR]_(d_head, d_model)) :=
  ((softmax_of e true S_h) *m D *m x *m Γ *m ((W_O_h *m W_V_h)^T)) = (D *m (softmax_of e true S_h) *m x *m (((W_O_h *m W_V_h) *m (Γ^T))^T)).
Definition head_after_rms_norm__deviations_of_the_destination_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (S_h : 'M[RR]_(n_ctx, n_ctx)) (D : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (Γ : 'M[RR]_(d_model, d_model)) (W_O_h : 'M[RR]_(d_model, d_head)) (W_V_h : 'M[RR]_(d_head, d_model)),
  (D *h 1%:M = D) -> (Γ *h 1%:M = Γ) -> @head_after_rms_norm__deviations_of_the_destination_says RR e n_ctx d_model d_head S_h D x Γ W_O_h W_V_h.
Definition head_after_rms_norm__deviations_of_the_destination_at (RR : realFieldType) (e : RR -> RR) := @head_after_rms_norm__deviations_of_the_destination_says RR e 3%N 1%N 1%N (@rep RR 3 3 (table RR [:: [:: (Posz 2, 0%N); (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 2, 0%N); (Posz 0, 0%N)]; [:: (Negz 0, 0%N); (Posz 3, 0%N); (Negz 0, 0%N)]])) (@rep RR 3 3 (table RR [:: [:: (Negz 0, 0%N); (Posz 0, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 5, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 0, 0%N); (Negz 8, 0%N)]])) (@rep RR 3 1 (table RR [:: [:: (Negz 0, 0%N)]; [:: (Posz 2, 0%N)]; [:: (Posz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 8, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])).
Definition head_after_rms_norm__deviations_of_the_destination_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | head_after_rms_norm__deviations_of_the_destination_at e -> rep 3 1 fg.1 = rep 3 1 fg.2}.
Proof. rewrite /head_after_rms_norm__deviations_of_the_destination_at /head_after_rms_norm__deviations_of_the_destination_says; sides_at. Defined.
Theorem head_after_rms_norm__deviations_of_the_destination_is_false : ~ head_after_rms_norm__deviations_of_the_destination_holds.
Proof. move=> no; have : head_after_rms_norm__deviations_of_the_destination_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (head_after_rms_norm__deviations_of_the_destination_sides one_to_three))/rep_all.
by lazy beta iota delta [head_after_rms_norm__deviations_of_the_destination_sides proj1_sig fst snd]; vm_compute. Qed.

Definition rotary_positions__offset_reversed_says (RR : realFieldType) (e : RR -> RR) (d_model : nat) (d_head : nat) (x_i : 'M[RR]_(1, d_model)) (W_Q_h : 'M[RR]_(d_head, d_model)) (R_i : 'M[RR]_(d_head, d_head)) (x_j : 'M[RR]_(1, d_model)) (W_K_h : 'M[RR]_(d_head, d_model)) (R_j : 'M[RR]_(d_head, d_head)) (R_i_j : 'M[RR]_(d_head, d_head)) :=
  (x_i *m (W_Q_h^T) *m (R_i^T) *m ((x_j *m (W_K_h^T) *m (R_j^T))^T)) = (x_i *m ((W_Q_h^T) *m R_i_j *m W_K_h) *m (x_j^T)).
Definition rotary_positions__offset_reversed_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (d_model : nat) (d_head : nat) (x_i : 'M[RR]_(1, d_model)) (W_Q_h : 'M[RR]_(d_head, d_model)) (R_i : 'M[RR]_(d_head, d_head)) (x_j : 'M[RR]_(1, d_model)) (W_K_h : 'M[RR]_(d_head, d_model)) (R_j : 'M[RR]_(d_head, d_head)) (R_i_j : 'M[RR]_(d_head, d_head)),
  (R_i^T *m R_i = 1%:M /\ R_i *m R_j = R_j *m R_i /\ R_i *m R_i_j = R_i_j *m R_i) -> (R_j^T *m R_j = 1%:M /\ R_j *m R_i = R_i *m R_j /\ R_j *m R_i_j = R_i_j *m R_j) -> (R_i_j^T *m R_i_j = 1%:M /\ R_i_j *m R_i = R_i *m R_i_j /\ R_i_j *m R_j = R_j *m R_i_j /\ R_i_j = R_j^T *m R_i) -> @rotary_positions__offset_reversed_says RR e d_model d_head x_i W_Q_h R_i x_j W_K_h R_j R_i_j.
Definition rotary_positions__offset_reversed_at (RR : realFieldType) (e : RR -> RR) := @rotary_positions__offset_reversed_says RR e 1%N 2%N (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Negz 0, 0%N)]; [:: (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 0, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 0, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 0, 0%N)]; [:: (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Negz 0, 0%N)]; [:: (Posz 1, 0%N); (Posz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Negz 0, 0%N)]; [:: (Posz 1, 0%N); (Posz 0, 0%N)]])).
Definition rotary_positions__offset_reversed_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | rotary_positions__offset_reversed_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /rotary_positions__offset_reversed_at /rotary_positions__offset_reversed_says; sides_at. Defined.
Theorem rotary_positions__offset_reversed_is_false : ~ rotary_positions__offset_reversed_holds.
Proof. move=> no; have : rotary_positions__offset_reversed_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (rotary_positions__offset_reversed_sides one_to_three))/rep_all.
by lazy beta iota delta [rotary_positions__offset_reversed_sides proj1_sig fst snd]; vm_compute. Qed.

Definition rotary_positions__positions_cancel_says (RR : realFieldType) (e : RR -> RR) (d_model : nat) (d_head : nat) (x_i : 'M[RR]_(1, d_model)) (W_Q_h : 'M[RR]_(d_head, d_model)) (R_i : 'M[RR]_(d_head, d_head)) (x_j : 'M[RR]_(1, d_model)) (W_K_h : 'M[RR]_(d_head, d_model)) (R_j : 'M[RR]_(d_head, d_head)) :=
  (x_i *m (W_Q_h^T) *m (R_i^T) *m ((x_j *m (W_K_h^T) *m (R_j^T))^T)) = (x_i *m (W_Q_h^T) *m W_K_h *m (x_j^T)).
Definition rotary_positions__positions_cancel_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (d_model : nat) (d_head : nat) (x_i : 'M[RR]_(1, d_model)) (W_Q_h : 'M[RR]_(d_head, d_model)) (R_i : 'M[RR]_(d_head, d_head)) (x_j : 'M[RR]_(1, d_model)) (W_K_h : 'M[RR]_(d_head, d_model)) (R_j : 'M[RR]_(d_head, d_head)),
  (R_i^T *m R_i = 1%:M /\ R_i *m R_j = R_j *m R_i) -> (R_j^T *m R_j = 1%:M /\ R_j *m R_i = R_i *m R_j) -> @rotary_positions__positions_cancel_says RR e d_model d_head x_i W_Q_h R_i x_j W_K_h R_j.
Definition rotary_positions__positions_cancel_at (RR : realFieldType) (e : RR -> RR) := @rotary_positions__positions_cancel_says RR e 1%N 2%N (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Negz 0, 0%N)]; [:: (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 0, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 0, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 0, 0%N)]; [:: (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Negz 0, 0%N)]; [:: (Posz 1, 0%N); (Posz 0, 0%N)]])).
Definition rotary_positions__positions_cancel_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | rotary_positions__positions_cancel_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /rotary_positions__positions_cancel_at /rotary_positions__positions_cancel_says; sides_at. Defined.
Theorem rotary_positions__positions_cancel_is_false : ~ rotary_positions__positions_cancel_holds.
Proof. move=> no; have : rotary_positions__positions_cancel_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (rotary_positions__positions_cancel_sides one_to_three))/rep_all.
by lazy beta iota delta [rotary_positions__positions_cancel_sides proj1_sig fst snd]; vm_compute. Qed.

Definition rotary_positions__key_bias_still_inert_says (RR : realFieldType) (e : RR -> RR) (d_head : nat) (q_i : 'M[RR]_(1, d_head)) (R_i : 'M[RR]_(d_head, d_head)) (R_j : 'M[RR]_(d_head, d_head)) (b_K : 'M[RR]_(d_head, 1)) (R_k : 'M[RR]_(d_head, d_head)) :=
  (q_i *m (R_i^T) *m R_j *m b_K) = (q_i *m (R_i^T) *m R_k *m b_K).
Definition rotary_positions__key_bias_still_inert_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (d_head : nat) (q_i : 'M[RR]_(1, d_head)) (R_i : 'M[RR]_(d_head, d_head)) (R_j : 'M[RR]_(d_head, d_head)) (b_K : 'M[RR]_(d_head, 1)) (R_k : 'M[RR]_(d_head, d_head)),
  (R_i^T *m R_i = 1%:M /\ R_i *m R_j = R_j *m R_i /\ R_i *m R_k = R_k *m R_i) -> (R_j^T *m R_j = 1%:M /\ R_j *m R_i = R_i *m R_j /\ R_j *m R_k = R_k *m R_j) -> (R_k^T *m R_k = 1%:M /\ R_k *m R_i = R_i *m R_k /\ R_k *m R_j = R_j *m R_k) -> @rotary_positions__key_bias_still_inert_says RR e d_head q_i R_i R_j b_K R_k.
Definition rotary_positions__key_bias_still_inert_at (RR : realFieldType) (e : RR -> RR) := @rotary_positions__key_bias_still_inert_says RR e 2%N (@rep RR 1 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 0, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 1, 0%N)]; [:: (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 0, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 0, 0%N)]])).
Definition rotary_positions__key_bias_still_inert_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | rotary_positions__key_bias_still_inert_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /rotary_positions__key_bias_still_inert_at /rotary_positions__key_bias_still_inert_says; sides_at. Defined.
Theorem rotary_positions__key_bias_still_inert_is_false : ~ rotary_positions__key_bias_still_inert_holds.
Proof. move=> no; have : rotary_positions__key_bias_still_inert_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (rotary_positions__key_bias_still_inert_sides one_to_three))/rep_all.
by lazy beta iota delta [rotary_positions__key_bias_still_inert_sides proj1_sig fst snd]; vm_compute. Qed.

Definition rotary_positions__without__R_i_is_R_to_the_power_i_says (RR : realFieldType) (e : RR -> RR) (d_model : nat) (d_head : nat) (x_i : 'M[RR]_(1, d_model)) (W_Q_h : 'M[RR]_(d_head, d_model)) (R_i : 'M[RR]_(d_head, d_head)) (x_j : 'M[RR]_(1, d_model)) (W_K_h : 'M[RR]_(d_head, d_model)) (R_j : 'M[RR]_(d_head, d_head)) (R_j_i : 'M[RR]_(d_head, d_head)) :=
  (x_i *m (W_Q_h^T) *m (R_i^T) *m ((x_j *m (W_K_h^T) *m (R_j^T))^T)) = (x_i *m ((W_Q_h^T) *m R_j_i *m W_K_h) *m (x_j^T)).
Definition rotary_positions__without__R_i_is_R_to_the_power_i_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (d_model : nat) (d_head : nat) (x_i : 'M[RR]_(1, d_model)) (W_Q_h : 'M[RR]_(d_head, d_model)) (R_i : 'M[RR]_(d_head, d_head)) (x_j : 'M[RR]_(1, d_model)) (W_K_h : 'M[RR]_(d_head, d_model)) (R_j : 'M[RR]_(d_head, d_head)) (R_j_i : 'M[RR]_(d_head, d_head)),
  (R_j_i^T *m R_j_i = 1%:M) -> @rotary_positions__without__R_i_is_R_to_the_power_i_says RR e d_model d_head x_i W_Q_h R_i x_j W_K_h R_j R_j_i.
Definition rotary_positions__without__R_i_is_R_to_the_power_i_at (RR : realFieldType) (e : RR -> RR) := @rotary_positions__without__R_i_is_R_to_the_power_i_says RR e 1%N 2%N (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Negz 0, 0%N)]; [:: (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 2, 0%N)]; [:: (Posz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 1, 0%N); (Posz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 0, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 0, 0%N)]])).
Definition rotary_positions__without__R_i_is_R_to_the_power_i_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | rotary_positions__without__R_i_is_R_to_the_power_i_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /rotary_positions__without__R_i_is_R_to_the_power_i_at /rotary_positions__without__R_i_is_R_to_the_power_i_says; sides_at. Defined.
Theorem rotary_positions__without__R_i_is_R_to_the_power_i_is_false : ~ rotary_positions__without__R_i_is_R_to_the_power_i_holds.
Proof. move=> no; have : rotary_positions__without__R_i_is_R_to_the_power_i_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (rotary_positions__without__R_i_is_R_to_the_power_i_sides one_to_three))/rep_all.
by lazy beta iota delta [rotary_positions__without__R_i_is_R_to_the_power_i_sides proj1_sig fst snd]; vm_compute. Qed.

Definition grouped_queries__own_values_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (G : finType) (H_g : G -> finType) (A : forall (i0 : G) (i1 : (H_g i0)), 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_V : G -> 'M[RR]_(d_head, d_model)) (W_O : forall (i0 : G) (i1 : (H_g i0)), 'M[RR]_(d_model, d_head)) (W_V' : forall (i0 : G) (i1 : (H_g i0)), 'M[RR]_(d_head, d_model)) :=
  (vec (\sum_(g : G) (\sum_(h : (H_g g)) ((A g h) *m x *m ((W_V g)^T) *m ((W_O g h)^T))))) = (\sum_(g : G) (\sum_(h : (H_g g)) (((A g h) *t ((W_O g h) *m (W_V' g h))) *m (vec x)))).
Definition grouped_queries__own_values_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (G : finType) (H_g : G -> finType) (A : forall (i0 : G) (i1 : (H_g i0)), 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_V : G -> 'M[RR]_(d_head, d_model)) (W_O : forall (i0 : G) (i1 : (H_g i0)), 'M[RR]_(d_model, d_head)) (W_V' : forall (i0 : G) (i1 : (H_g i0)), 'M[RR]_(d_head, d_model)),
  @grouped_queries__own_values_says RR e n_ctx d_model d_head G H_g A x W_V W_O W_V'.
Definition grouped_queries__own_values_at (RR : realFieldType) (e : RR -> RR) := @grouped_queries__own_values_says RR e 3%N 1%N 1%N (ordinal_finType 1) (fun h => ordinal_finType (nth 0%N [:: 3]%N h)) (fun h0 h1 => @rep RR 3 3 (tables RR (nth [::] [:: [:: [:: [:: (Posz 2, 0%N); (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 2, 0%N); (Posz 0, 0%N)]; [:: (Negz 0, 0%N); (Posz 3, 0%N); (Negz 0, 0%N)]]; [:: [:: (Posz 1, 0%N); (Negz 1, 0%N); (Negz 1, 0%N)]; [:: (Negz 1, 0%N); (Posz 3, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Negz 1, 0%N); (Posz 2, 0%N)]]; [:: [:: (Posz 3, 0%N); (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Negz 1, 0%N); (Negz 0, 0%N); (Negz 1, 0%N)]; [:: (Posz 2, 0%N); (Posz 0, 0%N); (Posz 3, 0%N)]]]] h0) h1)) (@rep RR 3 1 (table RR [:: [:: (Posz 0, 0%N)]; [:: (Posz 1, 0%N)]; [:: (Negz 1, 0%N)]])) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 0, 0%N)]]] h)) (fun h0 h1 => @rep RR 1 1 (tables RR (nth [::] [:: [:: [:: [:: (Posz 2, 0%N)]]; [:: [:: (Posz 3, 0%N)]]; [:: [:: (Negz 0, 0%N)]]]] h0) h1)) (fun h0 h1 => @rep RR 1 1 (tables RR (nth [::] [:: [:: [:: [:: (Posz 2, 0%N)]]; [:: [:: (Negz 0, 0%N)]]; [:: [:: (Posz 3, 0%N)]]]] h0) h1)).
Definition grouped_queries__own_values_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | grouped_queries__own_values_at e -> rep (3 * 1)%N 1 fg.1 = rep (3 * 1)%N 1 fg.2}.
Proof. rewrite /grouped_queries__own_values_at /grouped_queries__own_values_says; sides_at. Defined.
Theorem grouped_queries__own_values_is_false : ~ grouped_queries__own_values_holds.
Proof. move=> no; have : grouped_queries__own_values_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (grouped_queries__own_values_sides one_to_three))/rep_all.
by lazy beta iota delta [grouped_queries__own_values_sides proj1_sig fst snd]; vm_compute. Qed.

Definition grouped_queries__one_pattern_a_group_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (G : finType) (H_g : G -> finType) (A : forall (i0 : G) (i1 : (H_g i0)), 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_V : G -> 'M[RR]_(d_head, d_model)) (W_O : forall (i0 : G) (i1 : (H_g i0)), 'M[RR]_(d_model, d_head)) (A' : G -> 'M[RR]_(n_ctx, n_ctx)) :=
  (vec (\sum_(g : G) (\sum_(h : (H_g g)) ((A g h) *m x *m ((W_V g)^T) *m ((W_O g h)^T))))) = (\sum_(g : G) (\sum_(h : (H_g g)) (((A' g) *t ((W_O g h) *m (W_V g))) *m (vec x)))).
Definition grouped_queries__one_pattern_a_group_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (G : finType) (H_g : G -> finType) (A : forall (i0 : G) (i1 : (H_g i0)), 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_V : G -> 'M[RR]_(d_head, d_model)) (W_O : forall (i0 : G) (i1 : (H_g i0)), 'M[RR]_(d_model, d_head)) (A' : G -> 'M[RR]_(n_ctx, n_ctx)),
  @grouped_queries__one_pattern_a_group_says RR e n_ctx d_model d_head G H_g A x W_V W_O A'.
Definition grouped_queries__one_pattern_a_group_at (RR : realFieldType) (e : RR -> RR) := @grouped_queries__one_pattern_a_group_says RR e 3%N 1%N 1%N (ordinal_finType 1) (fun h => ordinal_finType (nth 0%N [:: 3]%N h)) (fun h0 h1 => @rep RR 3 3 (tables RR (nth [::] [:: [:: [:: [:: (Posz 2, 0%N); (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 2, 0%N); (Posz 0, 0%N)]; [:: (Negz 0, 0%N); (Posz 3, 0%N); (Negz 0, 0%N)]]; [:: [:: (Posz 1, 0%N); (Negz 1, 0%N); (Negz 1, 0%N)]; [:: (Negz 1, 0%N); (Posz 3, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Negz 1, 0%N); (Posz 2, 0%N)]]; [:: [:: (Posz 3, 0%N); (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Negz 1, 0%N); (Negz 0, 0%N); (Negz 1, 0%N)]; [:: (Posz 2, 0%N); (Posz 0, 0%N); (Posz 3, 0%N)]]]] h0) h1)) (@rep RR 3 1 (table RR [:: [:: (Posz 0, 0%N)]; [:: (Posz 1, 0%N)]; [:: (Negz 1, 0%N)]])) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 0, 0%N)]]] h)) (fun h0 h1 => @rep RR 1 1 (tables RR (nth [::] [:: [:: [:: [:: (Posz 2, 0%N)]]; [:: [:: (Posz 3, 0%N)]]; [:: [:: (Negz 0, 0%N)]]]] h0) h1)) (fun h => @rep RR 3 3 (tables RR [:: [:: [:: (Posz 2, 0%N); (Negz 0, 0%N); (Posz 3, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N); (Posz 0, 0%N)]; [:: (Posz 2, 0%N); (Posz 0, 0%N); (Posz 3, 0%N)]]] h)).
Definition grouped_queries__one_pattern_a_group_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | grouped_queries__one_pattern_a_group_at e -> rep (3 * 1)%N 1 fg.1 = rep (3 * 1)%N 1 fg.2}.
Proof. rewrite /grouped_queries__one_pattern_a_group_at /grouped_queries__one_pattern_a_group_says; sides_at. Defined.
Theorem grouped_queries__one_pattern_a_group_is_false : ~ grouped_queries__one_pattern_a_group_holds.
Proof. move=> no; have : grouped_queries__one_pattern_a_group_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (grouped_queries__one_pattern_a_group_sides one_to_three))/rep_all.
by lazy beta iota delta [grouped_queries__one_pattern_a_group_sides proj1_sig fst snd]; vm_compute. Qed.

Definition grouped_queries__groups_add_up_first_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (G : finType) (H_g : G -> finType) (A : forall (i0 : G) (i1 : (H_g i0)), 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_V : G -> 'M[RR]_(d_head, d_model)) (W_O : forall (i0 : G) (i1 : (H_g i0)), 'M[RR]_(d_model, d_head)) :=
  (vec (\sum_(g : G) (\sum_(h : (H_g g)) ((A g h) *m x *m ((W_V g)^T) *m ((W_O g h)^T))))) = (\sum_(g : G) (((\sum_(h : (H_g g)) (A g h)) *t (\sum_(h : (H_g g)) ((W_O g h) *m (W_V g)))) *m (vec x))).
Definition grouped_queries__groups_add_up_first_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (G : finType) (H_g : G -> finType) (A : forall (i0 : G) (i1 : (H_g i0)), 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_V : G -> 'M[RR]_(d_head, d_model)) (W_O : forall (i0 : G) (i1 : (H_g i0)), 'M[RR]_(d_model, d_head)),
  @grouped_queries__groups_add_up_first_says RR e n_ctx d_model d_head G H_g A x W_V W_O.
Definition grouped_queries__groups_add_up_first_at (RR : realFieldType) (e : RR -> RR) := @grouped_queries__groups_add_up_first_says RR e 3%N 1%N 1%N (ordinal_finType 1) (fun h => ordinal_finType (nth 0%N [:: 3]%N h)) (fun h0 h1 => @rep RR 3 3 (tables RR (nth [::] [:: [:: [:: [:: (Posz 2, 0%N); (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 2, 0%N); (Posz 0, 0%N)]; [:: (Negz 0, 0%N); (Posz 3, 0%N); (Negz 0, 0%N)]]; [:: [:: (Posz 1, 0%N); (Negz 1, 0%N); (Negz 1, 0%N)]; [:: (Negz 1, 0%N); (Posz 3, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Negz 1, 0%N); (Posz 2, 0%N)]]; [:: [:: (Posz 3, 0%N); (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Negz 1, 0%N); (Negz 0, 0%N); (Negz 1, 0%N)]; [:: (Posz 2, 0%N); (Posz 0, 0%N); (Posz 3, 0%N)]]]] h0) h1)) (@rep RR 3 1 (table RR [:: [:: (Posz 0, 0%N)]; [:: (Posz 1, 0%N)]; [:: (Negz 1, 0%N)]])) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 0, 0%N)]]] h)) (fun h0 h1 => @rep RR 1 1 (tables RR (nth [::] [:: [:: [:: [:: (Posz 2, 0%N)]]; [:: [:: (Posz 3, 0%N)]]; [:: [:: (Negz 0, 0%N)]]]] h0) h1)).
Definition grouped_queries__groups_add_up_first_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | grouped_queries__groups_add_up_first_at e -> rep (3 * 1)%N 1 fg.1 = rep (3 * 1)%N 1 fg.2}.
Proof. rewrite /grouped_queries__groups_add_up_first_at /grouped_queries__groups_add_up_first_says; sides_at. Defined.
Theorem grouped_queries__groups_add_up_first_is_false : ~ grouped_queries__groups_add_up_first_holds.
Proof. move=> no; have : grouped_queries__groups_add_up_first_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (grouped_queries__groups_add_up_first_sides one_to_three))/rep_all.
by lazy beta iota delta [grouped_queries__groups_add_up_first_sides proj1_sig fst snd]; vm_compute. Qed.

Definition normed_queries_and_keys__no_norm_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (one_over_root_d_head : RR) (D_q_h : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_Q_h : 'M[RR]_(d_head, d_model)) (Γ_q_h : 'M[RR]_(d_head, d_head)) (D_k_h : 'M[RR]_(n_ctx, n_ctx)) (W_K_h : 'M[RR]_(d_head, d_model)) (Γ_k_h : 'M[RR]_(d_head, d_head)) :=
  (one_over_root_d_head *: (D_q_h *m (x *m (W_Q_h^T)) *m Γ_q_h *m ((D_k_h *m (x *m (W_K_h^T)) *m Γ_k_h)^T))) = (one_over_root_d_head *: (x *m ((W_Q_h^T) *m W_K_h) *m (x^T))).
Definition normed_queries_and_keys__no_norm_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (one_over_root_d_head : RR) (D_q_h : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_Q_h : 'M[RR]_(d_head, d_model)) (Γ_q_h : 'M[RR]_(d_head, d_head)) (D_k_h : 'M[RR]_(n_ctx, n_ctx)) (W_K_h : 'M[RR]_(d_head, d_model)) (Γ_k_h : 'M[RR]_(d_head, d_head)),
  (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> (D_q_h *h 1%:M = D_q_h) -> (Γ_q_h *h 1%:M = Γ_q_h) -> (D_k_h *h 1%:M = D_k_h) -> (Γ_k_h *h 1%:M = Γ_k_h) -> @normed_queries_and_keys__no_norm_says RR e n_ctx d_model d_head one_over_root_d_head D_q_h x W_Q_h Γ_q_h D_k_h W_K_h Γ_k_h.
Definition normed_queries_and_keys__no_norm_at (RR : realFieldType) (e : RR -> RR) := @normed_queries_and_keys__no_norm_says RR e 3%N 1%N 1%N (number RR (Posz 1, 0%N)) (@rep RR 3 3 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 9, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 0, 0%N); (Negz 3, 0%N)]])) (@rep RR 3 1 (table RR [:: [:: (Negz 1, 0%N)]; [:: (Posz 1, 0%N)]; [:: (Posz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 5, 0%N)]])) (@rep RR 3 3 (table RR [:: [:: (Negz 4, 0%N); (Posz 0, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 0, 0%N); (Posz 6, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 5, 0%N)]])).
Definition normed_queries_and_keys__no_norm_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | normed_queries_and_keys__no_norm_at e -> rep 3 3 fg.1 = rep 3 3 fg.2}.
Proof. rewrite /normed_queries_and_keys__no_norm_at /normed_queries_and_keys__no_norm_says; sides_at. Defined.
Theorem normed_queries_and_keys__no_norm_is_false : ~ normed_queries_and_keys__no_norm_holds.
Proof. move=> no; have : normed_queries_and_keys__no_norm_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (normed_queries_and_keys__no_norm_sides one_to_three))/rep_all.
by lazy beta iota delta [normed_queries_and_keys__no_norm_sides proj1_sig fst snd]; vm_compute. Qed.

Definition normed_queries_and_keys__scales_alone_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (one_over_root_d_head : RR) (D_q_h : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_Q_h : 'M[RR]_(d_head, d_model)) (Γ_q_h : 'M[RR]_(d_head, d_head)) (D_k_h : 'M[RR]_(n_ctx, n_ctx)) (W_K_h : 'M[RR]_(d_head, d_model)) (Γ_k_h : 'M[RR]_(d_head, d_head)) :=
  (one_over_root_d_head *: (D_q_h *m (x *m (W_Q_h^T)) *m Γ_q_h *m ((D_k_h *m (x *m (W_K_h^T)) *m Γ_k_h)^T))) = (one_over_root_d_head *: (x *m (W_Q_h^T) *m Γ_q_h *m (Γ_k_h^T) *m W_K_h *m (x^T))).
Definition normed_queries_and_keys__scales_alone_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (one_over_root_d_head : RR) (D_q_h : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_Q_h : 'M[RR]_(d_head, d_model)) (Γ_q_h : 'M[RR]_(d_head, d_head)) (D_k_h : 'M[RR]_(n_ctx, n_ctx)) (W_K_h : 'M[RR]_(d_head, d_model)) (Γ_k_h : 'M[RR]_(d_head, d_head)),
  (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> (D_q_h *h 1%:M = D_q_h) -> (Γ_q_h *h 1%:M = Γ_q_h) -> (D_k_h *h 1%:M = D_k_h) -> (Γ_k_h *h 1%:M = Γ_k_h) -> @normed_queries_and_keys__scales_alone_says RR e n_ctx d_model d_head one_over_root_d_head D_q_h x W_Q_h Γ_q_h D_k_h W_K_h Γ_k_h.
Definition normed_queries_and_keys__scales_alone_at (RR : realFieldType) (e : RR -> RR) := @normed_queries_and_keys__scales_alone_says RR e 3%N 1%N 1%N (number RR (Posz 1, 0%N)) (@rep RR 3 3 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 9, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 0, 0%N); (Negz 3, 0%N)]])) (@rep RR 3 1 (table RR [:: [:: (Negz 1, 0%N)]; [:: (Posz 1, 0%N)]; [:: (Posz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 5, 0%N)]])) (@rep RR 3 3 (table RR [:: [:: (Negz 4, 0%N); (Posz 0, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 0, 0%N); (Posz 6, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 5, 0%N)]])).
Definition normed_queries_and_keys__scales_alone_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | normed_queries_and_keys__scales_alone_at e -> rep 3 3 fg.1 = rep 3 3 fg.2}.
Proof. rewrite /normed_queries_and_keys__scales_alone_at /normed_queries_and_keys__scales_alone_says; sides_at. Defined.
Theorem normed_queries_and_keys__scales_alone_is_false : ~ normed_queries_and_keys__scales_alone_holds.
Proof. move=> no; have : normed_queries_and_keys__scales_alone_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (normed_queries_and_keys__scales_alone_sides one_to_three))/rep_all.
by lazy beta iota delta [normed_queries_and_keys__scales_alone_sides proj1_sig fst snd]; vm_compute. Qed.

Definition normed_queries_and_keys__divided_at_the_destination_alone_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (one_over_root_d_head : RR) (D_q_h : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_Q_h : 'M[RR]_(d_head, d_model)) (Γ_q_h : 'M[RR]_(d_head, d_head)) (D_k_h : 'M[RR]_(n_ctx, n_ctx)) (W_K_h : 'M[RR]_(d_head, d_model)) (Γ_k_h : 'M[RR]_(d_head, d_head)) :=
  (one_over_root_d_head *: (D_q_h *m (x *m (W_Q_h^T)) *m Γ_q_h *m ((D_k_h *m (x *m (W_K_h^T)) *m Γ_k_h)^T))) = (one_over_root_d_head *: (D_q_h *m x *m (W_Q_h^T) *m Γ_q_h *m (Γ_k_h^T) *m W_K_h *m (x^T))).
Definition normed_queries_and_keys__divided_at_the_destination_alone_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (one_over_root_d_head : RR) (D_q_h : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_Q_h : 'M[RR]_(d_head, d_model)) (Γ_q_h : 'M[RR]_(d_head, d_head)) (D_k_h : 'M[RR]_(n_ctx, n_ctx)) (W_K_h : 'M[RR]_(d_head, d_model)) (Γ_k_h : 'M[RR]_(d_head, d_head)),
  (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> (D_q_h *h 1%:M = D_q_h) -> (Γ_q_h *h 1%:M = Γ_q_h) -> (D_k_h *h 1%:M = D_k_h) -> (Γ_k_h *h 1%:M = Γ_k_h) -> @normed_queries_and_keys__divided_at_the_destination_alone_says RR e n_ctx d_model d_head one_over_root_d_head D_q_h x W_Q_h Γ_q_h D_k_h W_K_h Γ_k_h.
Definition normed_queries_and_keys__divided_at_the_destination_alone_at (RR : realFieldType) (e : RR -> RR) := @normed_queries_and_keys__divided_at_the_destination_alone_says RR e 3%N 1%N 1%N (number RR (Posz 1, 0%N)) (@rep RR 3 3 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 9, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 0, 0%N); (Negz 3, 0%N)]])) (@rep RR 3 1 (table RR [:: [:: (Negz 1, 0%N)]; [:: (Posz 1, 0%N)]; [:: (Posz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 5, 0%N)]])) (@rep RR 3 3 (table RR [:: [:: (Negz 4, 0%N); (Posz 0, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 0, 0%N); (Posz 6, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 5, 0%N)]])).
Definition normed_queries_and_keys__divided_at_the_destination_alone_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | normed_queries_and_keys__divided_at_the_destination_alone_at e -> rep 3 3 fg.1 = rep 3 3 fg.2}.
Proof. rewrite /normed_queries_and_keys__divided_at_the_destination_alone_at /normed_queries_and_keys__divided_at_the_destination_alone_says; sides_at. Defined.
Theorem normed_queries_and_keys__divided_at_the_destination_alone_is_false : ~ normed_queries_and_keys__divided_at_the_destination_alone_holds.
Proof. move=> no; have : normed_queries_and_keys__divided_at_the_destination_alone_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (normed_queries_and_keys__divided_at_the_destination_alone_sides one_to_three))/rep_all.
by lazy beta iota delta [normed_queries_and_keys__divided_at_the_destination_alone_sides proj1_sig fst snd]; vm_compute. Qed.

Definition normed_queries_and_keys__scales_left_out_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (one_over_root_d_head : RR) (D_q_h : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_Q_h : 'M[RR]_(d_head, d_model)) (Γ_q_h : 'M[RR]_(d_head, d_head)) (D_k_h : 'M[RR]_(n_ctx, n_ctx)) (W_K_h : 'M[RR]_(d_head, d_model)) (Γ_k_h : 'M[RR]_(d_head, d_head)) :=
  (one_over_root_d_head *: (D_q_h *m (x *m (W_Q_h^T)) *m Γ_q_h *m ((D_k_h *m (x *m (W_K_h^T)) *m Γ_k_h)^T))) = (one_over_root_d_head *: (D_q_h *m x *m (W_Q_h^T) *m W_K_h *m (x^T) *m (D_k_h^T))).
Definition normed_queries_and_keys__scales_left_out_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (one_over_root_d_head : RR) (D_q_h : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_Q_h : 'M[RR]_(d_head, d_model)) (Γ_q_h : 'M[RR]_(d_head, d_head)) (D_k_h : 'M[RR]_(n_ctx, n_ctx)) (W_K_h : 'M[RR]_(d_head, d_model)) (Γ_k_h : 'M[RR]_(d_head, d_head)),
  (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> (D_q_h *h 1%:M = D_q_h) -> (Γ_q_h *h 1%:M = Γ_q_h) -> (D_k_h *h 1%:M = D_k_h) -> (Γ_k_h *h 1%:M = Γ_k_h) -> @normed_queries_and_keys__scales_left_out_says RR e n_ctx d_model d_head one_over_root_d_head D_q_h x W_Q_h Γ_q_h D_k_h W_K_h Γ_k_h.
Definition normed_queries_and_keys__scales_left_out_at (RR : realFieldType) (e : RR -> RR) := @normed_queries_and_keys__scales_left_out_says RR e 3%N 1%N 1%N (number RR (Posz 1, 0%N)) (@rep RR 3 3 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 9, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 0, 0%N); (Negz 3, 0%N)]])) (@rep RR 3 1 (table RR [:: [:: (Negz 1, 0%N)]; [:: (Posz 1, 0%N)]; [:: (Posz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 5, 0%N)]])) (@rep RR 3 3 (table RR [:: [:: (Negz 4, 0%N); (Posz 0, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 0, 0%N); (Posz 6, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 5, 0%N)]])).
Definition normed_queries_and_keys__scales_left_out_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | normed_queries_and_keys__scales_left_out_at e -> rep 3 3 fg.1 = rep 3 3 fg.2}.
Proof. rewrite /normed_queries_and_keys__scales_left_out_at /normed_queries_and_keys__scales_left_out_says; sides_at. Defined.
Theorem normed_queries_and_keys__scales_left_out_is_false : ~ normed_queries_and_keys__scales_left_out_holds.
Proof. move=> no; have : normed_queries_and_keys__scales_left_out_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (normed_queries_and_keys__scales_left_out_sides one_to_three))/rep_all.
by lazy beta iota delta [normed_queries_and_keys__scales_left_out_sides proj1_sig fst snd]; vm_compute. Qed.

Definition normed_queries_and_keys__keys_for_queries_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (one_over_root_d_head : RR) (D_q_h : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_Q_h : 'M[RR]_(d_head, d_model)) (Γ_q_h : 'M[RR]_(d_head, d_head)) (D_k_h : 'M[RR]_(n_ctx, n_ctx)) (W_K_h : 'M[RR]_(d_head, d_model)) (Γ_k_h : 'M[RR]_(d_head, d_head)) :=
  (one_over_root_d_head *: (D_q_h *m (x *m (W_Q_h^T)) *m Γ_q_h *m ((D_k_h *m (x *m (W_K_h^T)) *m Γ_k_h)^T))) = (one_over_root_d_head *: (D_q_h *m x *m (W_K_h^T) *m Γ_k_h *m (Γ_q_h^T) *m W_Q_h *m (x^T) *m (D_k_h^T))).
Definition normed_queries_and_keys__keys_for_queries_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (one_over_root_d_head : RR) (D_q_h : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_Q_h : 'M[RR]_(d_head, d_model)) (Γ_q_h : 'M[RR]_(d_head, d_head)) (D_k_h : 'M[RR]_(n_ctx, n_ctx)) (W_K_h : 'M[RR]_(d_head, d_model)) (Γ_k_h : 'M[RR]_(d_head, d_head)),
  (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> (D_q_h *h 1%:M = D_q_h) -> (Γ_q_h *h 1%:M = Γ_q_h) -> (D_k_h *h 1%:M = D_k_h) -> (Γ_k_h *h 1%:M = Γ_k_h) -> @normed_queries_and_keys__keys_for_queries_says RR e n_ctx d_model d_head one_over_root_d_head D_q_h x W_Q_h Γ_q_h D_k_h W_K_h Γ_k_h.
Definition normed_queries_and_keys__keys_for_queries_at (RR : realFieldType) (e : RR -> RR) := @normed_queries_and_keys__keys_for_queries_says RR e 2%N 2%N 1%N (number RR (Posz 1, 0%N)) (@rep RR 2 2 (table RR [:: [:: (Posz 6, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 9, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 2, 0%N)]; [:: (Negz 1, 0%N); (Posz 1, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 2, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 6, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 6, 0%N)]])).
Definition normed_queries_and_keys__keys_for_queries_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | normed_queries_and_keys__keys_for_queries_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /normed_queries_and_keys__keys_for_queries_at /normed_queries_and_keys__keys_for_queries_says; sides_at. Defined.
Theorem normed_queries_and_keys__keys_for_queries_is_false : ~ normed_queries_and_keys__keys_for_queries_holds.
Proof. move=> no; have : normed_queries_and_keys__keys_for_queries_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (normed_queries_and_keys__keys_for_queries_sides one_to_three))/rep_all.
by lazy beta iota delta [normed_queries_and_keys__keys_for_queries_sides proj1_sig fst snd]; vm_compute. Qed.

Definition gauge_of_normed_queries__any_invertible_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_head : nat) (f : RR -> RR) (q_h : 'M[RR]_(n_ctx, d_head)) (M : 'M[RR]_(d_head, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (k_h : 'M[RR]_(n_ctx, d_head)) (M_inv : 'M[RR]_(d_head, d_head)) :=
  ((diagonal (map_mx f (((1%:M : 'M[RR]_(n_ctx)) *h (q_h *m (M^T) *m ((q_h *m (M^T))^T))) *m v1))) *m q_h *m (M^T) *m (((diagonal (map_mx f (((1%:M : 'M[RR]_(n_ctx)) *h (k_h *m M_inv *m ((k_h *m M_inv)^T))) *m v1))) *m k_h *m M_inv)^T)) = ((diagonal (map_mx f (((1%:M : 'M[RR]_(n_ctx)) *h (q_h *m (q_h^T))) *m v1))) *m q_h *m (((diagonal (map_mx f (((1%:M : 'M[RR]_(n_ctx)) *h (k_h *m (k_h^T))) *m v1))) *m k_h)^T)).
Definition gauge_of_normed_queries__any_invertible_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_head : nat) (f : RR -> RR) (q_h : 'M[RR]_(n_ctx, d_head)) (M : 'M[RR]_(d_head, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (k_h : 'M[RR]_(n_ctx, d_head)) (M_inv : 'M[RR]_(d_head, d_head)),
  is_ones v1 -> (M_inv *m M = 1%:M /\ M *m M_inv = 1%:M) -> @gauge_of_normed_queries__any_invertible_says RR e n_ctx d_head f q_h M v1 k_h M_inv.
Definition gauge_of_normed_queries__any_invertible_at (RR : realFieldType) (e : RR -> RR) := @gauge_of_normed_queries__any_invertible_says RR e 2%N 1%N (@looked_up RR [:: ((Posz 36, 0%N), (Negz 1, 0%N)); ((Posz 4, 0%N), (Negz 2, 0%N)); ((Posz 1, 3%N), (Posz 6, 0%N)); ((Posz 9, 3%N), (Negz 3, 0%N)); ((Posz 9, 0%N), (Posz 6, 0%N)); ((Posz 1, 0%N), (Posz 0, 0%N))]) (@rep RR 2 1 (table RR [:: [:: (Posz 3, 0%N)]; [:: (Posz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (const_mx 1 : 'M[RR]_(2, 1)) (@rep RR 2 1 (table RR [:: [:: (Posz 1, 0%N)]; [:: (Posz 3, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 1%N)]])).
Definition gauge_of_normed_queries__any_invertible_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | gauge_of_normed_queries__any_invertible_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /gauge_of_normed_queries__any_invertible_at /gauge_of_normed_queries__any_invertible_says; sides_at. Defined.
Theorem gauge_of_normed_queries__any_invertible_is_false : ~ gauge_of_normed_queries__any_invertible_holds.
Proof. move=> no; have : gauge_of_normed_queries__any_invertible_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (gauge_of_normed_queries__any_invertible_sides one_to_three))/rep_all.
by lazy beta iota delta [gauge_of_normed_queries__any_invertible_sides proj1_sig fst snd]; vm_compute. Qed.

Definition gauge_of_normed_queries__queries_alone_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_head : nat) (f : RR -> RR) (q_h : 'M[RR]_(n_ctx, d_head)) (R : 'M[RR]_(d_head, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (k_h : 'M[RR]_(n_ctx, d_head)) :=
  ((diagonal (map_mx f (((1%:M : 'M[RR]_(n_ctx)) *h (q_h *m (R^T) *m ((q_h *m (R^T))^T))) *m v1))) *m q_h *m (R^T) *m (((diagonal (map_mx f (((1%:M : 'M[RR]_(n_ctx)) *h (k_h *m (k_h^T))) *m v1))) *m k_h)^T)) = ((diagonal (map_mx f (((1%:M : 'M[RR]_(n_ctx)) *h (q_h *m (q_h^T))) *m v1))) *m q_h *m (((diagonal (map_mx f (((1%:M : 'M[RR]_(n_ctx)) *h (k_h *m (k_h^T))) *m v1))) *m k_h)^T)).
Definition gauge_of_normed_queries__queries_alone_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_head : nat) (f : RR -> RR) (q_h : 'M[RR]_(n_ctx, d_head)) (R : 'M[RR]_(d_head, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (k_h : 'M[RR]_(n_ctx, d_head)),
  (R^T *m R = 1%:M) -> is_ones v1 -> @gauge_of_normed_queries__queries_alone_says RR e n_ctx d_head f q_h R v1 k_h.
Definition gauge_of_normed_queries__queries_alone_at (RR : realFieldType) (e : RR -> RR) := @gauge_of_normed_queries__queries_alone_says RR e 1%N 1%N (@looked_up RR [:: ((Posz 4, 0%N), (Posz 2, 0%N))]) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])) (const_mx 1 : 'M[RR]_(1, 1)) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])).
Definition gauge_of_normed_queries__queries_alone_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | gauge_of_normed_queries__queries_alone_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /gauge_of_normed_queries__queries_alone_at /gauge_of_normed_queries__queries_alone_says; sides_at. Defined.
Theorem gauge_of_normed_queries__queries_alone_is_false : ~ gauge_of_normed_queries__queries_alone_holds.
Proof. move=> no; have : gauge_of_normed_queries__queries_alone_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (gauge_of_normed_queries__queries_alone_sides one_to_three))/rep_all.
by lazy beta iota delta [gauge_of_normed_queries__queries_alone_sides proj1_sig fst snd]; vm_compute. Qed.

Definition gauge_of_normed_queries__scales_between_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_head : nat) (f : RR -> RR) (q_h : 'M[RR]_(n_ctx, d_head)) (R : 'M[RR]_(d_head, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (Γ : 'M[RR]_(d_head, d_head)) (k_h : 'M[RR]_(n_ctx, d_head)) :=
  ((diagonal (map_mx f (((1%:M : 'M[RR]_(n_ctx)) *h (q_h *m (R^T) *m ((q_h *m (R^T))^T))) *m v1))) *m q_h *m (R^T) *m Γ *m (((diagonal (map_mx f (((1%:M : 'M[RR]_(n_ctx)) *h (k_h *m (R^T) *m ((k_h *m (R^T))^T))) *m v1))) *m k_h *m (R^T))^T)) = ((diagonal (map_mx f (((1%:M : 'M[RR]_(n_ctx)) *h (q_h *m (q_h^T))) *m v1))) *m q_h *m Γ *m (((diagonal (map_mx f (((1%:M : 'M[RR]_(n_ctx)) *h (k_h *m (k_h^T))) *m v1))) *m k_h)^T)).
Definition gauge_of_normed_queries__scales_between_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_head : nat) (f : RR -> RR) (q_h : 'M[RR]_(n_ctx, d_head)) (R : 'M[RR]_(d_head, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (Γ : 'M[RR]_(d_head, d_head)) (k_h : 'M[RR]_(n_ctx, d_head)),
  (R^T *m R = 1%:M) -> is_ones v1 -> (Γ *h 1%:M = Γ) -> @gauge_of_normed_queries__scales_between_says RR e n_ctx d_head f q_h R v1 Γ k_h.
Definition gauge_of_normed_queries__scales_between_at (RR : realFieldType) (e : RR -> RR) := @gauge_of_normed_queries__scales_between_says RR e 2%N 2%N (@looked_up RR [:: ((Posz 4, 0%N), (Negz 4, 0%N)); ((Posz 5, 0%N), (Posz 0, 0%N)); ((Posz 13, 0%N), (Negz 4, 0%N))]) (@rep RR 2 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 2, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 3, 4%N); (Posz 4, 4%N)]; [:: (Posz 4, 4%N); (Negz 2, 4%N)]])) (const_mx 1 : 'M[RR]_(2, 1)) (@rep RR 2 2 (table RR [:: [:: (Negz 4, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 5, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 0, 0%N)]; [:: (Posz 2, 0%N); (Posz 3, 0%N)]])).
Definition gauge_of_normed_queries__scales_between_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | gauge_of_normed_queries__scales_between_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /gauge_of_normed_queries__scales_between_at /gauge_of_normed_queries__scales_between_says; sides_at. Defined.
Theorem gauge_of_normed_queries__scales_between_is_false : ~ gauge_of_normed_queries__scales_between_holds.
Proof. move=> no; have : gauge_of_normed_queries__scales_between_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (gauge_of_normed_queries__scales_between_sides one_to_three))/rep_all.
by lazy beta iota delta [gauge_of_normed_queries__scales_between_sides proj1_sig fst snd]; vm_compute. Qed.

Definition gauge_of_normed_queries__without__R_is_orthogonal_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_head : nat) (f : RR -> RR) (q_h : 'M[RR]_(n_ctx, d_head)) (R : 'M[RR]_(d_head, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (k_h : 'M[RR]_(n_ctx, d_head)) :=
  ((diagonal (map_mx f (((1%:M : 'M[RR]_(n_ctx)) *h (q_h *m (R^T) *m ((q_h *m (R^T))^T))) *m v1))) *m q_h *m (R^T) *m (((diagonal (map_mx f (((1%:M : 'M[RR]_(n_ctx)) *h (k_h *m (R^T) *m ((k_h *m (R^T))^T))) *m v1))) *m k_h *m (R^T))^T)) = ((diagonal (map_mx f (((1%:M : 'M[RR]_(n_ctx)) *h (q_h *m (q_h^T))) *m v1))) *m q_h *m (((diagonal (map_mx f (((1%:M : 'M[RR]_(n_ctx)) *h (k_h *m (k_h^T))) *m v1))) *m k_h)^T)).
Definition gauge_of_normed_queries__without__R_is_orthogonal_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_head : nat) (f : RR -> RR) (q_h : 'M[RR]_(n_ctx, d_head)) (R : 'M[RR]_(d_head, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (k_h : 'M[RR]_(n_ctx, d_head)),
  is_ones v1 -> @gauge_of_normed_queries__without__R_is_orthogonal_says RR e n_ctx d_head f q_h R v1 k_h.
Definition gauge_of_normed_queries__without__R_is_orthogonal_at (RR : realFieldType) (e : RR -> RR) := @gauge_of_normed_queries__without__R_is_orthogonal_says RR e 2%N 1%N (@looked_up RR [:: ((Posz 0, 0%N), (Negz 1, 0%N)); ((Posz 9, 0%N), (Posz 6, 0%N)); ((Posz 1, 0%N), (Negz 3, 0%N))]) (@rep RR 2 1 (table RR [:: [:: (Posz 3, 0%N)]; [:: (Posz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 0, 0%N)]])) (const_mx 1 : 'M[RR]_(2, 1)) (@rep RR 2 1 (table RR [:: [:: (Negz 0, 0%N)]; [:: (Posz 1, 0%N)]])).
Definition gauge_of_normed_queries__without__R_is_orthogonal_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | gauge_of_normed_queries__without__R_is_orthogonal_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /gauge_of_normed_queries__without__R_is_orthogonal_at /gauge_of_normed_queries__without__R_is_orthogonal_says; sides_at. Defined.
Theorem gauge_of_normed_queries__without__R_is_orthogonal_is_false : ~ gauge_of_normed_queries__without__R_is_orthogonal_holds.
Proof. move=> no; have : gauge_of_normed_queries__without__R_is_orthogonal_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (gauge_of_normed_queries__without__R_is_orthogonal_sides one_to_three))/rep_all.
by lazy beta iota delta [gauge_of_normed_queries__without__R_is_orthogonal_sides proj1_sig fst snd]; vm_compute. Qed.

Definition norm_folded_into_its_reader__beta_forgotten_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_mlp : nat) (D : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (C : 'M[RR]_(d_model, d_model)) (Γ : 'M[RR]_(d_model, d_model)) (v1 : 'M[RR]_(n_ctx, 1)) (β : 'M[RR]_(d_model, 1)) (W_in : 'M[RR]_(d_mlp, d_model)) (b_in : 'M[RR]_(d_mlp, 1)) :=
  ((((D *m x *m (C^T) *m Γ) + (v1 *m (β^T))) *m (W_in^T)) + (v1 *m (b_in^T))) = ((D *m x *m (C^T) *m ((W_in *m (Γ^T))^T)) + (v1 *m (b_in^T))).
Definition norm_folded_into_its_reader__beta_forgotten_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_mlp : nat) (D : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (C : 'M[RR]_(d_model, d_model)) (Γ : 'M[RR]_(d_model, d_model)) (v1 : 'M[RR]_(n_ctx, 1)) (β : 'M[RR]_(d_model, 1)) (W_in : 'M[RR]_(d_mlp, d_model)) (b_in : 'M[RR]_(d_mlp, 1)),
  (D *h 1%:M = D) -> (C *+ d_model = 1%:M *+ d_model - const_mx 1) -> (Γ *h 1%:M = Γ) -> is_ones v1 -> @norm_folded_into_its_reader__beta_forgotten_says RR e n_ctx d_model d_mlp D x C Γ v1 β W_in b_in.
Definition norm_folded_into_its_reader__beta_forgotten_at (RR : realFieldType) (e : RR -> RR) := @norm_folded_into_its_reader__beta_forgotten_says RR e 1%N 2%N 1%N (@rep RR 1 1 (table RR [:: [:: (Posz 3, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 1%N); (Negz 0, 1%N)]; [:: (Negz 0, 1%N); (Posz 1, 1%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 9, 0%N)]])) (const_mx 1 : 'M[RR]_(1, 1)) (@rep RR 2 1 (table RR [:: [:: (Negz 0, 0%N)]; [:: (Posz 2, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Posz 0, 0%N); (Negz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 0, 0%N)]])).
Definition norm_folded_into_its_reader__beta_forgotten_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | norm_folded_into_its_reader__beta_forgotten_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /norm_folded_into_its_reader__beta_forgotten_at /norm_folded_into_its_reader__beta_forgotten_says; sides_at. Defined.
Theorem norm_folded_into_its_reader__beta_forgotten_is_false : ~ norm_folded_into_its_reader__beta_forgotten_holds.
Proof. move=> no; have : norm_folded_into_its_reader__beta_forgotten_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (norm_folded_into_its_reader__beta_forgotten_sides one_to_three))/rep_all.
by lazy beta iota delta [norm_folded_into_its_reader__beta_forgotten_sides proj1_sig fst snd]; vm_compute. Qed.

Definition norm_folded_into_its_reader__gamma_forgotten_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_mlp : nat) (D : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (C : 'M[RR]_(d_model, d_model)) (Γ : 'M[RR]_(d_model, d_model)) (v1 : 'M[RR]_(n_ctx, 1)) (β : 'M[RR]_(d_model, 1)) (W_in : 'M[RR]_(d_mlp, d_model)) (b_in : 'M[RR]_(d_mlp, 1)) :=
  ((((D *m x *m (C^T) *m Γ) + (v1 *m (β^T))) *m (W_in^T)) + (v1 *m (b_in^T))) = ((D *m x *m (C^T) *m (W_in^T)) + (v1 *m (((W_in *m β) + b_in)^T))).
Definition norm_folded_into_its_reader__gamma_forgotten_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_mlp : nat) (D : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (C : 'M[RR]_(d_model, d_model)) (Γ : 'M[RR]_(d_model, d_model)) (v1 : 'M[RR]_(n_ctx, 1)) (β : 'M[RR]_(d_model, 1)) (W_in : 'M[RR]_(d_mlp, d_model)) (b_in : 'M[RR]_(d_mlp, 1)),
  (D *h 1%:M = D) -> (C *+ d_model = 1%:M *+ d_model - const_mx 1) -> (Γ *h 1%:M = Γ) -> is_ones v1 -> @norm_folded_into_its_reader__gamma_forgotten_says RR e n_ctx d_model d_mlp D x C Γ v1 β W_in b_in.
Definition norm_folded_into_its_reader__gamma_forgotten_at (RR : realFieldType) (e : RR -> RR) := @norm_folded_into_its_reader__gamma_forgotten_says RR e 1%N 2%N 1%N (@rep RR 1 1 (table RR [:: [:: (Posz 3, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 1%N); (Negz 0, 1%N)]; [:: (Negz 0, 1%N); (Posz 1, 1%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 9, 0%N)]])) (const_mx 1 : 'M[RR]_(1, 1)) (@rep RR 2 1 (table RR [:: [:: (Negz 0, 0%N)]; [:: (Posz 2, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Posz 0, 0%N); (Negz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 0, 0%N)]])).
Definition norm_folded_into_its_reader__gamma_forgotten_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | norm_folded_into_its_reader__gamma_forgotten_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /norm_folded_into_its_reader__gamma_forgotten_at /norm_folded_into_its_reader__gamma_forgotten_says; sides_at. Defined.
Theorem norm_folded_into_its_reader__gamma_forgotten_is_false : ~ norm_folded_into_its_reader__gamma_forgotten_holds.
Proof. move=> no; have : norm_folded_into_its_reader__gamma_forgotten_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (norm_folded_into_its_reader__gamma_forgotten_sides one_to_three))/rep_all.
by lazy beta iota delta [norm_folded_into_its_reader__gamma_forgotten_sides proj1_sig fst snd]; vm_compute. Qed.

Definition norm_folded_into_its_reader__gamma_on_the_other_side_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (D : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (C : 'M[RR]_(d_model, d_model)) (Γ : 'M[RR]_(d_model, d_model)) (W_in : 'M[RR]_(d_model, d_model)) :=
  (D *m x *m (C^T) *m Γ *m (W_in^T)) = (D *m x *m (C^T) *m (((Γ^T) *m W_in)^T)).
Definition norm_folded_into_its_reader__gamma_on_the_other_side_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (D : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (C : 'M[RR]_(d_model, d_model)) (Γ : 'M[RR]_(d_model, d_model)) (W_in : 'M[RR]_(d_model, d_model)),
  (D *h 1%:M = D) -> (C *+ d_model = 1%:M *+ d_model - const_mx 1) -> (Γ *h 1%:M = Γ) -> @norm_folded_into_its_reader__gamma_on_the_other_side_says RR e n_ctx d_model D x C Γ W_in.
Definition norm_folded_into_its_reader__gamma_on_the_other_side_at (RR : realFieldType) (e : RR -> RR) := @norm_folded_into_its_reader__gamma_on_the_other_side_says RR e 2%N 2%N (@rep RR 2 2 (table RR [:: [:: (Negz 7, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 1%N); (Negz 0, 1%N)]; [:: (Negz 0, 1%N); (Posz 1, 1%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 6, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Negz 0, 0%N)]; [:: (Posz 2, 0%N); (Negz 0, 0%N)]])).
Definition norm_folded_into_its_reader__gamma_on_the_other_side_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | norm_folded_into_its_reader__gamma_on_the_other_side_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /norm_folded_into_its_reader__gamma_on_the_other_side_at /norm_folded_into_its_reader__gamma_on_the_other_side_says; sides_at. Defined.
Theorem norm_folded_into_its_reader__gamma_on_the_other_side_is_false : ~ norm_folded_into_its_reader__gamma_on_the_other_side_holds.
Proof. move=> no; have : norm_folded_into_its_reader__gamma_on_the_other_side_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (norm_folded_into_its_reader__gamma_on_the_other_side_sides one_to_three))/rep_all.
by lazy beta iota delta [norm_folded_into_its_reader__gamma_on_the_other_side_sides proj1_sig fst snd]; vm_compute. Qed.

Definition norm_folded_into_its_reader__into_what_writes_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_mlp : nat) (D : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (C : 'M[RR]_(d_model, d_model)) (Γ : 'M[RR]_(d_model, d_model)) (W_in : 'M[RR]_(d_mlp, d_model)) :=
  (D *m x *m (C^T) *m Γ *m (W_in^T)) = (D *m x *m Γ *m (C^T) *m (W_in^T)).
Definition norm_folded_into_its_reader__into_what_writes_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_mlp : nat) (D : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (C : 'M[RR]_(d_model, d_model)) (Γ : 'M[RR]_(d_model, d_model)) (W_in : 'M[RR]_(d_mlp, d_model)),
  (D *h 1%:M = D) -> (C *+ d_model = 1%:M *+ d_model - const_mx 1) -> (Γ *h 1%:M = Γ) -> @norm_folded_into_its_reader__into_what_writes_says RR e n_ctx d_model d_mlp D x C Γ W_in.
Definition norm_folded_into_its_reader__into_what_writes_at (RR : realFieldType) (e : RR -> RR) := @norm_folded_into_its_reader__into_what_writes_says RR e 2%N 2%N 1%N (@rep RR 2 2 (table RR [:: [:: (Posz 5, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 3, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 3, 0%N); (Negz 1, 0%N)]; [:: (Posz 3, 0%N); (Posz 3, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 1%N); (Negz 0, 1%N)]; [:: (Negz 0, 1%N); (Posz 1, 1%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 6, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Negz 0, 0%N); (Posz 0, 0%N)]])).
Definition norm_folded_into_its_reader__into_what_writes_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | norm_folded_into_its_reader__into_what_writes_at e -> rep 2 1 fg.1 = rep 2 1 fg.2}.
Proof. rewrite /norm_folded_into_its_reader__into_what_writes_at /norm_folded_into_its_reader__into_what_writes_says; sides_at. Defined.
Theorem norm_folded_into_its_reader__into_what_writes_is_false : ~ norm_folded_into_its_reader__into_what_writes_holds.
Proof. move=> no; have : norm_folded_into_its_reader__into_what_writes_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (norm_folded_into_its_reader__into_what_writes_sides one_to_three))/rep_all.
by lazy beta iota delta [norm_folded_into_its_reader__into_what_writes_sides proj1_sig fst snd]; vm_compute. Qed.

Definition centring_folded_into_what_writes__without_a_final_norm_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_mlp : nat) (d_vocab : nat) (L : finType) (x : 'M[RR]_(n_ctx, d_model)) (r : L -> 'M[RR]_(n_ctx, d_mlp)) (W_out : L -> 'M[RR]_(d_model, d_mlp)) (W_U : 'M[RR]_(d_vocab, d_model)) (C : 'M[RR]_(d_model, d_model)) :=
  ((x + (\sum_(l : L) ((r l) *m ((W_out l)^T)))) *m (W_U^T)) = (((x *m (C^T)) + (\sum_(l : L) ((r l) *m ((C *m (W_out l))^T)))) *m (W_U^T)).
Definition centring_folded_into_what_writes__without_a_final_norm_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_mlp : nat) (d_vocab : nat) (L : finType) (x : 'M[RR]_(n_ctx, d_model)) (r : L -> 'M[RR]_(n_ctx, d_mlp)) (W_out : L -> 'M[RR]_(d_model, d_mlp)) (W_U : 'M[RR]_(d_vocab, d_model)) (C : 'M[RR]_(d_model, d_model)),
  (C *+ d_model = 1%:M *+ d_model - const_mx 1) -> @centring_folded_into_what_writes__without_a_final_norm_says RR e n_ctx d_model d_mlp d_vocab L x r W_out W_U C.
Definition centring_folded_into_what_writes__without_a_final_norm_at (RR : realFieldType) (e : RR -> RR) := @centring_folded_into_what_writes__without_a_final_norm_says RR e 3%N 1%N 3%N 1%N (ordinal_finType 1) (@rep RR 3 1 (table RR [:: [:: (Posz 1, 0%N)]; [:: (Posz 1, 0%N)]; [:: (Posz 2, 0%N)]])) (fun h => @rep RR 3 3 (tables RR [:: [:: [:: (Posz 0, 0%N); (Negz 0, 0%N); (Posz 3, 0%N)]; [:: (Negz 0, 0%N); (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Negz 1, 0%N); (Negz 0, 0%N); (Posz 2, 0%N)]]] h)) (fun h => @rep RR 1 3 (tables RR [:: [:: [:: (Posz 1, 0%N); (Negz 1, 0%N); (Negz 1, 0%N)]]] h)) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 0, 0%N)]])).
Definition centring_folded_into_what_writes__without_a_final_norm_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | centring_folded_into_what_writes__without_a_final_norm_at e -> rep 3 1 fg.1 = rep 3 1 fg.2}.
Proof. rewrite /centring_folded_into_what_writes__without_a_final_norm_at /centring_folded_into_what_writes__without_a_final_norm_says; sides_at. Defined.
Theorem centring_folded_into_what_writes__without_a_final_norm_is_false : ~ centring_folded_into_what_writes__without_a_final_norm_holds.
Proof. move=> no; have : centring_folded_into_what_writes__without_a_final_norm_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (centring_folded_into_what_writes__without_a_final_norm_sides one_to_three))/rep_all.
by lazy beta iota delta [centring_folded_into_what_writes__without_a_final_norm_sides proj1_sig fst snd]; vm_compute. Qed.

Definition centring_folded_into_what_writes__embedding_left_out_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_mlp : nat) (L : finType) (x : 'M[RR]_(n_ctx, d_model)) (r : L -> 'M[RR]_(n_ctx, d_mlp)) (W_out : L -> 'M[RR]_(d_model, d_mlp)) (C : 'M[RR]_(d_model, d_model)) :=
  (x + (\sum_(l : L) ((r l) *m ((W_out l)^T)))) = (x + (\sum_(l : L) ((r l) *m ((C *m (W_out l))^T)))).
Definition centring_folded_into_what_writes__embedding_left_out_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_mlp : nat) (L : finType) (x : 'M[RR]_(n_ctx, d_model)) (r : L -> 'M[RR]_(n_ctx, d_mlp)) (W_out : L -> 'M[RR]_(d_model, d_mlp)) (C : 'M[RR]_(d_model, d_model)),
  (C *+ d_model = 1%:M *+ d_model - const_mx 1) -> @centring_folded_into_what_writes__embedding_left_out_says RR e n_ctx d_model d_mlp L x r W_out C.
Definition centring_folded_into_what_writes__embedding_left_out_at (RR : realFieldType) (e : RR -> RR) := @centring_folded_into_what_writes__embedding_left_out_says RR e 1%N 1%N 2%N (ordinal_finType 1) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]]] h)) (@rep RR 1 1 (table RR [:: [:: (Posz 0, 0%N)]])).
Definition centring_folded_into_what_writes__embedding_left_out_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | centring_folded_into_what_writes__embedding_left_out_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /centring_folded_into_what_writes__embedding_left_out_at /centring_folded_into_what_writes__embedding_left_out_says; sides_at. Defined.
Theorem centring_folded_into_what_writes__embedding_left_out_is_false : ~ centring_folded_into_what_writes__embedding_left_out_holds.
Proof. move=> no; have : centring_folded_into_what_writes__embedding_left_out_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (centring_folded_into_what_writes__embedding_left_out_sides one_to_three))/rep_all.
by lazy beta iota delta [centring_folded_into_what_writes__embedding_left_out_sides proj1_sig fst snd]; vm_compute. Qed.

Definition centring_folded_into_what_writes__without__C_takes_the_mean_off_once_and_for_all_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_mlp : nat) (L : finType) (x : 'M[RR]_(n_ctx, d_model)) (r : L -> 'M[RR]_(n_ctx, d_mlp)) (W_out : L -> 'M[RR]_(d_model, d_mlp)) (C : 'M[RR]_(d_model, d_model)) :=
  ((x + (\sum_(l : L) ((r l) *m ((W_out l)^T)))) *m (C^T)) = (((x *m (C^T)) + (\sum_(l : L) ((r l) *m ((C *m (W_out l))^T)))) *m (C^T)).
Definition centring_folded_into_what_writes__without__C_takes_the_mean_off_once_and_for_all_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_mlp : nat) (L : finType) (x : 'M[RR]_(n_ctx, d_model)) (r : L -> 'M[RR]_(n_ctx, d_mlp)) (W_out : L -> 'M[RR]_(d_model, d_mlp)) (C : 'M[RR]_(d_model, d_model)),
  @centring_folded_into_what_writes__without__C_takes_the_mean_off_once_and_for_all_says RR e n_ctx d_model d_mlp L x r W_out C.
Definition centring_folded_into_what_writes__without__C_takes_the_mean_off_once_and_for_all_at (RR : realFieldType) (e : RR -> RR) := @centring_folded_into_what_writes__without__C_takes_the_mean_off_once_and_for_all_says RR e 1%N 1%N 2%N (ordinal_finType 1) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]]] h)) (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])).
Definition centring_folded_into_what_writes__without__C_takes_the_mean_off_once_and_for_all_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | centring_folded_into_what_writes__without__C_takes_the_mean_off_once_and_for_all_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /centring_folded_into_what_writes__without__C_takes_the_mean_off_once_and_for_all_at /centring_folded_into_what_writes__without__C_takes_the_mean_off_once_and_for_all_says; sides_at. Defined.
Theorem centring_folded_into_what_writes__without__C_takes_the_mean_off_once_and_for_all_is_false : ~ centring_folded_into_what_writes__without__C_takes_the_mean_off_once_and_for_all_holds.
Proof. move=> no; have : centring_folded_into_what_writes__without__C_takes_the_mean_off_once_and_for_all_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (centring_folded_into_what_writes__without__C_takes_the_mean_off_once_and_for_all_sides one_to_three))/rep_all.
by lazy beta iota delta [centring_folded_into_what_writes__without__C_takes_the_mean_off_once_and_for_all_sides proj1_sig fst snd]; vm_compute. Qed.

Definition one_layer_with_norms__direct_path_normed_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H : finType) (D : 'M[RR]_(n_ctx, n_ctx)) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (one_over_root_d_head : RR) (N_E : 'M[RR]_(d_model, d_vocab)) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (C : 'M[RR]_(d_model, d_model)) (Γ : 'M[RR]_(d_model, d_model)) (W_U : 'M[RR]_(d_vocab, d_model)) :=
  (vec (D *m ((t *m (W_E^T)) + (\sum_(h : H) ((softmax_of e true (one_over_root_d_head *: ((t *m (N_E^T)) *m ((W_Q h)^T) *m (((t *m (N_E^T)) *m ((W_K h)^T))^T)))) *m (t *m (N_E^T)) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (C^T) *m Γ *m (W_U^T))) = (((D *t (W_U *m (Γ^T) *m C *m N_E)) + (\sum_(h : H) ((D *m (softmax_of e true (one_over_root_d_head *: (t *m (N_E^T) *m (((W_Q h)^T) *m (W_K h)) *m N_E *m (t^T))))) *t (W_U *m (Γ^T) *m C *m ((W_O h) *m (W_V h)) *m N_E)))) *m (vec t)).
Definition one_layer_with_norms__direct_path_normed_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H : finType) (D : 'M[RR]_(n_ctx, n_ctx)) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (one_over_root_d_head : RR) (N_E : 'M[RR]_(d_model, d_vocab)) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (C : 'M[RR]_(d_model, d_model)) (Γ : 'M[RR]_(d_model, d_model)) (W_U : 'M[RR]_(d_vocab, d_model)),
  (D *h 1%:M = D) -> (t *h t = t /\ t *m const_mx 1 = const_mx 1 :> 'cV_n_ctx) -> (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> (C *+ d_model = 1%:M *+ d_model - const_mx 1) -> (Γ *h 1%:M = Γ) -> @one_layer_with_norms__direct_path_normed_says RR e n_ctx d_vocab d_model d_head H D t W_E one_over_root_d_head N_E W_Q W_K W_V W_O C Γ W_U.
Definition one_layer_with_norms__direct_path_normed_at (RR : realFieldType) (e : RR -> RR) := @one_layer_with_norms__direct_path_normed_says RR e 2%N 2%N 2%N 1%N (ordinal_finType 1) (@rep RR 2 2 (table RR [:: [:: (Posz 6, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 5, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 0, 0%N); (Negz 1, 0%N)]; [:: (Posz 1, 0%N); (Negz 1, 0%N)]])) (number RR (Posz 1, 0%N)) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 2, 0%N); (Negz 1, 0%N)]])) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 3, 0%N); (Posz 1, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 3, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Negz 0, 0%N); (Posz 2, 0%N)]]] h)) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Negz 1, 0%N)]; [:: (Posz 0, 0%N)]]] h)) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 1%N); (Negz 0, 1%N)]; [:: (Negz 0, 1%N); (Posz 1, 1%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 8, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 8, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 3, 0%N)]; [:: (Posz 2, 0%N); (Negz 1, 0%N)]])).
Definition one_layer_with_norms__direct_path_normed_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | one_layer_with_norms__direct_path_normed_at e -> rep (2 * 2)%N 1 fg.1 = rep (2 * 2)%N 1 fg.2}.
Proof. rewrite /one_layer_with_norms__direct_path_normed_at /one_layer_with_norms__direct_path_normed_says; sides_at. Defined.
Theorem one_layer_with_norms__direct_path_normed_is_false : ~ one_layer_with_norms__direct_path_normed_holds.
Proof. move=> no; have : one_layer_with_norms__direct_path_normed_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (one_layer_with_norms__direct_path_normed_sides one_to_three))/rep_all.
by lazy beta iota delta [one_layer_with_norms__direct_path_normed_sides proj1_sig fst snd]; vm_compute. Qed.

Definition one_layer_with_norms__heads_read_the_raw_embedding_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H : finType) (D : 'M[RR]_(n_ctx, n_ctx)) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (one_over_root_d_head : RR) (N_E : 'M[RR]_(d_model, d_vocab)) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (C : 'M[RR]_(d_model, d_model)) (Γ : 'M[RR]_(d_model, d_model)) (W_U : 'M[RR]_(d_vocab, d_model)) :=
  (vec (D *m ((t *m (W_E^T)) + (\sum_(h : H) ((softmax_of e true (one_over_root_d_head *: ((t *m (N_E^T)) *m ((W_Q h)^T) *m (((t *m (N_E^T)) *m ((W_K h)^T))^T)))) *m (t *m (N_E^T)) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (C^T) *m Γ *m (W_U^T))) = (((D *t (W_U *m (Γ^T) *m C *m W_E)) + (\sum_(h : H) ((D *m (softmax_of e true (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q h)^T) *m (W_K h)) *m W_E *m (t^T))))) *t (W_U *m (Γ^T) *m C *m ((W_O h) *m (W_V h)) *m W_E)))) *m (vec t)).
Definition one_layer_with_norms__heads_read_the_raw_embedding_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H : finType) (D : 'M[RR]_(n_ctx, n_ctx)) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (one_over_root_d_head : RR) (N_E : 'M[RR]_(d_model, d_vocab)) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (C : 'M[RR]_(d_model, d_model)) (Γ : 'M[RR]_(d_model, d_model)) (W_U : 'M[RR]_(d_vocab, d_model)),
  (D *h 1%:M = D) -> (t *h t = t /\ t *m const_mx 1 = const_mx 1 :> 'cV_n_ctx) -> (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> (C *+ d_model = 1%:M *+ d_model - const_mx 1) -> (Γ *h 1%:M = Γ) -> @one_layer_with_norms__heads_read_the_raw_embedding_says RR e n_ctx d_vocab d_model d_head H D t W_E one_over_root_d_head N_E W_Q W_K W_V W_O C Γ W_U.
Definition one_layer_with_norms__heads_read_the_raw_embedding_at (RR : realFieldType) (e : RR -> RR) := @one_layer_with_norms__heads_read_the_raw_embedding_says RR e 2%N 2%N 2%N 1%N (ordinal_finType 1) (@rep RR 2 2 (table RR [:: [:: (Posz 6, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 5, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 0, 0%N); (Negz 1, 0%N)]; [:: (Posz 1, 0%N); (Negz 1, 0%N)]])) (number RR (Posz 1, 0%N)) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 2, 0%N); (Negz 1, 0%N)]])) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 3, 0%N); (Posz 1, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 3, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Negz 0, 0%N); (Posz 2, 0%N)]]] h)) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Negz 1, 0%N)]; [:: (Posz 0, 0%N)]]] h)) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 1%N); (Negz 0, 1%N)]; [:: (Negz 0, 1%N); (Posz 1, 1%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 8, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 8, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 3, 0%N)]; [:: (Posz 2, 0%N); (Negz 1, 0%N)]])).
Definition one_layer_with_norms__heads_read_the_raw_embedding_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | one_layer_with_norms__heads_read_the_raw_embedding_at e -> rep (2 * 2)%N 1 fg.1 = rep (2 * 2)%N 1 fg.2}.
Proof. rewrite /one_layer_with_norms__heads_read_the_raw_embedding_at /one_layer_with_norms__heads_read_the_raw_embedding_says; sides_at. Defined.
Theorem one_layer_with_norms__heads_read_the_raw_embedding_is_false : ~ one_layer_with_norms__heads_read_the_raw_embedding_holds.
Proof. move=> no; have : one_layer_with_norms__heads_read_the_raw_embedding_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (one_layer_with_norms__heads_read_the_raw_embedding_sides one_to_three))/rep_all.
by lazy beta iota delta [one_layer_with_norms__heads_read_the_raw_embedding_sides proj1_sig fst snd]; vm_compute. Qed.

Definition one_layer_with_norms__scale_of_the_source_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H : finType) (D : 'M[RR]_(n_ctx, n_ctx)) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (one_over_root_d_head : RR) (N_E : 'M[RR]_(d_model, d_vocab)) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (C : 'M[RR]_(d_model, d_model)) (Γ : 'M[RR]_(d_model, d_model)) (W_U : 'M[RR]_(d_vocab, d_model)) :=
  (vec (D *m ((t *m (W_E^T)) + (\sum_(h : H) ((softmax_of e true (one_over_root_d_head *: ((t *m (N_E^T)) *m ((W_Q h)^T) *m (((t *m (N_E^T)) *m ((W_K h)^T))^T)))) *m (t *m (N_E^T)) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (C^T) *m Γ *m (W_U^T))) = (((D *t (W_U *m (Γ^T) *m C *m W_E)) + (\sum_(h : H) (((softmax_of e true (one_over_root_d_head *: (t *m (N_E^T) *m (((W_Q h)^T) *m (W_K h)) *m N_E *m (t^T)))) *m D) *t (W_U *m (Γ^T) *m C *m ((W_O h) *m (W_V h)) *m N_E)))) *m (vec t)).
Definition one_layer_with_norms__scale_of_the_source_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H : finType) (D : 'M[RR]_(n_ctx, n_ctx)) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (one_over_root_d_head : RR) (N_E : 'M[RR]_(d_model, d_vocab)) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (C : 'M[RR]_(d_model, d_model)) (Γ : 'M[RR]_(d_model, d_model)) (W_U : 'M[RR]_(d_vocab, d_model)),
  (D *h 1%:M = D) -> (t *h t = t /\ t *m const_mx 1 = const_mx 1 :> 'cV_n_ctx) -> (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> (C *+ d_model = 1%:M *+ d_model - const_mx 1) -> (Γ *h 1%:M = Γ) -> @one_layer_with_norms__scale_of_the_source_says RR e n_ctx d_vocab d_model d_head H D t W_E one_over_root_d_head N_E W_Q W_K W_V W_O C Γ W_U.
Definition one_layer_with_norms__scale_of_the_source_at (RR : realFieldType) (e : RR -> RR) := @one_layer_with_norms__scale_of_the_source_says RR e 2%N 2%N 2%N 1%N (ordinal_finType 1) (@rep RR 2 2 (table RR [:: [:: (Posz 6, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 5, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 0, 0%N); (Negz 1, 0%N)]; [:: (Posz 1, 0%N); (Negz 1, 0%N)]])) (number RR (Posz 1, 0%N)) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 2, 0%N); (Negz 1, 0%N)]])) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 3, 0%N); (Posz 1, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 3, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Negz 0, 0%N); (Posz 2, 0%N)]]] h)) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Negz 1, 0%N)]; [:: (Posz 0, 0%N)]]] h)) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 1%N); (Negz 0, 1%N)]; [:: (Negz 0, 1%N); (Posz 1, 1%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 8, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 8, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 3, 0%N)]; [:: (Posz 2, 0%N); (Negz 1, 0%N)]])).
Definition one_layer_with_norms__scale_of_the_source_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | one_layer_with_norms__scale_of_the_source_at e -> rep (2 * 2)%N 1 fg.1 = rep (2 * 2)%N 1 fg.2}.
Proof. rewrite /one_layer_with_norms__scale_of_the_source_at /one_layer_with_norms__scale_of_the_source_says; sides_at. Defined.
Theorem one_layer_with_norms__scale_of_the_source_is_false : ~ one_layer_with_norms__scale_of_the_source_holds.
Proof. move=> no; have : one_layer_with_norms__scale_of_the_source_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (one_layer_with_norms__scale_of_the_source_sides one_to_three))/rep_all.
by lazy beta iota delta [one_layer_with_norms__scale_of_the_source_sides proj1_sig fst snd]; vm_compute. Qed.

Definition one_layer_with_norms__no_final_scale_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H : finType) (D : 'M[RR]_(n_ctx, n_ctx)) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (one_over_root_d_head : RR) (N_E : 'M[RR]_(d_model, d_vocab)) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (C : 'M[RR]_(d_model, d_model)) (Γ : 'M[RR]_(d_model, d_model)) (W_U : 'M[RR]_(d_vocab, d_model)) :=
  (vec (D *m ((t *m (W_E^T)) + (\sum_(h : H) ((softmax_of e true (one_over_root_d_head *: ((t *m (N_E^T)) *m ((W_Q h)^T) *m (((t *m (N_E^T)) *m ((W_K h)^T))^T)))) *m (t *m (N_E^T)) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (C^T) *m Γ *m (W_U^T))) = ((((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m (Γ^T) *m C *m W_E)) + (\sum_(h : H) ((softmax_of e true (one_over_root_d_head *: (t *m (N_E^T) *m (((W_Q h)^T) *m (W_K h)) *m N_E *m (t^T)))) *t (W_U *m (Γ^T) *m C *m ((W_O h) *m (W_V h)) *m N_E)))) *m (vec t)).
Definition one_layer_with_norms__no_final_scale_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H : finType) (D : 'M[RR]_(n_ctx, n_ctx)) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (one_over_root_d_head : RR) (N_E : 'M[RR]_(d_model, d_vocab)) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (C : 'M[RR]_(d_model, d_model)) (Γ : 'M[RR]_(d_model, d_model)) (W_U : 'M[RR]_(d_vocab, d_model)),
  (D *h 1%:M = D) -> (t *h t = t /\ t *m const_mx 1 = const_mx 1 :> 'cV_n_ctx) -> (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> (C *+ d_model = 1%:M *+ d_model - const_mx 1) -> (Γ *h 1%:M = Γ) -> @one_layer_with_norms__no_final_scale_says RR e n_ctx d_vocab d_model d_head H D t W_E one_over_root_d_head N_E W_Q W_K W_V W_O C Γ W_U.
Definition one_layer_with_norms__no_final_scale_at (RR : realFieldType) (e : RR -> RR) := @one_layer_with_norms__no_final_scale_says RR e 2%N 2%N 2%N 1%N (ordinal_finType 1) (@rep RR 2 2 (table RR [:: [:: (Posz 6, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 5, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 0, 0%N); (Negz 1, 0%N)]; [:: (Posz 1, 0%N); (Negz 1, 0%N)]])) (number RR (Posz 1, 0%N)) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 2, 0%N); (Negz 1, 0%N)]])) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 3, 0%N); (Posz 1, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 3, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Negz 0, 0%N); (Posz 2, 0%N)]]] h)) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Negz 1, 0%N)]; [:: (Posz 0, 0%N)]]] h)) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 1%N); (Negz 0, 1%N)]; [:: (Negz 0, 1%N); (Posz 1, 1%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 8, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 8, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 3, 0%N)]; [:: (Posz 2, 0%N); (Negz 1, 0%N)]])).
Definition one_layer_with_norms__no_final_scale_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | one_layer_with_norms__no_final_scale_at e -> rep (2 * 2)%N 1 fg.1 = rep (2 * 2)%N 1 fg.2}.
Proof. rewrite /one_layer_with_norms__no_final_scale_at /one_layer_with_norms__no_final_scale_says; sides_at. Defined.
Theorem one_layer_with_norms__no_final_scale_is_false : ~ one_layer_with_norms__no_final_scale_holds.
Proof. move=> no; have : one_layer_with_norms__no_final_scale_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (one_layer_with_norms__no_final_scale_sides one_to_three))/rep_all.
by lazy beta iota delta [one_layer_with_norms__no_final_scale_sides proj1_sig fst snd]; vm_compute. Qed.

Definition heads_between_two_norms__normed_head_by_head_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (x : 'M[RR]_(n_ctx, d_model)) (D_w : 'M[RR]_(n_ctx, n_ctx)) (S : H -> 'M[RR]_(n_ctx, n_ctx)) (D : 'M[RR]_(n_ctx, n_ctx)) (C : 'M[RR]_(d_model, d_model)) (Γ : 'M[RR]_(d_model, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (b_O : 'M[RR]_(d_model, 1)) (Γ_w : 'M[RR]_(d_model, d_model)) (β_w : 'M[RR]_(d_model, 1)) (D_w' : H -> 'M[RR]_(n_ctx, n_ctx)) :=
  (vec (x + (D_w *m ((\sum_(h : H) ((softmax_of e true (S h)) *m D *m x *m (C^T) *m Γ *m ((W_V h)^T) *m ((W_O h)^T))) + (v1 *m (b_O^T))) *m (C^T) *m Γ_w) + (v1 *m (β_w^T)))) = ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H) (((D_w' h) *m (softmax_of e true (S h)) *m D) *t ((Γ_w^T) *m C *m ((W_O h) *m (W_V h)) *m (Γ^T) *m C)))) *m (vec x)) + (vec ((D_w *m v1 *m (((Γ_w^T) *m C *m b_O)^T)) + (v1 *m (β_w^T))))).
Definition heads_between_two_norms__normed_head_by_head_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (x : 'M[RR]_(n_ctx, d_model)) (D_w : 'M[RR]_(n_ctx, n_ctx)) (S : H -> 'M[RR]_(n_ctx, n_ctx)) (D : 'M[RR]_(n_ctx, n_ctx)) (C : 'M[RR]_(d_model, d_model)) (Γ : 'M[RR]_(d_model, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (b_O : 'M[RR]_(d_model, 1)) (Γ_w : 'M[RR]_(d_model, d_model)) (β_w : 'M[RR]_(d_model, 1)) (D_w' : H -> 'M[RR]_(n_ctx, n_ctx)),
  (D_w *h 1%:M = D_w) -> (D *h 1%:M = D) -> (C *+ d_model = 1%:M *+ d_model - const_mx 1) -> (Γ *h 1%:M = Γ) -> is_ones v1 -> (Γ_w *h 1%:M = Γ_w) -> (forall h, ((D_w' h) *h 1%:M = (D_w' h))) -> @heads_between_two_norms__normed_head_by_head_says RR e n_ctx d_model d_head H x D_w S D C Γ W_V W_O v1 b_O Γ_w β_w D_w'.
Definition heads_between_two_norms__normed_head_by_head_at (RR : realFieldType) (e : RR -> RR) := @heads_between_two_norms__normed_head_by_head_says RR e 2%N 2%N 1%N (ordinal_finType 1) (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 1, 0%N)]; [:: (Negz 0, 0%N); (Posz 3, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 5, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Negz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 1, 0%N)]]] h)) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 3, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 1%N); (Negz 0, 1%N)]; [:: (Negz 0, 1%N); (Posz 1, 1%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 8, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 4, 0%N)]])) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 3, 0%N); (Negz 1, 0%N)]]] h)) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Posz 2, 0%N)]; [:: (Negz 1, 0%N)]]] h)) (const_mx 1 : 'M[RR]_(2, 1)) (@rep RR 2 1 (table RR [:: [:: (Posz 2, 0%N)]; [:: (Posz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 4, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Negz 0, 0%N)]; [:: (Negz 0, 0%N)]])) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Negz 5, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 9, 0%N)]]] h)).
Definition heads_between_two_norms__normed_head_by_head_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | heads_between_two_norms__normed_head_by_head_at e -> rep (2 * 2)%N 1 fg.1 = rep (2 * 2)%N 1 fg.2}.
Proof. rewrite /heads_between_two_norms__normed_head_by_head_at /heads_between_two_norms__normed_head_by_head_says; sides_at. Defined.
Theorem heads_between_two_norms__normed_head_by_head_is_false : ~ heads_between_two_norms__normed_head_by_head_holds.
Proof. move=> no; have : heads_between_two_norms__normed_head_by_head_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (heads_between_two_norms__normed_head_by_head_sides one_to_three))/rep_all.
by lazy beta iota delta [heads_between_two_norms__normed_head_by_head_sides proj1_sig fst snd]; vm_compute. Qed.

Definition heads_between_two_norms__bias_for_each_head_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (x : 'M[RR]_(n_ctx, d_model)) (D_w : 'M[RR]_(n_ctx, n_ctx)) (S : H -> 'M[RR]_(n_ctx, n_ctx)) (D : 'M[RR]_(n_ctx, n_ctx)) (C : 'M[RR]_(d_model, d_model)) (Γ : 'M[RR]_(d_model, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (b_O : 'M[RR]_(d_model, 1)) (Γ_w : 'M[RR]_(d_model, d_model)) (β_w : 'M[RR]_(d_model, 1)) :=
  (vec (x + (D_w *m ((\sum_(h : H) ((softmax_of e true (S h)) *m D *m x *m (C^T) *m Γ *m ((W_V h)^T) *m ((W_O h)^T))) + (v1 *m (b_O^T))) *m (C^T) *m Γ_w) + (v1 *m (β_w^T)))) = (((1%:M : 'M[RR]_((n_ctx * d_model)%N)) *m (vec x)) + (\sum_(h : H) ((((D_w *m (softmax_of e true (S h)) *m D) *t ((Γ_w^T) *m C *m ((W_O h) *m (W_V h)) *m (Γ^T) *m C)) *m (vec x)) + (vec ((D_w *m v1 *m (((Γ_w^T) *m C *m b_O)^T)) + (v1 *m (β_w^T))))))).
Definition heads_between_two_norms__bias_for_each_head_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (x : 'M[RR]_(n_ctx, d_model)) (D_w : 'M[RR]_(n_ctx, n_ctx)) (S : H -> 'M[RR]_(n_ctx, n_ctx)) (D : 'M[RR]_(n_ctx, n_ctx)) (C : 'M[RR]_(d_model, d_model)) (Γ : 'M[RR]_(d_model, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (b_O : 'M[RR]_(d_model, 1)) (Γ_w : 'M[RR]_(d_model, d_model)) (β_w : 'M[RR]_(d_model, 1)),
  (D_w *h 1%:M = D_w) -> (D *h 1%:M = D) -> (C *+ d_model = 1%:M *+ d_model - const_mx 1) -> (Γ *h 1%:M = Γ) -> is_ones v1 -> (Γ_w *h 1%:M = Γ_w) -> @heads_between_two_norms__bias_for_each_head_says RR e n_ctx d_model d_head H x D_w S D C Γ W_V W_O v1 b_O Γ_w β_w.
Definition heads_between_two_norms__bias_for_each_head_at (RR : realFieldType) (e : RR -> RR) := @heads_between_two_norms__bias_for_each_head_says RR e 1%N 1%N 2%N (ordinal_finType 2) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 2, 0%N)]]; [:: [:: (Posz 0, 0%N)]]] h)) (@rep RR 1 1 (table RR [:: [:: (Posz 0, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 0, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 9, 0%N)]])) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Negz 0, 0%N)]; [:: (Posz 2, 0%N)]]; [:: [:: (Posz 1, 0%N)]; [:: (Posz 0, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Negz 1, 0%N)]]; [:: [:: (Posz 0, 0%N); (Negz 1, 0%N)]]] h)) (const_mx 1 : 'M[RR]_(1, 1)) (@rep RR 1 1 (table RR [:: [:: (Posz 0, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 0, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])).
Definition heads_between_two_norms__bias_for_each_head_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | heads_between_two_norms__bias_for_each_head_at e -> rep (1 * 1)%N 1 fg.1 = rep (1 * 1)%N 1 fg.2}.
Proof. rewrite /heads_between_two_norms__bias_for_each_head_at /heads_between_two_norms__bias_for_each_head_says; sides_at. Defined.
Theorem heads_between_two_norms__bias_for_each_head_is_false : ~ heads_between_two_norms__bias_for_each_head_holds.
Proof. move=> no; have : heads_between_two_norms__bias_for_each_head_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (heads_between_two_norms__bias_for_each_head_sides one_to_three))/rep_all.
by lazy beta iota delta [heads_between_two_norms__bias_for_each_head_sides proj1_sig fst snd]; vm_compute. Qed.

Definition heads_between_two_norms__deviations_of_the_source_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (x : 'M[RR]_(n_ctx, d_model)) (D_w : 'M[RR]_(n_ctx, n_ctx)) (S : H -> 'M[RR]_(n_ctx, n_ctx)) (D : 'M[RR]_(n_ctx, n_ctx)) (C : 'M[RR]_(d_model, d_model)) (Γ : 'M[RR]_(d_model, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (b_O : 'M[RR]_(d_model, 1)) (Γ_w : 'M[RR]_(d_model, d_model)) (β_w : 'M[RR]_(d_model, 1)) :=
  (vec (x + (D_w *m ((\sum_(h : H) ((softmax_of e true (S h)) *m D *m x *m (C^T) *m Γ *m ((W_V h)^T) *m ((W_O h)^T))) + (v1 *m (b_O^T))) *m (C^T) *m Γ_w) + (v1 *m (β_w^T)))) = ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H) (((softmax_of e true (S h)) *m D_w *m D) *t ((Γ_w^T) *m C *m ((W_O h) *m (W_V h)) *m (Γ^T) *m C)))) *m (vec x)) + (vec ((D_w *m v1 *m (((Γ_w^T) *m C *m b_O)^T)) + (v1 *m (β_w^T))))).
Definition heads_between_two_norms__deviations_of_the_source_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (x : 'M[RR]_(n_ctx, d_model)) (D_w : 'M[RR]_(n_ctx, n_ctx)) (S : H -> 'M[RR]_(n_ctx, n_ctx)) (D : 'M[RR]_(n_ctx, n_ctx)) (C : 'M[RR]_(d_model, d_model)) (Γ : 'M[RR]_(d_model, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (b_O : 'M[RR]_(d_model, 1)) (Γ_w : 'M[RR]_(d_model, d_model)) (β_w : 'M[RR]_(d_model, 1)),
  (D_w *h 1%:M = D_w) -> (D *h 1%:M = D) -> (C *+ d_model = 1%:M *+ d_model - const_mx 1) -> (Γ *h 1%:M = Γ) -> is_ones v1 -> (Γ_w *h 1%:M = Γ_w) -> @heads_between_two_norms__deviations_of_the_source_says RR e n_ctx d_model d_head H x D_w S D C Γ W_V W_O v1 b_O Γ_w β_w.
Definition heads_between_two_norms__deviations_of_the_source_at (RR : realFieldType) (e : RR -> RR) := @heads_between_two_norms__deviations_of_the_source_says RR e 2%N 2%N 1%N (ordinal_finType 1) (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 1, 0%N)]; [:: (Negz 0, 0%N); (Posz 3, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 5, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Negz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 1, 0%N)]]] h)) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 3, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 1%N); (Negz 0, 1%N)]; [:: (Negz 0, 1%N); (Posz 1, 1%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 8, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 4, 0%N)]])) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 3, 0%N); (Negz 1, 0%N)]]] h)) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Posz 2, 0%N)]; [:: (Negz 1, 0%N)]]] h)) (const_mx 1 : 'M[RR]_(2, 1)) (@rep RR 2 1 (table RR [:: [:: (Posz 2, 0%N)]; [:: (Posz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 4, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Negz 0, 0%N)]; [:: (Negz 0, 0%N)]])).
Definition heads_between_two_norms__deviations_of_the_source_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | heads_between_two_norms__deviations_of_the_source_at e -> rep (2 * 2)%N 1 fg.1 = rep (2 * 2)%N 1 fg.2}.
Proof. rewrite /heads_between_two_norms__deviations_of_the_source_at /heads_between_two_norms__deviations_of_the_source_says; sides_at. Defined.
Theorem heads_between_two_norms__deviations_of_the_source_is_false : ~ heads_between_two_norms__deviations_of_the_source_holds.
Proof. move=> no; have : heads_between_two_norms__deviations_of_the_source_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (heads_between_two_norms__deviations_of_the_source_sides one_to_three))/rep_all.
by lazy beta iota delta [heads_between_two_norms__deviations_of_the_source_sides proj1_sig fst snd]; vm_compute. Qed.

Definition heads_between_two_norms__gain_before_centring_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (x : 'M[RR]_(n_ctx, d_model)) (D_w : 'M[RR]_(n_ctx, n_ctx)) (S : H -> 'M[RR]_(n_ctx, n_ctx)) (D : 'M[RR]_(n_ctx, n_ctx)) (C : 'M[RR]_(d_model, d_model)) (Γ : 'M[RR]_(d_model, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (b_O : 'M[RR]_(d_model, 1)) (Γ_w : 'M[RR]_(d_model, d_model)) (β_w : 'M[RR]_(d_model, 1)) :=
  (vec (x + (D_w *m ((\sum_(h : H) ((softmax_of e true (S h)) *m D *m x *m (C^T) *m Γ *m ((W_V h)^T) *m ((W_O h)^T))) + (v1 *m (b_O^T))) *m (C^T) *m Γ_w) + (v1 *m (β_w^T)))) = ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H) ((D_w *m (softmax_of e true (S h)) *m D) *t (C *m (Γ_w^T) *m ((W_O h) *m (W_V h)) *m (Γ^T) *m C)))) *m (vec x)) + (vec ((D_w *m v1 *m (((Γ_w^T) *m C *m b_O)^T)) + (v1 *m (β_w^T))))).
Definition heads_between_two_norms__gain_before_centring_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (x : 'M[RR]_(n_ctx, d_model)) (D_w : 'M[RR]_(n_ctx, n_ctx)) (S : H -> 'M[RR]_(n_ctx, n_ctx)) (D : 'M[RR]_(n_ctx, n_ctx)) (C : 'M[RR]_(d_model, d_model)) (Γ : 'M[RR]_(d_model, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (b_O : 'M[RR]_(d_model, 1)) (Γ_w : 'M[RR]_(d_model, d_model)) (β_w : 'M[RR]_(d_model, 1)),
  (D_w *h 1%:M = D_w) -> (D *h 1%:M = D) -> (C *+ d_model = 1%:M *+ d_model - const_mx 1) -> (Γ *h 1%:M = Γ) -> is_ones v1 -> (Γ_w *h 1%:M = Γ_w) -> @heads_between_two_norms__gain_before_centring_says RR e n_ctx d_model d_head H x D_w S D C Γ W_V W_O v1 b_O Γ_w β_w.
Definition heads_between_two_norms__gain_before_centring_at (RR : realFieldType) (e : RR -> RR) := @heads_between_two_norms__gain_before_centring_says RR e 2%N 2%N 1%N (ordinal_finType 1) (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 1, 0%N)]; [:: (Negz 0, 0%N); (Posz 3, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 5, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Negz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 1, 0%N)]]] h)) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 3, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 1%N); (Negz 0, 1%N)]; [:: (Negz 0, 1%N); (Posz 1, 1%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 8, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 4, 0%N)]])) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 3, 0%N); (Negz 1, 0%N)]]] h)) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Posz 2, 0%N)]; [:: (Negz 1, 0%N)]]] h)) (const_mx 1 : 'M[RR]_(2, 1)) (@rep RR 2 1 (table RR [:: [:: (Posz 2, 0%N)]; [:: (Posz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 4, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Negz 0, 0%N)]; [:: (Negz 0, 0%N)]])).
Definition heads_between_two_norms__gain_before_centring_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | heads_between_two_norms__gain_before_centring_at e -> rep (2 * 2)%N 1 fg.1 = rep (2 * 2)%N 1 fg.2}.
Proof. rewrite /heads_between_two_norms__gain_before_centring_at /heads_between_two_norms__gain_before_centring_says; sides_at. Defined.
Theorem heads_between_two_norms__gain_before_centring_is_false : ~ heads_between_two_norms__gain_before_centring_holds.
Proof. move=> no; have : heads_between_two_norms__gain_before_centring_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (heads_between_two_norms__gain_before_centring_sides one_to_three))/rep_all.
by lazy beta iota delta [heads_between_two_norms__gain_before_centring_sides proj1_sig fst snd]; vm_compute. Qed.

Definition heads_between_two_norms__gain_on_what_is_read_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (x : 'M[RR]_(n_ctx, d_model)) (D_w : 'M[RR]_(n_ctx, n_ctx)) (S : H -> 'M[RR]_(n_ctx, n_ctx)) (D : 'M[RR]_(n_ctx, n_ctx)) (C : 'M[RR]_(d_model, d_model)) (Γ : 'M[RR]_(d_model, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (b_O : 'M[RR]_(d_model, 1)) (Γ_w : 'M[RR]_(d_model, d_model)) (β_w : 'M[RR]_(d_model, 1)) :=
  (vec (x + (D_w *m ((\sum_(h : H) ((softmax_of e true (S h)) *m D *m x *m (C^T) *m Γ *m ((W_V h)^T) *m ((W_O h)^T))) + (v1 *m (b_O^T))) *m (C^T) *m Γ_w) + (v1 *m (β_w^T)))) = ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H) ((D_w *m (softmax_of e true (S h)) *m D) *t (C *m ((W_O h) *m (W_V h)) *m (Γ_w^T) *m (Γ^T) *m C)))) *m (vec x)) + (vec ((D_w *m v1 *m (((Γ_w^T) *m C *m b_O)^T)) + (v1 *m (β_w^T))))).
Definition heads_between_two_norms__gain_on_what_is_read_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (x : 'M[RR]_(n_ctx, d_model)) (D_w : 'M[RR]_(n_ctx, n_ctx)) (S : H -> 'M[RR]_(n_ctx, n_ctx)) (D : 'M[RR]_(n_ctx, n_ctx)) (C : 'M[RR]_(d_model, d_model)) (Γ : 'M[RR]_(d_model, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (b_O : 'M[RR]_(d_model, 1)) (Γ_w : 'M[RR]_(d_model, d_model)) (β_w : 'M[RR]_(d_model, 1)),
  (D_w *h 1%:M = D_w) -> (D *h 1%:M = D) -> (C *+ d_model = 1%:M *+ d_model - const_mx 1) -> (Γ *h 1%:M = Γ) -> is_ones v1 -> (Γ_w *h 1%:M = Γ_w) -> @heads_between_two_norms__gain_on_what_is_read_says RR e n_ctx d_model d_head H x D_w S D C Γ W_V W_O v1 b_O Γ_w β_w.
Definition heads_between_two_norms__gain_on_what_is_read_at (RR : realFieldType) (e : RR -> RR) := @heads_between_two_norms__gain_on_what_is_read_says RR e 2%N 2%N 1%N (ordinal_finType 1) (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 1, 0%N)]; [:: (Negz 0, 0%N); (Posz 3, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 5, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Negz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 1, 0%N)]]] h)) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 3, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 1%N); (Negz 0, 1%N)]; [:: (Negz 0, 1%N); (Posz 1, 1%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 8, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 4, 0%N)]])) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 3, 0%N); (Negz 1, 0%N)]]] h)) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Posz 2, 0%N)]; [:: (Negz 1, 0%N)]]] h)) (const_mx 1 : 'M[RR]_(2, 1)) (@rep RR 2 1 (table RR [:: [:: (Posz 2, 0%N)]; [:: (Posz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 4, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Negz 0, 0%N)]; [:: (Negz 0, 0%N)]])).
Definition heads_between_two_norms__gain_on_what_is_read_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | heads_between_two_norms__gain_on_what_is_read_at e -> rep (2 * 2)%N 1 fg.1 = rep (2 * 2)%N 1 fg.2}.
Proof. rewrite /heads_between_two_norms__gain_on_what_is_read_at /heads_between_two_norms__gain_on_what_is_read_says; sides_at. Defined.
Theorem heads_between_two_norms__gain_on_what_is_read_is_false : ~ heads_between_two_norms__gain_on_what_is_read_holds.
Proof. move=> no; have : heads_between_two_norms__gain_on_what_is_read_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (heads_between_two_norms__gain_on_what_is_read_sides one_to_three))/rep_all.
by lazy beta iota delta [heads_between_two_norms__gain_on_what_is_read_sides proj1_sig fst snd]; vm_compute. Qed.

Definition heads_between_two_norms__the_stream_normed_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (x : 'M[RR]_(n_ctx, d_model)) (D_w : 'M[RR]_(n_ctx, n_ctx)) (S : H -> 'M[RR]_(n_ctx, n_ctx)) (D : 'M[RR]_(n_ctx, n_ctx)) (C : 'M[RR]_(d_model, d_model)) (Γ : 'M[RR]_(d_model, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (b_O : 'M[RR]_(d_model, 1)) (Γ_w : 'M[RR]_(d_model, d_model)) (β_w : 'M[RR]_(d_model, 1)) :=
  (vec (x + (D_w *m ((\sum_(h : H) ((softmax_of e true (S h)) *m D *m x *m (C^T) *m Γ *m ((W_V h)^T) *m ((W_O h)^T))) + (v1 *m (b_O^T))) *m (C^T) *m Γ_w) + (v1 *m (β_w^T)))) = ((((D_w *t ((Γ_w^T) *m C)) + (\sum_(h : H) ((D_w *m (softmax_of e true (S h)) *m D) *t ((Γ_w^T) *m C *m ((W_O h) *m (W_V h)) *m (Γ^T) *m C)))) *m (vec x)) + (vec ((D_w *m v1 *m (((Γ_w^T) *m C *m b_O)^T)) + (v1 *m (β_w^T))))).
Definition heads_between_two_norms__the_stream_normed_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (x : 'M[RR]_(n_ctx, d_model)) (D_w : 'M[RR]_(n_ctx, n_ctx)) (S : H -> 'M[RR]_(n_ctx, n_ctx)) (D : 'M[RR]_(n_ctx, n_ctx)) (C : 'M[RR]_(d_model, d_model)) (Γ : 'M[RR]_(d_model, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (b_O : 'M[RR]_(d_model, 1)) (Γ_w : 'M[RR]_(d_model, d_model)) (β_w : 'M[RR]_(d_model, 1)),
  (D_w *h 1%:M = D_w) -> (D *h 1%:M = D) -> (C *+ d_model = 1%:M *+ d_model - const_mx 1) -> (Γ *h 1%:M = Γ) -> is_ones v1 -> (Γ_w *h 1%:M = Γ_w) -> @heads_between_two_norms__the_stream_normed_says RR e n_ctx d_model d_head H x D_w S D C Γ W_V W_O v1 b_O Γ_w β_w.
Definition heads_between_two_norms__the_stream_normed_at (RR : realFieldType) (e : RR -> RR) := @heads_between_two_norms__the_stream_normed_says RR e 1%N 1%N 2%N (ordinal_finType 1) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 2, 0%N)]]] h)) (@rep RR 1 1 (table RR [:: [:: (Posz 0, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 0, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 9, 0%N)]])) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Negz 0, 0%N)]; [:: (Posz 2, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Negz 1, 0%N)]]] h)) (const_mx 1 : 'M[RR]_(1, 1)) (@rep RR 1 1 (table RR [:: [:: (Posz 0, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 4, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 0, 0%N)]])).
Definition heads_between_two_norms__the_stream_normed_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | heads_between_two_norms__the_stream_normed_at e -> rep (1 * 1)%N 1 fg.1 = rep (1 * 1)%N 1 fg.2}.
Proof. rewrite /heads_between_two_norms__the_stream_normed_at /heads_between_two_norms__the_stream_normed_says; sides_at. Defined.
Theorem heads_between_two_norms__the_stream_normed_is_false : ~ heads_between_two_norms__the_stream_normed_holds.
Proof. move=> no; have : heads_between_two_norms__the_stream_normed_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (heads_between_two_norms__the_stream_normed_sides one_to_three))/rep_all.
by lazy beta iota delta [heads_between_two_norms__the_stream_normed_sides proj1_sig fst snd]; vm_compute. Qed.

Definition heads_between_two_norms__b_O_behind_the_norm_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (x : 'M[RR]_(n_ctx, d_model)) (D_w : 'M[RR]_(n_ctx, n_ctx)) (S : H -> 'M[RR]_(n_ctx, n_ctx)) (D : 'M[RR]_(n_ctx, n_ctx)) (C : 'M[RR]_(d_model, d_model)) (Γ : 'M[RR]_(d_model, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (b_O : 'M[RR]_(d_model, 1)) (Γ_w : 'M[RR]_(d_model, d_model)) (β_w : 'M[RR]_(d_model, 1)) :=
  (vec (x + (D_w *m ((\sum_(h : H) ((softmax_of e true (S h)) *m D *m x *m (C^T) *m Γ *m ((W_V h)^T) *m ((W_O h)^T))) + (v1 *m (b_O^T))) *m (C^T) *m Γ_w) + (v1 *m (β_w^T)))) = ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H) ((D_w *m (softmax_of e true (S h)) *m D) *t ((Γ_w^T) *m C *m ((W_O h) *m (W_V h)) *m (Γ^T) *m C)))) *m (vec x)) + (vec ((v1 *m (b_O^T)) + (v1 *m (β_w^T))))).
Definition heads_between_two_norms__b_O_behind_the_norm_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (x : 'M[RR]_(n_ctx, d_model)) (D_w : 'M[RR]_(n_ctx, n_ctx)) (S : H -> 'M[RR]_(n_ctx, n_ctx)) (D : 'M[RR]_(n_ctx, n_ctx)) (C : 'M[RR]_(d_model, d_model)) (Γ : 'M[RR]_(d_model, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (v1 : 'M[RR]_(n_ctx, 1)) (b_O : 'M[RR]_(d_model, 1)) (Γ_w : 'M[RR]_(d_model, d_model)) (β_w : 'M[RR]_(d_model, 1)),
  (D_w *h 1%:M = D_w) -> (D *h 1%:M = D) -> (C *+ d_model = 1%:M *+ d_model - const_mx 1) -> (Γ *h 1%:M = Γ) -> is_ones v1 -> (Γ_w *h 1%:M = Γ_w) -> @heads_between_two_norms__b_O_behind_the_norm_says RR e n_ctx d_model d_head H x D_w S D C Γ W_V W_O v1 b_O Γ_w β_w.
Definition heads_between_two_norms__b_O_behind_the_norm_at (RR : realFieldType) (e : RR -> RR) := @heads_between_two_norms__b_O_behind_the_norm_says RR e 3%N 1%N 1%N (ordinal_finType 1) (@rep RR 3 1 (table RR [:: [:: (Posz 2, 0%N)]; [:: (Posz 0, 0%N)]; [:: (Posz 1, 0%N)]])) (@rep RR 3 3 (table RR [:: [:: (Posz 3, 0%N); (Posz 0, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 7, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 0, 0%N); (Posz 2, 0%N)]])) (fun h => @rep RR 3 3 (tables RR [:: [:: [:: (Negz 0, 0%N); (Posz 3, 0%N); (Negz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N); (Posz 1, 0%N)]]] h)) (@rep RR 3 3 (table RR [:: [:: (Negz 8, 0%N); (Posz 0, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 5, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 0, 0%N); (Negz 6, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 0, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 6, 0%N)]])) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 1, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 1, 0%N)]]] h)) (const_mx 1 : 'M[RR]_(3, 1)) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 4, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 0, 0%N)]])).
Definition heads_between_two_norms__b_O_behind_the_norm_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | heads_between_two_norms__b_O_behind_the_norm_at e -> rep (3 * 1)%N 1 fg.1 = rep (3 * 1)%N 1 fg.2}.
Proof. rewrite /heads_between_two_norms__b_O_behind_the_norm_at /heads_between_two_norms__b_O_behind_the_norm_says; sides_at. Defined.
Theorem heads_between_two_norms__b_O_behind_the_norm_is_false : ~ heads_between_two_norms__b_O_behind_the_norm_holds.
Proof. move=> no; have : heads_between_two_norms__b_O_behind_the_norm_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (heads_between_two_norms__b_O_behind_the_norm_sides one_to_three))/rep_all.
by lazy beta iota delta [heads_between_two_norms__b_O_behind_the_norm_sides proj1_sig fst snd]; vm_compute. Qed.

Definition neuron_pre_activation__as_if_it_stood_beside_attention_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (d_mlp : nat) (H : finType) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_in : 'M[RR]_(d_mlp, d_model)) :=
  (vec (((t *m (W_E^T)) + (\sum_(h : H) ((A h) *m (t *m (W_E^T)) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (W_in^T))) = (((1%:M : 'M[RR]_(n_ctx)) *t (W_in *m W_E)) *m (vec t)).
Definition neuron_pre_activation__as_if_it_stood_beside_attention_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (d_mlp : nat) (H : finType) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_in : 'M[RR]_(d_mlp, d_model)),
  (t *h t = t /\ t *m const_mx 1 = const_mx 1 :> 'cV_n_ctx) -> @neuron_pre_activation__as_if_it_stood_beside_attention_says RR e n_ctx d_vocab d_model d_head d_mlp H t W_E A W_V W_O W_in.
Definition neuron_pre_activation__as_if_it_stood_beside_attention_at (RR : realFieldType) (e : RR -> RR) := @neuron_pre_activation__as_if_it_stood_beside_attention_says RR e 2%N 4%N 1%N 3%N 1%N (ordinal_finType 1) (@rep RR 2 4 (table RR [:: [:: (Posz 0, 0%N); (Posz 0, 0%N); (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N); (Posz 0, 0%N); (Posz 0, 0%N)]])) (@rep RR 1 4 (table RR [:: [:: (Posz 2, 0%N); (Posz 0, 0%N); (Negz 1, 0%N); (Posz 0, 0%N)]])) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 1, 0%N)]]] h)) (fun h => @rep RR 3 1 (tables RR [:: [:: [:: (Posz 0, 0%N)]; [:: (Posz 0, 0%N)]; [:: (Negz 1, 0%N)]]] h)) (fun h => @rep RR 1 3 (tables RR [:: [:: [:: (Posz 2, 0%N); (Posz 2, 0%N); (Negz 0, 0%N)]]] h)) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])).
Definition neuron_pre_activation__as_if_it_stood_beside_attention_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | neuron_pre_activation__as_if_it_stood_beside_attention_at e -> rep (2 * 1)%N 1 fg.1 = rep (2 * 1)%N 1 fg.2}.
Proof. rewrite /neuron_pre_activation__as_if_it_stood_beside_attention_at /neuron_pre_activation__as_if_it_stood_beside_attention_says; sides_at. Defined.
Theorem neuron_pre_activation__as_if_it_stood_beside_attention_is_false : ~ neuron_pre_activation__as_if_it_stood_beside_attention_holds.
Proof. move=> no; have : neuron_pre_activation__as_if_it_stood_beside_attention_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (neuron_pre_activation__as_if_it_stood_beside_attention_sides one_to_three))/rep_all.
by lazy beta iota delta [neuron_pre_activation__as_if_it_stood_beside_attention_sides proj1_sig fst snd]; vm_compute. Qed.

Definition neuron_pre_activation__no_direct_term_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (d_mlp : nat) (H : finType) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_in : 'M[RR]_(d_mlp, d_model)) :=
  (vec (((t *m (W_E^T)) + (\sum_(h : H) ((A h) *m (t *m (W_E^T)) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (W_in^T))) = ((\sum_(h : H) ((A h) *t (W_in *m ((W_O h) *m (W_V h)) *m W_E))) *m (vec t)).
Definition neuron_pre_activation__no_direct_term_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (d_mlp : nat) (H : finType) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_in : 'M[RR]_(d_mlp, d_model)),
  (t *h t = t /\ t *m const_mx 1 = const_mx 1 :> 'cV_n_ctx) -> @neuron_pre_activation__no_direct_term_says RR e n_ctx d_vocab d_model d_head d_mlp H t W_E A W_V W_O W_in.
Definition neuron_pre_activation__no_direct_term_at (RR : realFieldType) (e : RR -> RR) := @neuron_pre_activation__no_direct_term_says RR e 2%N 4%N 1%N 3%N 1%N (ordinal_finType 1) (@rep RR 2 4 (table RR [:: [:: (Posz 0, 0%N); (Posz 0, 0%N); (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N); (Posz 0, 0%N); (Posz 0, 0%N)]])) (@rep RR 1 4 (table RR [:: [:: (Posz 2, 0%N); (Posz 0, 0%N); (Negz 1, 0%N); (Posz 0, 0%N)]])) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 1, 0%N)]]] h)) (fun h => @rep RR 3 1 (tables RR [:: [:: [:: (Posz 0, 0%N)]; [:: (Posz 0, 0%N)]; [:: (Negz 1, 0%N)]]] h)) (fun h => @rep RR 1 3 (tables RR [:: [:: [:: (Posz 2, 0%N); (Posz 2, 0%N); (Negz 0, 0%N)]]] h)) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])).
Definition neuron_pre_activation__no_direct_term_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | neuron_pre_activation__no_direct_term_at e -> rep (2 * 1)%N 1 fg.1 = rep (2 * 1)%N 1 fg.2}.
Proof. rewrite /neuron_pre_activation__no_direct_term_at /neuron_pre_activation__no_direct_term_says; sides_at. Defined.
Theorem neuron_pre_activation__no_direct_term_is_false : ~ neuron_pre_activation__no_direct_term_holds.
Proof. move=> no; have : neuron_pre_activation__no_direct_term_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (neuron_pre_activation__no_direct_term_sides one_to_three))/rep_all.
by lazy beta iota delta [neuron_pre_activation__no_direct_term_sides proj1_sig fst snd]; vm_compute. Qed.

Definition neuron_pre_activation__one_W_OV_for_all_heads_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (d_mlp : nat) (H : finType) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_in : 'M[RR]_(d_mlp, d_model)) (W_O_0 : 'M[RR]_(d_model, d_head)) (W_V_0 : 'M[RR]_(d_head, d_model)) :=
  (vec (((t *m (W_E^T)) + (\sum_(h : H) ((A h) *m (t *m (W_E^T)) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (W_in^T))) = ((((1%:M : 'M[RR]_(n_ctx)) *t (W_in *m W_E)) + (\sum_(h : H) ((A h) *t (W_in *m (W_O_0 *m W_V_0) *m W_E)))) *m (vec t)).
Definition neuron_pre_activation__one_W_OV_for_all_heads_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (d_mlp : nat) (H : finType) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_in : 'M[RR]_(d_mlp, d_model)) (W_O_0 : 'M[RR]_(d_model, d_head)) (W_V_0 : 'M[RR]_(d_head, d_model)),
  (t *h t = t /\ t *m const_mx 1 = const_mx 1 :> 'cV_n_ctx) -> @neuron_pre_activation__one_W_OV_for_all_heads_says RR e n_ctx d_vocab d_model d_head d_mlp H t W_E A W_V W_O W_in W_O_0 W_V_0.
Definition neuron_pre_activation__one_W_OV_for_all_heads_at (RR : realFieldType) (e : RR -> RR) := @neuron_pre_activation__one_W_OV_for_all_heads_says RR e 2%N 4%N 1%N 3%N 1%N (ordinal_finType 1) (@rep RR 2 4 (table RR [:: [:: (Posz 0, 0%N); (Posz 0, 0%N); (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N); (Posz 0, 0%N); (Posz 0, 0%N)]])) (@rep RR 1 4 (table RR [:: [:: (Posz 2, 0%N); (Posz 0, 0%N); (Negz 1, 0%N); (Posz 0, 0%N)]])) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 1, 0%N)]]] h)) (fun h => @rep RR 3 1 (tables RR [:: [:: [:: (Posz 0, 0%N)]; [:: (Posz 0, 0%N)]; [:: (Negz 1, 0%N)]]] h)) (fun h => @rep RR 1 3 (tables RR [:: [:: [:: (Posz 2, 0%N); (Posz 2, 0%N); (Negz 0, 0%N)]]] h)) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])) (@rep RR 1 3 (table RR [:: [:: (Negz 0, 0%N); (Negz 1, 0%N); (Posz 2, 0%N)]])) (@rep RR 3 1 (table RR [:: [:: (Posz 1, 0%N)]; [:: (Posz 1, 0%N)]; [:: (Posz 3, 0%N)]])).
Definition neuron_pre_activation__one_W_OV_for_all_heads_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | neuron_pre_activation__one_W_OV_for_all_heads_at e -> rep (2 * 1)%N 1 fg.1 = rep (2 * 1)%N 1 fg.2}.
Proof. rewrite /neuron_pre_activation__one_W_OV_for_all_heads_at /neuron_pre_activation__one_W_OV_for_all_heads_says; sides_at. Defined.
Theorem neuron_pre_activation__one_W_OV_for_all_heads_is_false : ~ neuron_pre_activation__one_W_OV_for_all_heads_holds.
Proof. move=> no; have : neuron_pre_activation__one_W_OV_for_all_heads_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (neuron_pre_activation__one_W_OV_for_all_heads_sides one_to_three))/rep_all.
by lazy beta iota delta [neuron_pre_activation__one_W_OV_for_all_heads_sides proj1_sig fst snd]; vm_compute. Qed.

Definition neuron_pre_activation__pattern_transposed_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (d_mlp : nat) (H : finType) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_in : 'M[RR]_(d_mlp, d_model)) :=
  (vec (((t *m (W_E^T)) + (\sum_(h : H) ((A h) *m (t *m (W_E^T)) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (W_in^T))) = ((((1%:M : 'M[RR]_(n_ctx)) *t (W_in *m W_E)) + (\sum_(h : H) (((A h)^T) *t (W_in *m ((W_O h) *m (W_V h)) *m W_E)))) *m (vec t)).
Definition neuron_pre_activation__pattern_transposed_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (d_mlp : nat) (H : finType) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_in : 'M[RR]_(d_mlp, d_model)),
  (t *h t = t /\ t *m const_mx 1 = const_mx 1 :> 'cV_n_ctx) -> @neuron_pre_activation__pattern_transposed_says RR e n_ctx d_vocab d_model d_head d_mlp H t W_E A W_V W_O W_in.
Definition neuron_pre_activation__pattern_transposed_at (RR : realFieldType) (e : RR -> RR) := @neuron_pre_activation__pattern_transposed_says RR e 2%N 2%N 2%N 2%N 2%N (ordinal_finType 1) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 2, 0%N); (Negz 0, 0%N)]])) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 2, 0%N); (Negz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 0, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Posz 2, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 3, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 0, 0%N)]]] h)) (@rep RR 2 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 3, 0%N)]; [:: (Negz 1, 0%N); (Posz 3, 0%N)]])).
Definition neuron_pre_activation__pattern_transposed_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | neuron_pre_activation__pattern_transposed_at e -> rep (2 * 2)%N 1 fg.1 = rep (2 * 2)%N 1 fg.2}.
Proof. rewrite /neuron_pre_activation__pattern_transposed_at /neuron_pre_activation__pattern_transposed_says; sides_at. Defined.
Theorem neuron_pre_activation__pattern_transposed_is_false : ~ neuron_pre_activation__pattern_transposed_holds.
Proof. move=> no; have : neuron_pre_activation__pattern_transposed_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (neuron_pre_activation__pattern_transposed_sides one_to_three))/rep_all.
by lazy beta iota delta [neuron_pre_activation__pattern_transposed_sides proj1_sig fst snd]; vm_compute. Qed.

Definition neuron_effect__writes_where_it_reads_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_mlp : nat) (d_model : nat) (d_vocab : nat) (G : 'M[RR]_(n_ctx, d_mlp)) (W_out : 'M[RR]_(d_model, d_mlp)) (W_U : 'M[RR]_(d_vocab, d_model)) (W_in : 'M[RR]_(d_mlp, d_model)) :=
  (vec (G *m (W_out^T) *m (W_U^T))) = (((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m (W_in^T))) *m (vec G)).
Definition neuron_effect__writes_where_it_reads_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_mlp : nat) (d_model : nat) (d_vocab : nat) (G : 'M[RR]_(n_ctx, d_mlp)) (W_out : 'M[RR]_(d_model, d_mlp)) (W_U : 'M[RR]_(d_vocab, d_model)) (W_in : 'M[RR]_(d_mlp, d_model)),
  @neuron_effect__writes_where_it_reads_says RR e n_ctx d_mlp d_model d_vocab G W_out W_U W_in.
Definition neuron_effect__writes_where_it_reads_at (RR : realFieldType) (e : RR -> RR) := @neuron_effect__writes_where_it_reads_says RR e 2%N 2%N 2%N 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 2, 0%N); (Negz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Negz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 2, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])).
Definition neuron_effect__writes_where_it_reads_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | neuron_effect__writes_where_it_reads_at e -> rep (2 * 2)%N 1 fg.1 = rep (2 * 2)%N 1 fg.2}.
Proof. rewrite /neuron_effect__writes_where_it_reads_at /neuron_effect__writes_where_it_reads_says; sides_at. Defined.
Theorem neuron_effect__writes_where_it_reads_is_false : ~ neuron_effect__writes_where_it_reads_holds.
Proof. move=> no; have : neuron_effect__writes_where_it_reads_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (neuron_effect__writes_where_it_reads_sides one_to_three))/rep_all.
by lazy beta iota delta [neuron_effect__writes_where_it_reads_sides proj1_sig fst snd]; vm_compute. Qed.

Definition neuron_effect__moved_by_a_pattern_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_mlp : nat) (d_model : nat) (d_vocab : nat) (G : 'M[RR]_(n_ctx, d_mlp)) (W_out : 'M[RR]_(d_model, d_mlp)) (W_U : 'M[RR]_(d_vocab, d_model)) (A : 'M[RR]_(n_ctx, n_ctx)) :=
  (vec (G *m (W_out^T) *m (W_U^T))) = ((A *t (W_U *m W_out)) *m (vec G)).
Definition neuron_effect__moved_by_a_pattern_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_mlp : nat) (d_model : nat) (d_vocab : nat) (G : 'M[RR]_(n_ctx, d_mlp)) (W_out : 'M[RR]_(d_model, d_mlp)) (W_U : 'M[RR]_(d_vocab, d_model)) (A : 'M[RR]_(n_ctx, n_ctx)),
  @neuron_effect__moved_by_a_pattern_says RR e n_ctx d_mlp d_model d_vocab G W_out W_U A.
Definition neuron_effect__moved_by_a_pattern_at (RR : realFieldType) (e : RR -> RR) := @neuron_effect__moved_by_a_pattern_says RR e 2%N 2%N 2%N 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 2, 0%N); (Negz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Negz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 2, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])).
Definition neuron_effect__moved_by_a_pattern_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | neuron_effect__moved_by_a_pattern_at e -> rep (2 * 2)%N 1 fg.1 = rep (2 * 2)%N 1 fg.2}.
Proof. rewrite /neuron_effect__moved_by_a_pattern_at /neuron_effect__moved_by_a_pattern_says; sides_at. Defined.
Theorem neuron_effect__moved_by_a_pattern_is_false : ~ neuron_effect__moved_by_a_pattern_holds.
Proof. move=> no; have : neuron_effect__moved_by_a_pattern_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (neuron_effect__moved_by_a_pattern_sides one_to_three))/rep_all.
by lazy beta iota delta [neuron_effect__moved_by_a_pattern_sides proj1_sig fst snd]; vm_compute. Qed.

Definition mlp_as_a_term__directly_only_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (d_mlp : nat) (H_1 : finType) (H_0 : finType) (A_1 : H_1 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_1 : H_1 -> 'M[RR]_(d_model, d_head)) (W_V_1 : H_1 -> 'M[RR]_(d_head, d_model)) (A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_0 : H_0 -> 'M[RR]_(d_model, d_head)) (W_V_0 : H_0 -> 'M[RR]_(d_head, d_model)) (x : 'M[RR]_(n_ctx, d_model)) (W_out : 'M[RR]_(d_model, d_mlp)) (G : 'M[RR]_(n_ctx, d_mlp)) :=
  (((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))))) *m ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H_0) ((A_0 h) *t ((W_O_0 h) *m (W_V_0 h))))) *m (vec x)) + (((1%:M : 'M[RR]_(n_ctx)) *t W_out) *m (vec G)))) = ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))))) *m ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H_0) ((A_0 h) *t ((W_O_0 h) *m (W_V_0 h))))) *m (vec x)) + (((1%:M : 'M[RR]_(n_ctx)) *t W_out) *m (vec G))).
Definition mlp_as_a_term__directly_only_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (d_mlp : nat) (H_1 : finType) (H_0 : finType) (A_1 : H_1 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_1 : H_1 -> 'M[RR]_(d_model, d_head)) (W_V_1 : H_1 -> 'M[RR]_(d_head, d_model)) (A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_0 : H_0 -> 'M[RR]_(d_model, d_head)) (W_V_0 : H_0 -> 'M[RR]_(d_head, d_model)) (x : 'M[RR]_(n_ctx, d_model)) (W_out : 'M[RR]_(d_model, d_mlp)) (G : 'M[RR]_(n_ctx, d_mlp)),
  @mlp_as_a_term__directly_only_says RR e n_ctx d_model d_head d_mlp H_1 H_0 A_1 W_O_1 W_V_1 A_0 W_O_0 W_V_0 x W_out G.
Definition mlp_as_a_term__directly_only_at (RR : realFieldType) (e : RR -> RR) := @mlp_as_a_term__directly_only_says RR e 3%N 1%N 3%N 1%N (ordinal_finType 1) (ordinal_finType 1) (fun h => @rep RR 3 3 (tables RR [:: [:: [:: (Posz 1, 0%N); (Posz 1, 0%N); (Posz 2, 0%N)]; [:: (Posz 0, 0%N); (Negz 0, 0%N); (Posz 3, 0%N)]; [:: (Negz 0, 0%N); (Posz 0, 0%N); (Posz 1, 0%N)]]] h)) (fun h => @rep RR 1 3 (tables RR [:: [:: [:: (Negz 1, 0%N); (Negz 0, 0%N); (Posz 2, 0%N)]]] h)) (fun h => @rep RR 3 1 (tables RR [:: [:: [:: (Posz 1, 0%N)]; [:: (Negz 1, 0%N)]; [:: (Negz 1, 0%N)]]] h)) (fun h => @rep RR 3 3 (tables RR [:: [:: [:: (Negz 1, 0%N); (Posz 3, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Negz 1, 0%N); (Posz 2, 0%N)]; [:: (Posz 3, 0%N); (Posz 3, 0%N); (Posz 1, 0%N)]]] h)) (fun h => @rep RR 1 3 (tables RR [:: [:: [:: (Posz 0, 0%N); (Negz 1, 0%N); (Negz 0, 0%N)]]] h)) (fun h => @rep RR 3 1 (tables RR [:: [:: [:: (Negz 1, 0%N)]; [:: (Posz 2, 0%N)]; [:: (Posz 0, 0%N)]]] h)) (@rep RR 3 1 (table RR [:: [:: (Posz 3, 0%N)]; [:: (Negz 0, 0%N)]; [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])) (@rep RR 3 1 (table RR [:: [:: (Posz 3, 0%N)]; [:: (Posz 0, 0%N)]; [:: (Posz 2, 0%N)]])).
Definition mlp_as_a_term__directly_only_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | mlp_as_a_term__directly_only_at e -> rep (3 * 1)%N 1 fg.1 = rep (3 * 1)%N 1 fg.2}.
Proof. rewrite /mlp_as_a_term__directly_only_at /mlp_as_a_term__directly_only_says; sides_at. Defined.
Theorem mlp_as_a_term__directly_only_is_false : ~ mlp_as_a_term__directly_only_holds.
Proof. move=> no; have : mlp_as_a_term__directly_only_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (mlp_as_a_term__directly_only_sides one_to_three))/rep_all.
by lazy beta iota delta [mlp_as_a_term__directly_only_sides proj1_sig fst snd]; vm_compute. Qed.

Definition mlp_as_a_term__moved_by_heads_of_its_own_layer_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (d_mlp : nat) (H_1 : finType) (H_0 : finType) (A_1 : H_1 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_1 : H_1 -> 'M[RR]_(d_model, d_head)) (W_V_1 : H_1 -> 'M[RR]_(d_head, d_model)) (A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_0 : H_0 -> 'M[RR]_(d_model, d_head)) (W_V_0 : H_0 -> 'M[RR]_(d_head, d_model)) (x : 'M[RR]_(n_ctx, d_model)) (W_out : 'M[RR]_(d_model, d_mlp)) (G : 'M[RR]_(n_ctx, d_mlp)) :=
  (((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))))) *m ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H_0) ((A_0 h) *t ((W_O_0 h) *m (W_V_0 h))))) *m (vec x)) + (((1%:M : 'M[RR]_(n_ctx)) *t W_out) *m (vec G)))) = (((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))))) *m ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H_0) ((A_0 h) *t ((W_O_0 h) *m (W_V_0 h))))) *m ((vec x) + (((1%:M : 'M[RR]_(n_ctx)) *t W_out) *m (vec G)))).
Definition mlp_as_a_term__moved_by_heads_of_its_own_layer_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (d_mlp : nat) (H_1 : finType) (H_0 : finType) (A_1 : H_1 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_1 : H_1 -> 'M[RR]_(d_model, d_head)) (W_V_1 : H_1 -> 'M[RR]_(d_head, d_model)) (A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_0 : H_0 -> 'M[RR]_(d_model, d_head)) (W_V_0 : H_0 -> 'M[RR]_(d_head, d_model)) (x : 'M[RR]_(n_ctx, d_model)) (W_out : 'M[RR]_(d_model, d_mlp)) (G : 'M[RR]_(n_ctx, d_mlp)),
  @mlp_as_a_term__moved_by_heads_of_its_own_layer_says RR e n_ctx d_model d_head d_mlp H_1 H_0 A_1 W_O_1 W_V_1 A_0 W_O_0 W_V_0 x W_out G.
Definition mlp_as_a_term__moved_by_heads_of_its_own_layer_at (RR : realFieldType) (e : RR -> RR) := @mlp_as_a_term__moved_by_heads_of_its_own_layer_says RR e 1%N 1%N 4%N 2%N (ordinal_finType 1) (ordinal_finType 1) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 0, 0%N)]]] h)) (fun h => @rep RR 1 4 (tables RR [:: [:: [:: (Posz 2, 0%N); (Posz 0, 0%N); (Posz 2, 0%N); (Negz 0, 0%N)]]] h)) (fun h => @rep RR 4 1 (tables RR [:: [:: [:: (Posz 2, 0%N)]; [:: (Posz 0, 0%N)]; [:: (Negz 1, 0%N)]; [:: (Posz 0, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 1, 0%N)]]] h)) (fun h => @rep RR 1 4 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 0, 0%N); (Negz 1, 0%N); (Posz 0, 0%N)]]] h)) (fun h => @rep RR 4 1 (tables RR [:: [:: [:: (Posz 0, 0%N)]; [:: (Negz 1, 0%N)]; [:: (Posz 2, 0%N)]; [:: (Posz 2, 0%N)]]] h)) (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Negz 1, 0%N); (Negz 0, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 2, 0%N)]])).
Definition mlp_as_a_term__moved_by_heads_of_its_own_layer_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | mlp_as_a_term__moved_by_heads_of_its_own_layer_at e -> rep (1 * 1)%N 1 fg.1 = rep (1 * 1)%N 1 fg.2}.
Proof. rewrite /mlp_as_a_term__moved_by_heads_of_its_own_layer_at /mlp_as_a_term__moved_by_heads_of_its_own_layer_says; sides_at. Defined.
Theorem mlp_as_a_term__moved_by_heads_of_its_own_layer_is_false : ~ mlp_as_a_term__moved_by_heads_of_its_own_layer_holds.
Proof. move=> no; have : mlp_as_a_term__moved_by_heads_of_its_own_layer_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (mlp_as_a_term__moved_by_heads_of_its_own_layer_sides one_to_three))/rep_all.
by lazy beta iota delta [mlp_as_a_term__moved_by_heads_of_its_own_layer_sides proj1_sig fst snd]; vm_compute. Qed.

Definition mlp_as_a_term__weights_in_running_order_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (H_1 : finType) (A_1 : H_1 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_1 : H_1 -> 'M[RR]_(d_model, d_head)) (W_V_1 : H_1 -> 'M[RR]_(d_head, d_model)) (W_out : 'M[RR]_(d_model, d_model)) :=
  (((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))))) *m ((1%:M : 'M[RR]_(n_ctx)) *t W_out)) = (((1%:M : 'M[RR]_(n_ctx)) *t W_out) + (\sum_(g : H_1) ((A_1 g) *t (W_out *m ((W_O_1 g) *m (W_V_1 g)))))).
Definition mlp_as_a_term__weights_in_running_order_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (H_1 : finType) (A_1 : H_1 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_1 : H_1 -> 'M[RR]_(d_model, d_head)) (W_V_1 : H_1 -> 'M[RR]_(d_head, d_model)) (W_out : 'M[RR]_(d_model, d_model)),
  @mlp_as_a_term__weights_in_running_order_says RR e n_ctx d_model d_head H_1 A_1 W_O_1 W_V_1 W_out.
Definition mlp_as_a_term__weights_in_running_order_at (RR : realFieldType) (e : RR -> RR) := @mlp_as_a_term__weights_in_running_order_says RR e 1%N 3%N 1%N (ordinal_finType 1) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 2, 0%N)]]] h)) (fun h => @rep RR 3 1 (tables RR [:: [:: [:: (Posz 0, 0%N)]; [:: (Posz 1, 0%N)]; [:: (Posz 1, 0%N)]]] h)) (fun h => @rep RR 1 3 (tables RR [:: [:: [:: (Posz 2, 0%N); (Posz 0, 0%N); (Negz 0, 0%N)]]] h)) (@rep RR 3 3 (table RR [:: [:: (Posz 3, 0%N); (Negz 0, 0%N); (Posz 0, 0%N)]; [:: (Posz 1, 0%N); (Negz 1, 0%N); (Negz 0, 0%N)]; [:: (Posz 2, 0%N); (Posz 1, 0%N); (Negz 1, 0%N)]])).
Definition mlp_as_a_term__weights_in_running_order_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | mlp_as_a_term__weights_in_running_order_at e -> rep (1 * 3)%N (1 * 3)%N fg.1 = rep (1 * 3)%N (1 * 3)%N fg.2}.
Proof. rewrite /mlp_as_a_term__weights_in_running_order_at /mlp_as_a_term__weights_in_running_order_says; sides_at. Defined.
Theorem mlp_as_a_term__weights_in_running_order_is_false : ~ mlp_as_a_term__weights_in_running_order_holds.
Proof. move=> no; have : mlp_as_a_term__weights_in_running_order_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (mlp_as_a_term__weights_in_running_order_sides one_to_three))/rep_all.
by lazy beta iota delta [mlp_as_a_term__weights_in_running_order_sides proj1_sig fst snd]; vm_compute. Qed.

Definition parallel_block__neurons_left_out_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (d_mlp : nat) (H : finType) (x : 'M[RR]_(n_ctx, d_model)) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_V : H -> 'M[RR]_(d_head, d_model)) (G : 'M[RR]_(n_ctx, d_mlp)) (W_out : 'M[RR]_(d_model, d_mlp)) (W_in_1 : 'M[RR]_(d_mlp, d_model)) :=
  ((x + (\sum_(h : H) ((A h) *m x *m (((W_O h) *m (W_V h))^T))) + (G *m (W_out^T))) *m (W_in_1^T)) = ((x *m (W_in_1^T)) + (\sum_(h : H) ((A h) *m x *m ((W_in_1 *m ((W_O h) *m (W_V h)))^T)))).
Definition parallel_block__neurons_left_out_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (d_mlp : nat) (H : finType) (x : 'M[RR]_(n_ctx, d_model)) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_V : H -> 'M[RR]_(d_head, d_model)) (G : 'M[RR]_(n_ctx, d_mlp)) (W_out : 'M[RR]_(d_model, d_mlp)) (W_in_1 : 'M[RR]_(d_mlp, d_model)),
  @parallel_block__neurons_left_out_says RR e n_ctx d_model d_head d_mlp H x A W_O W_V G W_out W_in_1.
Definition parallel_block__neurons_left_out_at (RR : realFieldType) (e : RR -> RR) := @parallel_block__neurons_left_out_says RR e 2%N 1%N 4%N 1%N (ordinal_finType 1) (@rep RR 2 1 (table RR [:: [:: (Posz 0, 0%N)]; [:: (Posz 2, 0%N)]])) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N)]]] h)) (fun h => @rep RR 1 4 (tables RR [:: [:: [:: (Posz 0, 0%N); (Negz 1, 0%N); (Posz 0, 0%N); (Posz 1, 0%N)]]] h)) (fun h => @rep RR 4 1 (tables RR [:: [:: [:: (Posz 0, 0%N)]; [:: (Posz 0, 0%N)]; [:: (Negz 1, 0%N)]; [:: (Posz 0, 0%N)]]] h)) (@rep RR 2 1 (table RR [:: [:: (Posz 0, 0%N)]; [:: (Negz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])).
Definition parallel_block__neurons_left_out_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | parallel_block__neurons_left_out_at e -> rep 2 1 fg.1 = rep 2 1 fg.2}.
Proof. rewrite /parallel_block__neurons_left_out_at /parallel_block__neurons_left_out_says; sides_at. Defined.
Theorem parallel_block__neurons_left_out_is_false : ~ parallel_block__neurons_left_out_holds.
Proof. move=> no; have : parallel_block__neurons_left_out_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (parallel_block__neurons_left_out_sides one_to_three))/rep_all.
by lazy beta iota delta [parallel_block__neurons_left_out_sides proj1_sig fst snd]; vm_compute. Qed.

Definition parallel_block__neurons_moved_by_the_heads_beside_them_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (d_mlp : nat) (H : finType) (x : 'M[RR]_(n_ctx, d_model)) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_V : H -> 'M[RR]_(d_head, d_model)) (G : 'M[RR]_(n_ctx, d_mlp)) (W_out : 'M[RR]_(d_model, d_mlp)) (W_in_1 : 'M[RR]_(d_mlp, d_model)) :=
  ((x + (\sum_(h : H) ((A h) *m x *m (((W_O h) *m (W_V h))^T))) + (G *m (W_out^T))) *m (W_in_1^T)) = ((x *m (W_in_1^T)) + (\sum_(h : H) ((A h) *m x *m ((W_in_1 *m ((W_O h) *m (W_V h)))^T))) + (G *m ((W_in_1 *m W_out)^T)) + (\sum_(h : H) ((A h) *m G *m ((W_in_1 *m ((W_O h) *m (W_V h)) *m W_out)^T)))).
Definition parallel_block__neurons_moved_by_the_heads_beside_them_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (d_mlp : nat) (H : finType) (x : 'M[RR]_(n_ctx, d_model)) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_V : H -> 'M[RR]_(d_head, d_model)) (G : 'M[RR]_(n_ctx, d_mlp)) (W_out : 'M[RR]_(d_model, d_mlp)) (W_in_1 : 'M[RR]_(d_mlp, d_model)),
  @parallel_block__neurons_moved_by_the_heads_beside_them_says RR e n_ctx d_model d_head d_mlp H x A W_O W_V G W_out W_in_1.
Definition parallel_block__neurons_moved_by_the_heads_beside_them_at (RR : realFieldType) (e : RR -> RR) := @parallel_block__neurons_moved_by_the_heads_beside_them_says RR e 1%N 1%N 3%N 3%N (ordinal_finType 1) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 1, 0%N)]]] h)) (fun h => @rep RR 1 3 (tables RR [:: [:: [:: (Posz 2, 0%N); (Posz 0, 0%N); (Negz 0, 0%N)]]] h)) (fun h => @rep RR 3 1 (tables RR [:: [:: [:: (Posz 3, 0%N)]; [:: (Negz 0, 0%N)]; [:: (Posz 0, 0%N)]]] h)) (@rep RR 1 3 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N); (Negz 0, 0%N)]])) (@rep RR 1 3 (table RR [:: [:: (Posz 2, 0%N); (Posz 1, 0%N); (Negz 1, 0%N)]])) (@rep RR 3 1 (table RR [:: [:: (Negz 1, 0%N)]; [:: (Negz 1, 0%N)]; [:: (Posz 3, 0%N)]])).
Definition parallel_block__neurons_moved_by_the_heads_beside_them_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | parallel_block__neurons_moved_by_the_heads_beside_them_at e -> rep 1 3 fg.1 = rep 1 3 fg.2}.
Proof. rewrite /parallel_block__neurons_moved_by_the_heads_beside_them_at /parallel_block__neurons_moved_by_the_heads_beside_them_says; sides_at. Defined.
Theorem parallel_block__neurons_moved_by_the_heads_beside_them_is_false : ~ parallel_block__neurons_moved_by_the_heads_beside_them_holds.
Proof. move=> no; have : parallel_block__neurons_moved_by_the_heads_beside_them_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (parallel_block__neurons_moved_by_the_heads_beside_them_sides one_to_three))/rep_all.
by lazy beta iota delta [parallel_block__neurons_moved_by_the_heads_beside_them_sides proj1_sig fst snd]; vm_compute. Qed.

Definition bilinear_neuron__one_path_for_both_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (P : finType) (u : 'M[RR]_(1, n_ctx)) (A : P -> 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W : P -> 'M[RR]_(d_model, d_model)) (a : 'M[RR]_(d_model, 1)) (b : 'M[RR]_(d_model, 1)) :=
  (u *m (\sum_(p : P) ((A p) *m x *m ((W p)^T))) *m a *m ((u *m (\sum_(q : P) ((A q) *m x *m ((W q)^T))) *m b)^T)) = (\sum_(p : P) (u *m (A p) *m x *m ((W p)^T) *m a *m (b^T) *m (W p) *m (x^T) *m ((A p)^T) *m (u^T))).
Definition bilinear_neuron__one_path_for_both_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (P : finType) (u : 'M[RR]_(1, n_ctx)) (A : P -> 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W : P -> 'M[RR]_(d_model, d_model)) (a : 'M[RR]_(d_model, 1)) (b : 'M[RR]_(d_model, 1)),
  @bilinear_neuron__one_path_for_both_says RR e n_ctx d_model P u A x W a b.
Definition bilinear_neuron__one_path_for_both_at (RR : realFieldType) (e : RR -> RR) := @bilinear_neuron__one_path_for_both_says RR e 2%N 2%N (ordinal_finType 2) (@rep RR 1 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 0, 0%N)]])) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 2, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 0, 0%N)]]; [:: [:: (Negz 1, 0%N); (Posz 2, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]]] h)) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 2, 0%N); (Negz 0, 0%N)]])) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 2, 0%N); (Negz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 0, 0%N)]]; [:: [:: (Posz 3, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 0, 0%N)]]] h)) (@rep RR 2 1 (table RR [:: [:: (Negz 1, 0%N)]; [:: (Posz 3, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Negz 1, 0%N)]; [:: (Posz 3, 0%N)]])).
Definition bilinear_neuron__one_path_for_both_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | bilinear_neuron__one_path_for_both_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /bilinear_neuron__one_path_for_both_at /bilinear_neuron__one_path_for_both_says; sides_at. Defined.
Theorem bilinear_neuron__one_path_for_both_is_false : ~ bilinear_neuron__one_path_for_both_holds.
Proof. move=> no; have : bilinear_neuron__one_path_for_both_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (bilinear_neuron__one_path_for_both_sides one_to_three))/rep_all.
by lazy beta iota delta [bilinear_neuron__one_path_for_both_sides proj1_sig fst snd]; vm_compute. Qed.

Definition bilinear_neuron__both_the_same_reading_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (P : finType) (u : 'M[RR]_(1, n_ctx)) (A : P -> 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W : P -> 'M[RR]_(d_model, d_model)) (a : 'M[RR]_(d_model, 1)) (b : 'M[RR]_(d_model, 1)) :=
  (u *m (\sum_(p : P) ((A p) *m x *m ((W p)^T))) *m a *m ((u *m (\sum_(q : P) ((A q) *m x *m ((W q)^T))) *m b)^T)) = (\sum_(p : P) (\sum_(q : P) (u *m (A p) *m x *m ((W p)^T) *m a *m (a^T) *m (W q) *m (x^T) *m ((A q)^T) *m (u^T)))).
Definition bilinear_neuron__both_the_same_reading_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (P : finType) (u : 'M[RR]_(1, n_ctx)) (A : P -> 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W : P -> 'M[RR]_(d_model, d_model)) (a : 'M[RR]_(d_model, 1)) (b : 'M[RR]_(d_model, 1)),
  @bilinear_neuron__both_the_same_reading_says RR e n_ctx d_model P u A x W a b.
Definition bilinear_neuron__both_the_same_reading_at (RR : realFieldType) (e : RR -> RR) := @bilinear_neuron__both_the_same_reading_says RR e 2%N 1%N (ordinal_finType 1) (@rep RR 1 2 (table RR [:: [:: (Posz 3, 0%N); (Posz 1, 0%N)]])) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Negz 0, 0%N)]; [:: (Negz 0, 0%N); (Posz 1, 0%N)]]] h)) (@rep RR 2 1 (table RR [:: [:: (Posz 3, 0%N)]; [:: (Posz 1, 0%N)]])) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 0, 0%N)]]] h)) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 0, 0%N)]])).
Definition bilinear_neuron__both_the_same_reading_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | bilinear_neuron__both_the_same_reading_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /bilinear_neuron__both_the_same_reading_at /bilinear_neuron__both_the_same_reading_says; sides_at. Defined.
Theorem bilinear_neuron__both_the_same_reading_is_false : ~ bilinear_neuron__both_the_same_reading_holds.
Proof. move=> no; have : bilinear_neuron__both_the_same_reading_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (bilinear_neuron__both_the_same_reading_sides one_to_three))/rep_all.
by lazy beta iota delta [bilinear_neuron__both_the_same_reading_sides proj1_sig fst snd]; vm_compute. Qed.

Definition linear_attention__with_a_softmax_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (H_0 : finType) (x : 'M[RR]_(n_ctx, d_model)) (W_Q_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_K_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_V_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_O_0 : H_0 -> 'M[RR]_(d_model, d_head)) :=
  (x + (\sum_(h : H_0) ((x *m ((W_Q_0 h)^T)) *m ((x *m ((W_K_0 h)^T))^T) *m (x *m ((W_V_0 h)^T)) *m ((W_O_0 h)^T)))) = (x + (\sum_(h : H_0) ((softmax_of e true (x *m (((W_Q_0 h)^T) *m (W_K_0 h)) *m (x^T))) *m x *m (((W_O_0 h) *m (W_V_0 h))^T)))).
Definition linear_attention__with_a_softmax_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (H_0 : finType) (x : 'M[RR]_(n_ctx, d_model)) (W_Q_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_K_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_V_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_O_0 : H_0 -> 'M[RR]_(d_model, d_head)),
  @linear_attention__with_a_softmax_says RR e n_ctx d_model d_head H_0 x W_Q_0 W_K_0 W_V_0 W_O_0.
Definition linear_attention__with_a_softmax_at (RR : realFieldType) (e : RR -> RR) := @linear_attention__with_a_softmax_says RR e 1%N 1%N 2%N (ordinal_finType 1) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Posz 0, 0%N)]; [:: (Posz 2, 0%N)]]] h)) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Posz 0, 0%N)]; [:: (Posz 2, 0%N)]]] h)) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Negz 0, 0%N)]; [:: (Posz 2, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Negz 1, 0%N)]]] h)).
Definition linear_attention__with_a_softmax_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | linear_attention__with_a_softmax_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /linear_attention__with_a_softmax_at /linear_attention__with_a_softmax_says; sides_at. Defined.
Theorem linear_attention__with_a_softmax_is_false : ~ linear_attention__with_a_softmax_holds.
Proof. move=> no; have : linear_attention__with_a_softmax_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (linear_attention__with_a_softmax_sides one_to_three))/rep_all.
by lazy beta iota delta [linear_attention__with_a_softmax_sides proj1_sig fst snd]; vm_compute. Qed.

Definition linear_attention__keys_for_queries_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (H_0 : finType) (x : 'M[RR]_(n_ctx, d_model)) (W_Q_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_K_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_V_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_O_0 : H_0 -> 'M[RR]_(d_model, d_head)) :=
  (x + (\sum_(h : H_0) ((x *m ((W_Q_0 h)^T)) *m ((x *m ((W_K_0 h)^T))^T) *m (x *m ((W_V_0 h)^T)) *m ((W_O_0 h)^T)))) = (x + (\sum_(h : H_0) (x *m ((((W_Q_0 h)^T) *m (W_K_0 h))^T) *m (x^T) *m x *m (((W_O_0 h) *m (W_V_0 h))^T)))).
Definition linear_attention__keys_for_queries_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (H_0 : finType) (x : 'M[RR]_(n_ctx, d_model)) (W_Q_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_K_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_V_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_O_0 : H_0 -> 'M[RR]_(d_model, d_head)),
  @linear_attention__keys_for_queries_says RR e n_ctx d_model d_head H_0 x W_Q_0 W_K_0 W_V_0 W_O_0.
Definition linear_attention__keys_for_queries_at (RR : realFieldType) (e : RR -> RR) := @linear_attention__keys_for_queries_says RR e 2%N 2%N 1%N (ordinal_finType 1) (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 1, 0%N)]; [:: (Negz 0, 0%N); (Posz 3, 0%N)]])) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Posz 3, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 3, 0%N); (Posz 0, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Negz 0, 0%N)]]] h)) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Posz 0, 0%N)]; [:: (Negz 1, 0%N)]]] h)).
Definition linear_attention__keys_for_queries_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | linear_attention__keys_for_queries_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /linear_attention__keys_for_queries_at /linear_attention__keys_for_queries_says; sides_at. Defined.
Theorem linear_attention__keys_for_queries_is_false : ~ linear_attention__keys_for_queries_holds.
Proof. move=> no; have : linear_attention__keys_for_queries_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (linear_attention__keys_for_queries_sides one_to_three))/rep_all.
by lazy beta iota delta [linear_attention__keys_for_queries_sides proj1_sig fst snd]; vm_compute. Qed.

Definition linear_attention_step__one_path_for_all_three_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (P : finType) (y : P -> 'M[RR]_(n_ctx, d_model)) (W_Q_h : 'M[RR]_(d_head, d_model)) (W_K_h : 'M[RR]_(d_head, d_model)) (W_O_h : 'M[RR]_(d_model, d_head)) (W_V_h : 'M[RR]_(d_head, d_model)) :=
  ((\sum_(p : P) (y p)) + ((\sum_(q : P) (y q)) *m ((W_Q_h^T) *m W_K_h) *m ((\sum_(k : P) (y k))^T) *m (\sum_(v : P) (y v)) *m ((W_O_h *m W_V_h)^T))) = ((\sum_(p : P) (y p)) + (\sum_(q : P) ((y q) *m ((W_Q_h^T) *m W_K_h) *m ((y q)^T) *m (y q) *m ((W_O_h *m W_V_h)^T)))).
Definition linear_attention_step__one_path_for_all_three_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (P : finType) (y : P -> 'M[RR]_(n_ctx, d_model)) (W_Q_h : 'M[RR]_(d_head, d_model)) (W_K_h : 'M[RR]_(d_head, d_model)) (W_O_h : 'M[RR]_(d_model, d_head)) (W_V_h : 'M[RR]_(d_head, d_model)),
  @linear_attention_step__one_path_for_all_three_says RR e n_ctx d_model d_head P y W_Q_h W_K_h W_O_h W_V_h.
Definition linear_attention_step__one_path_for_all_three_at (RR : realFieldType) (e : RR -> RR) := @linear_attention_step__one_path_for_all_three_says RR e 2%N 2%N 1%N (ordinal_finType 2) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 2, 0%N); (Posz 1, 0%N)]; [:: (Negz 0, 0%N); (Posz 3, 0%N)]]; [:: [:: (Negz 1, 0%N); (Posz 3, 0%N)]; [:: (Posz 3, 0%N); (Posz 0, 0%N)]]] h)) (@rep RR 1 2 (table RR [:: [:: (Negz 1, 0%N); (Negz 0, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Posz 0, 0%N); (Negz 1, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 0, 0%N)]; [:: (Posz 2, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Negz 0, 0%N); (Posz 2, 0%N)]])).
Definition linear_attention_step__one_path_for_all_three_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | linear_attention_step__one_path_for_all_three_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /linear_attention_step__one_path_for_all_three_at /linear_attention_step__one_path_for_all_three_says; sides_at. Defined.
Theorem linear_attention_step__one_path_for_all_three_is_false : ~ linear_attention_step__one_path_for_all_three_holds.
Proof. move=> no; have : linear_attention_step__one_path_for_all_three_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (linear_attention_step__one_path_for_all_three_sides one_to_three))/rep_all.
by lazy beta iota delta [linear_attention_step__one_path_for_all_three_sides proj1_sig fst snd]; vm_compute. Qed.

Definition linear_attention_step__one_path_for_query_and_key_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (P : finType) (y : P -> 'M[RR]_(n_ctx, d_model)) (W_Q_h : 'M[RR]_(d_head, d_model)) (W_K_h : 'M[RR]_(d_head, d_model)) (W_O_h : 'M[RR]_(d_model, d_head)) (W_V_h : 'M[RR]_(d_head, d_model)) :=
  ((\sum_(p : P) (y p)) + ((\sum_(q : P) (y q)) *m ((W_Q_h^T) *m W_K_h) *m ((\sum_(k : P) (y k))^T) *m (\sum_(v : P) (y v)) *m ((W_O_h *m W_V_h)^T))) = ((\sum_(p : P) (y p)) + (\sum_(q : P) (\sum_(v : P) ((y q) *m ((W_Q_h^T) *m W_K_h) *m ((y q)^T) *m (y v) *m ((W_O_h *m W_V_h)^T))))).
Definition linear_attention_step__one_path_for_query_and_key_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (P : finType) (y : P -> 'M[RR]_(n_ctx, d_model)) (W_Q_h : 'M[RR]_(d_head, d_model)) (W_K_h : 'M[RR]_(d_head, d_model)) (W_O_h : 'M[RR]_(d_model, d_head)) (W_V_h : 'M[RR]_(d_head, d_model)),
  @linear_attention_step__one_path_for_query_and_key_says RR e n_ctx d_model d_head P y W_Q_h W_K_h W_O_h W_V_h.
Definition linear_attention_step__one_path_for_query_and_key_at (RR : realFieldType) (e : RR -> RR) := @linear_attention_step__one_path_for_query_and_key_says RR e 2%N 2%N 1%N (ordinal_finType 2) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 2, 0%N); (Posz 1, 0%N)]; [:: (Negz 0, 0%N); (Posz 3, 0%N)]]; [:: [:: (Negz 1, 0%N); (Posz 3, 0%N)]; [:: (Posz 3, 0%N); (Posz 0, 0%N)]]] h)) (@rep RR 1 2 (table RR [:: [:: (Negz 1, 0%N); (Negz 0, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Posz 0, 0%N); (Negz 1, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 0, 0%N)]; [:: (Posz 2, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Negz 0, 0%N); (Posz 2, 0%N)]])).
Definition linear_attention_step__one_path_for_query_and_key_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | linear_attention_step__one_path_for_query_and_key_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /linear_attention_step__one_path_for_query_and_key_at /linear_attention_step__one_path_for_query_and_key_says; sides_at. Defined.
Theorem linear_attention_step__one_path_for_query_and_key_is_false : ~ linear_attention_step__one_path_for_query_and_key_holds.
Proof. move=> no; have : linear_attention_step__one_path_for_query_and_key_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (linear_attention_step__one_path_for_query_and_key_sides one_to_three))/rep_all.
by lazy beta iota delta [linear_attention_step__one_path_for_query_and_key_sides proj1_sig fst snd]; vm_compute. Qed.

Definition linear_attention_step__old_paths_forgotten_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (P : finType) (y : P -> 'M[RR]_(n_ctx, d_model)) (W_Q_h : 'M[RR]_(d_head, d_model)) (W_K_h : 'M[RR]_(d_head, d_model)) (W_O_h : 'M[RR]_(d_model, d_head)) (W_V_h : 'M[RR]_(d_head, d_model)) :=
  ((\sum_(p : P) (y p)) + ((\sum_(q : P) (y q)) *m ((W_Q_h^T) *m W_K_h) *m ((\sum_(k : P) (y k))^T) *m (\sum_(v : P) (y v)) *m ((W_O_h *m W_V_h)^T))) = (\sum_(q : P) (\sum_(k : P) (\sum_(v : P) ((y q) *m ((W_Q_h^T) *m W_K_h) *m ((y k)^T) *m (y v) *m ((W_O_h *m W_V_h)^T))))).
Definition linear_attention_step__old_paths_forgotten_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (P : finType) (y : P -> 'M[RR]_(n_ctx, d_model)) (W_Q_h : 'M[RR]_(d_head, d_model)) (W_K_h : 'M[RR]_(d_head, d_model)) (W_O_h : 'M[RR]_(d_model, d_head)) (W_V_h : 'M[RR]_(d_head, d_model)),
  @linear_attention_step__old_paths_forgotten_says RR e n_ctx d_model d_head P y W_Q_h W_K_h W_O_h W_V_h.
Definition linear_attention_step__old_paths_forgotten_at (RR : realFieldType) (e : RR -> RR) := @linear_attention_step__old_paths_forgotten_says RR e 1%N 1%N 2%N (ordinal_finType 1) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 1, 0%N)]]] h)) (@rep RR 2 1 (table RR [:: [:: (Posz 0, 0%N)]; [:: (Posz 2, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 0, 0%N)]; [:: (Posz 2, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Negz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 0, 0%N)]; [:: (Negz 1, 0%N)]])).
Definition linear_attention_step__old_paths_forgotten_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | linear_attention_step__old_paths_forgotten_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /linear_attention_step__old_paths_forgotten_at /linear_attention_step__old_paths_forgotten_says; sides_at. Defined.
Theorem linear_attention_step__old_paths_forgotten_is_false : ~ linear_attention_step__old_paths_forgotten_holds.
Proof. move=> no; have : linear_attention_step__old_paths_forgotten_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (linear_attention_step__old_paths_forgotten_sides one_to_three))/rep_all.
by lazy beta iota delta [linear_attention_step__old_paths_forgotten_sides proj1_sig fst snd]; vm_compute. Qed.
