(* Written by refmath.kernel from refmath.theorems: one_layer_with_norms. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section one_layer_with_norms.
Variable RR : comRingType.
Variables n_ctx d_vocab d_model d_head : nat.
Variable H : finType.
Variable pattern : forall n, 'M[RR]_n -> 'M[RR]_n.
Variable D : 'M[RR]_(n_ctx, n_ctx).
Variable t : 'M[RR]_(n_ctx, d_vocab).
Variable W_E : 'M[RR]_(d_model, d_vocab).
Variable one_over_root_d_head : RR.
Variable N_E : 'M[RR]_(d_model, d_vocab).
Variable W_Q : H -> 'M[RR]_(d_head, d_model).
Variable W_K : H -> 'M[RR]_(d_head, d_model).
Variable W_V : H -> 'M[RR]_(d_head, d_model).
Variable W_O : H -> 'M[RR]_(d_model, d_head).
Variable C : 'M[RR]_(d_model, d_model).
Variable Γ : 'M[RR]_(d_model, d_model).
Variable W_U : 'M[RR]_(d_vocab, d_model).
Local Notation line0 := (vec (D *m ((t *m (W_E^T)) + (\sum_(h : H) ((@pattern _ (one_over_root_d_head *: ((t *m (N_E^T)) *m ((W_Q h)^T) *m (((t *m (N_E^T)) *m ((W_K h)^T))^T)))) *m (t *m (N_E^T)) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (C^T) *m Γ *m (W_U^T))) (only parsing).
Local Notation line1 := (vec (D *m ((t *m (W_E^T)) + (\sum_(h : H) ((@pattern _ (one_over_root_d_head *: (t *m (N_E^T) *m ((W_Q h)^T) *m ((t *m (N_E^T) *m ((W_K h)^T))^T)))) *m t *m (N_E^T) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (C^T) *m Γ *m (W_U^T))) (only parsing).
Local Notation line2 := (vec (D *m ((t *m (W_E^T)) + (\sum_(h : H) ((@pattern _ (one_over_root_d_head *: (t *m (N_E^T) *m ((W_Q h)^T) *m ((t *m (N_E^T) *m ((W_K h)^T))^T)))) *m t *m (N_E^T) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (C^T) *m Γ *m (W_U^T))) (only parsing).
Local Notation line3 := (vec ((D *m t *m (W_E^T) *m (C^T) *m Γ *m (W_U^T)) + (\sum_(h : H) (D *m (@pattern _ (one_over_root_d_head *: (t *m (N_E^T) *m ((W_Q h)^T) *m ((t *m (N_E^T) *m ((W_K h)^T))^T)))) *m t *m (N_E^T) *m ((W_V h)^T) *m ((W_O h)^T) *m (C^T) *m Γ *m (W_U^T))))) (only parsing).
Local Notation line4 := (vec ((D *m t *m ((W_U *m (Γ^T) *m C *m W_E)^T)) + (\sum_(h : H) (D *m (@pattern _ (one_over_root_d_head *: (t *m (N_E^T) *m ((W_Q h)^T) *m (W_K h) *m N_E *m (t^T)))) *m t *m ((W_U *m (Γ^T) *m C *m (W_O h) *m (W_V h) *m N_E)^T))))) (only parsing).
Local Notation line5 := ((vec (D *m t *m ((W_U *m (Γ^T) *m C *m W_E)^T))) + (\sum_(h : H) (vec (D *m (@pattern _ (one_over_root_d_head *: (t *m (N_E^T) *m ((W_Q h)^T) *m (W_K h) *m N_E *m (t^T)))) *m t *m ((W_U *m (Γ^T) *m C *m (W_O h) *m (W_V h) *m N_E)^T))))) (only parsing).
Local Notation line6 := (((D *t (W_U *m (Γ^T) *m C *m W_E)) *m (vec t)) + (\sum_(h : H) (((D *m (@pattern _ (one_over_root_d_head *: (t *m (N_E^T) *m ((W_Q h)^T) *m (W_K h) *m N_E *m (t^T))))) *t (W_U *m (Γ^T) *m C *m (W_O h) *m (W_V h) *m N_E)) *m (vec t)))) (only parsing).
Local Notation line7 := (((D *t (W_U *m (Γ^T) *m C *m W_E)) + (\sum_(h : H) ((D *m (@pattern _ (one_over_root_d_head *: (t *m (N_E^T) *m ((W_Q h)^T) *m (W_K h) *m N_E *m (t^T))))) *t (W_U *m (Γ^T) *m C *m (W_O h) *m (W_V h) *m N_E)))) *m (vec t)) (only parsing).
Local Notation line8 := (((D *t (W_U *m (Γ^T) *m C *m W_E)) + (\sum_(h : H) ((D *m (@pattern _ (one_over_root_d_head *: (t *m (N_E^T) *m (((W_Q h)^T) *m (W_K h)) *m N_E *m (t^T))))) *t (W_U *m (Γ^T) *m C *m (W_O h) *m (W_V h) *m N_E)))) *m (vec t)) (only parsing).
Local Notation line9 := (((D *t (W_U *m (Γ^T) *m C *m W_E)) + (\sum_(h : H) ((D *m (@pattern _ (one_over_root_d_head *: (t *m (N_E^T) *m (((W_Q h)^T) *m (W_K h)) *m N_E *m (t^T))))) *t (W_U *m (Γ^T) *m C *m ((W_O h) *m (W_V h)) *m N_E)))) *m (vec t)) (only parsing).
Lemma one_layer_with_norms_step1 : line0 = line1.
Proof. by_law law_definition. Qed.
Lemma one_layer_with_norms_step2 : line1 = line2.
Proof. by_law law_definition. Qed.
Lemma one_layer_with_norms_step3 : line2 = line3.
Proof. by_law law_distributivity. Qed.
Lemma one_layer_with_norms_step4 : line3 = line4.
Proof. by_law law_transpose. Qed.
Lemma one_layer_with_norms_step5 : line4 = line5.
Proof. by_law law_linearity_of_vec. Qed.
Lemma one_layer_with_norms_step6 : line5 = line6.
Proof. by_law law_vec. Qed.
Lemma one_layer_with_norms_step7 : line6 = line7.
Proof. by_law law_distributivity. Qed.
Lemma one_layer_with_norms_step8 : line7 = line8.
Proof. by_law law_definition. Qed.
Lemma one_layer_with_norms_step9 : line8 = line9.
Proof. by_law law_definition. Qed.
Theorem one_layer_with_norms : (vec (D *m ((t *m (W_E^T)) + (\sum_(h : H) ((@pattern _ (one_over_root_d_head *: ((t *m (N_E^T)) *m ((W_Q h)^T) *m (((t *m (N_E^T)) *m ((W_K h)^T))^T)))) *m (t *m (N_E^T)) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (C^T) *m Γ *m (W_U^T))) = (((D *t (W_U *m (Γ^T) *m C *m W_E)) + (\sum_(h : H) ((D *m (@pattern _ (one_over_root_d_head *: (t *m (N_E^T) *m (((W_Q h)^T) *m (W_K h)) *m N_E *m (t^T))))) *t (W_U *m (Γ^T) *m C *m ((W_O h) *m (W_V h)) *m N_E)))) *m (vec t)).
Proof. exact: (etrans (etrans (etrans (etrans (etrans (etrans (etrans (etrans one_layer_with_norms_step1 one_layer_with_norms_step2) one_layer_with_norms_step3) one_layer_with_norms_step4) one_layer_with_norms_step5) one_layer_with_norms_step6) one_layer_with_norms_step7) one_layer_with_norms_step8) one_layer_with_norms_step9). Qed.
End one_layer_with_norms.
