(* Written by refmath.kernel from refmath.theorems: what the theorems of a chapter
   are mistaken for, disproved. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Refmath Require Import Laws Softmax Numbers.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Definition skip_trigram_reading__destination_for_source_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H : finType) (u_i : 'M[RR]_(1, n_ctx)) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_U : 'M[RR]_(d_vocab, d_model)) :=
  (u_i *m ((t *m (W_E^T)) + (\sum_(h : H) ((A h) *m t *m (W_E^T) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (W_U^T)) = ((u_i *m t *m ((W_U *m W_E)^T)) + (\sum_(h : H) (u_i *m ((A h)^T) *m t *m ((W_U *m ((W_O h) *m (W_V h)) *m W_E)^T)))).
Definition skip_trigram_reading__destination_for_source_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H : finType) (u_i : 'M[RR]_(1, n_ctx)) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_U : 'M[RR]_(d_vocab, d_model)),
  (t *h t = t /\ t *m const_mx 1 = const_mx 1 :> 'cV_n_ctx) -> @skip_trigram_reading__destination_for_source_says RR e n_ctx d_vocab d_model d_head H u_i t W_E A W_V W_O W_U.
Definition skip_trigram_reading__destination_for_source_at (RR : realFieldType) (e : RR -> RR) := @skip_trigram_reading__destination_for_source_says RR e 2%N 2%N 2%N 2%N (ordinal_finType 1) (@rep RR 1 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 2, 0%N); (Negz 0, 0%N)]])) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 2, 0%N); (Negz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 0, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Posz 2, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 3, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 0, 0%N)]]] h)) (@rep RR 2 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 3, 0%N)]; [:: (Negz 1, 0%N); (Posz 3, 0%N)]])).
Definition skip_trigram_reading__destination_for_source_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | skip_trigram_reading__destination_for_source_at e -> rep 1 2 fg.1 = rep 1 2 fg.2}.
Proof. rewrite /skip_trigram_reading__destination_for_source_at /skip_trigram_reading__destination_for_source_says; sides_at. Defined.
Theorem skip_trigram_reading__destination_for_source_is_false : ~ skip_trigram_reading__destination_for_source_holds.
Proof. move=> no; have : skip_trigram_reading__destination_for_source_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (skip_trigram_reading__destination_for_source_sides one_to_three))/rep_all.
by lazy beta iota delta [skip_trigram_reading__destination_for_source_sides proj1_sig fst snd]; vm_compute. Qed.

Definition skip_trigram_reading__one_table_for_all_heads_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H : finType) (u_i : 'M[RR]_(1, n_ctx)) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_U : 'M[RR]_(d_vocab, d_model)) (W_O_0 : 'M[RR]_(d_model, d_head)) (W_V_0 : 'M[RR]_(d_head, d_model)) :=
  (u_i *m ((t *m (W_E^T)) + (\sum_(h : H) ((A h) *m t *m (W_E^T) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (W_U^T)) = ((u_i *m t *m ((W_U *m W_E)^T)) + (\sum_(h : H) (u_i *m (A h) *m t *m ((W_U *m (W_O_0 *m W_V_0) *m W_E)^T)))).
Definition skip_trigram_reading__one_table_for_all_heads_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H : finType) (u_i : 'M[RR]_(1, n_ctx)) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_U : 'M[RR]_(d_vocab, d_model)) (W_O_0 : 'M[RR]_(d_model, d_head)) (W_V_0 : 'M[RR]_(d_head, d_model)),
  (t *h t = t /\ t *m const_mx 1 = const_mx 1 :> 'cV_n_ctx) -> @skip_trigram_reading__one_table_for_all_heads_says RR e n_ctx d_vocab d_model d_head H u_i t W_E A W_V W_O W_U W_O_0 W_V_0.
Definition skip_trigram_reading__one_table_for_all_heads_at (RR : realFieldType) (e : RR -> RR) := @skip_trigram_reading__one_table_for_all_heads_says RR e 2%N 2%N 2%N 2%N (ordinal_finType 1) (@rep RR 1 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 2, 0%N); (Negz 0, 0%N)]])) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 2, 0%N); (Negz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 0, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Posz 2, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 3, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 0, 0%N)]]] h)) (@rep RR 2 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 3, 0%N)]; [:: (Negz 1, 0%N); (Posz 3, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 2, 0%N); (Negz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])).
Definition skip_trigram_reading__one_table_for_all_heads_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | skip_trigram_reading__one_table_for_all_heads_at e -> rep 1 2 fg.1 = rep 1 2 fg.2}.
Proof. rewrite /skip_trigram_reading__one_table_for_all_heads_at /skip_trigram_reading__one_table_for_all_heads_says; sides_at. Defined.
Theorem skip_trigram_reading__one_table_for_all_heads_is_false : ~ skip_trigram_reading__one_table_for_all_heads_holds.
Proof. move=> no; have : skip_trigram_reading__one_table_for_all_heads_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (skip_trigram_reading__one_table_for_all_heads_sides one_to_three))/rep_all.
by lazy beta iota delta [skip_trigram_reading__one_table_for_all_heads_sides proj1_sig fst snd]; vm_compute. Qed.

Definition skip_trigram_reading__output_for_source_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (u_i : 'M[RR]_(1, n_ctx)) (t : 'M[RR]_(n_ctx, n_ctx)) :=
  (u_i *m t) = (u_i *m (t^T)).
Definition skip_trigram_reading__output_for_source_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (u_i : 'M[RR]_(1, n_ctx)) (t : 'M[RR]_(n_ctx, n_ctx)),
  (t *h t = t /\ t *m const_mx 1 = const_mx 1 :> 'cV_n_ctx) -> @skip_trigram_reading__output_for_source_says RR e n_ctx u_i t.
Definition skip_trigram_reading__output_for_source_at (RR : realFieldType) (e : RR -> RR) := @skip_trigram_reading__output_for_source_says RR e 2%N (@rep RR 1 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])).
Definition skip_trigram_reading__output_for_source_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | skip_trigram_reading__output_for_source_at e -> rep 1 2 fg.1 = rep 1 2 fg.2}.
Proof. rewrite /skip_trigram_reading__output_for_source_at /skip_trigram_reading__output_for_source_says; sides_at. Defined.
Theorem skip_trigram_reading__output_for_source_is_false : ~ skip_trigram_reading__output_for_source_holds.
Proof. move=> no; have : skip_trigram_reading__output_for_source_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _); as_its_kind.
move/(proj2_sig (skip_trigram_reading__output_for_source_sides one_to_three))/rep_all.
by lazy beta iota delta [skip_trigram_reading__output_for_source_sides proj1_sig fst snd]; vm_compute. Qed.

Definition scores_with_positions__no_mixed_terms_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (one_over_root_d_head : RR) (x : 'M[RR]_(n_ctx, d_model)) (W_pos : 'M[RR]_(d_model, n_ctx)) (W_Q_h : 'M[RR]_(d_head, d_model)) (W_K_h : 'M[RR]_(d_head, d_model)) :=
  (one_over_root_d_head *: ((x + (W_pos^T)) *m (W_Q_h^T) *m (((x + (W_pos^T)) *m (W_K_h^T))^T))) = (one_over_root_d_head *: ((x *m ((W_Q_h^T) *m W_K_h) *m (x^T)) + ((W_pos^T) *m ((W_Q_h^T) *m W_K_h) *m ((W_pos^T)^T)))).
Definition scores_with_positions__no_mixed_terms_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (one_over_root_d_head : RR) (x : 'M[RR]_(n_ctx, d_model)) (W_pos : 'M[RR]_(d_model, n_ctx)) (W_Q_h : 'M[RR]_(d_head, d_model)) (W_K_h : 'M[RR]_(d_head, d_model)),
  (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> @scores_with_positions__no_mixed_terms_says RR e n_ctx d_model d_head one_over_root_d_head x W_pos W_Q_h W_K_h.
Definition scores_with_positions__no_mixed_terms_at (RR : realFieldType) (e : RR -> RR) := @scores_with_positions__no_mixed_terms_says RR e 1%N 2%N 1%N (number RR (Posz 1, 0%N)) (@rep RR 1 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 2, 0%N)]; [:: (Posz 0, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Posz 2, 0%N); (Negz 0, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 0, 0%N)]])).
Definition scores_with_positions__no_mixed_terms_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | scores_with_positions__no_mixed_terms_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /scores_with_positions__no_mixed_terms_at /scores_with_positions__no_mixed_terms_says; sides_at. Defined.
Theorem scores_with_positions__no_mixed_terms_is_false : ~ scores_with_positions__no_mixed_terms_holds.
Proof. move=> no; have : scores_with_positions__no_mixed_terms_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (scores_with_positions__no_mixed_terms_sides one_to_three))/rep_all.
by lazy beta iota delta [scores_with_positions__no_mixed_terms_sides proj1_sig fst snd]; vm_compute. Qed.

Definition scores_with_positions__mixed_terms_equal_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (one_over_root_d_head : RR) (x : 'M[RR]_(n_ctx, d_model)) (W_pos : 'M[RR]_(d_model, n_ctx)) (W_Q_h : 'M[RR]_(d_head, d_model)) (W_K_h : 'M[RR]_(d_head, d_model)) :=
  (one_over_root_d_head *: ((x + (W_pos^T)) *m (W_Q_h^T) *m (((x + (W_pos^T)) *m (W_K_h^T))^T))) = (one_over_root_d_head *: ((x *m ((W_Q_h^T) *m W_K_h) *m (x^T)) + (x *m ((W_Q_h^T) *m W_K_h) *m ((W_pos^T)^T)) + (x *m ((W_Q_h^T) *m W_K_h) *m ((W_pos^T)^T)) + ((W_pos^T) *m ((W_Q_h^T) *m W_K_h) *m ((W_pos^T)^T)))).
Definition scores_with_positions__mixed_terms_equal_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (one_over_root_d_head : RR) (x : 'M[RR]_(n_ctx, d_model)) (W_pos : 'M[RR]_(d_model, n_ctx)) (W_Q_h : 'M[RR]_(d_head, d_model)) (W_K_h : 'M[RR]_(d_head, d_model)),
  (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> @scores_with_positions__mixed_terms_equal_says RR e n_ctx d_model d_head one_over_root_d_head x W_pos W_Q_h W_K_h.
Definition scores_with_positions__mixed_terms_equal_at (RR : realFieldType) (e : RR -> RR) := @scores_with_positions__mixed_terms_equal_says RR e 2%N 1%N 1%N (number RR (Posz 1, 0%N)) (@rep RR 2 1 (table RR [:: [:: (Posz 2, 0%N)]; [:: (Posz 1, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Negz 0, 0%N); (Posz 3, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 3, 0%N)]])).
Definition scores_with_positions__mixed_terms_equal_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | scores_with_positions__mixed_terms_equal_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /scores_with_positions__mixed_terms_equal_at /scores_with_positions__mixed_terms_equal_says; sides_at. Defined.
Theorem scores_with_positions__mixed_terms_equal_is_false : ~ scores_with_positions__mixed_terms_equal_holds.
Proof. move=> no; have : scores_with_positions__mixed_terms_equal_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (scores_with_positions__mixed_terms_equal_sides one_to_three))/rep_all.
by lazy beta iota delta [scores_with_positions__mixed_terms_equal_sides proj1_sig fst snd]; vm_compute. Qed.

Definition scores_with_positions__positions_are_moved_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (A_h : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_O_h : 'M[RR]_(d_model, d_head)) (W_V_h : 'M[RR]_(d_head, d_model)) (W_pos : 'M[RR]_(d_model, n_ctx)) :=
  (A_h *m x *m ((W_O_h *m W_V_h)^T)) = (A_h *m (x + (W_pos^T)) *m ((W_O_h *m W_V_h)^T)).
Definition scores_with_positions__positions_are_moved_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (A_h : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_O_h : 'M[RR]_(d_model, d_head)) (W_V_h : 'M[RR]_(d_head, d_model)) (W_pos : 'M[RR]_(d_model, n_ctx)),
  @scores_with_positions__positions_are_moved_says RR e n_ctx d_model d_head A_h x W_O_h W_V_h W_pos.
Definition scores_with_positions__positions_are_moved_at (RR : realFieldType) (e : RR -> RR) := @scores_with_positions__positions_are_moved_says RR e 1%N 1%N 2%N (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 0, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 0, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 2, 0%N)]; [:: (Negz 0, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])).
Definition scores_with_positions__positions_are_moved_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | scores_with_positions__positions_are_moved_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /scores_with_positions__positions_are_moved_at /scores_with_positions__positions_are_moved_says; sides_at. Defined.
Theorem scores_with_positions__positions_are_moved_is_false : ~ scores_with_positions__positions_are_moved_holds.
Proof. move=> no; have : scores_with_positions__positions_are_moved_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (scores_with_positions__positions_are_moved_sides one_to_three))/rep_all.
by lazy beta iota delta [scores_with_positions__positions_are_moved_sides proj1_sig fst snd]; vm_compute. Qed.

Definition norms_after_qr__outer_products_says (RR : realFieldType) (e : RR -> RR) (d_model : nat) (d_head : nat) (Q : 'M[RR]_(d_model, d_head)) (R : 'M[RR]_(d_head, d_model)) :=
  (Q *m R *m ((Q *m R)^T)) = ((Q *m R *m (R^T) *m (Q^T)) + (Q *m (Q^T))).
Definition norms_after_qr__outer_products_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (d_model : nat) (d_head : nat) (Q : 'M[RR]_(d_model, d_head)) (R : 'M[RR]_(d_head, d_model)),
  (Q^T *m Q = 1%:M) -> @norms_after_qr__outer_products_says RR e d_model d_head Q R.
Definition norms_after_qr__outer_products_at (RR : realFieldType) (e : RR -> RR) := @norms_after_qr__outer_products_says RR e 1%N 1%N (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 0, 0%N)]])).
Definition norms_after_qr__outer_products_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | norms_after_qr__outer_products_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /norms_after_qr__outer_products_at /norms_after_qr__outer_products_says; sides_at. Defined.
Theorem norms_after_qr__outer_products_is_false : ~ norms_after_qr__outer_products_holds.
Proof. move=> no; have : norms_after_qr__outer_products_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _); as_its_kind.
move/(proj2_sig (norms_after_qr__outer_products_sides one_to_three))/rep_all.
by lazy beta iota delta [norms_after_qr__outer_products_sides proj1_sig fst snd]; vm_compute. Qed.

Definition norms_after_qr__without__Q_has_orthonormal_columns_says (RR : realFieldType) (e : RR -> RR) (d_model : nat) (d_head : nat) (Q : 'M[RR]_(d_model, d_head)) (R : 'M[RR]_(d_head, d_model)) :=
  (((Q *m R)^T) *m Q *m R) = ((R^T) *m R).
Definition norms_after_qr__without__Q_has_orthonormal_columns_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (d_model : nat) (d_head : nat) (Q : 'M[RR]_(d_model, d_head)) (R : 'M[RR]_(d_head, d_model)),
  @norms_after_qr__without__Q_has_orthonormal_columns_says RR e d_model d_head Q R.
Definition norms_after_qr__without__Q_has_orthonormal_columns_at (RR : realFieldType) (e : RR -> RR) := @norms_after_qr__without__Q_has_orthonormal_columns_says RR e 1%N 1%N (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])).
Definition norms_after_qr__without__Q_has_orthonormal_columns_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | norms_after_qr__without__Q_has_orthonormal_columns_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /norms_after_qr__without__Q_has_orthonormal_columns_at /norms_after_qr__without__Q_has_orthonormal_columns_says; sides_at. Defined.
Theorem norms_after_qr__without__Q_has_orthonormal_columns_is_false : ~ norms_after_qr__without__Q_has_orthonormal_columns_holds.
Proof. move=> no; have : norms_after_qr__without__Q_has_orthonormal_columns_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _); as_its_kind.
move/(proj2_sig (norms_after_qr__without__Q_has_orthonormal_columns_sides one_to_three))/rep_all.
by lazy beta iota delta [norms_after_qr__without__Q_has_orthonormal_columns_sides proj1_sig fst snd]; vm_compute. Qed.
