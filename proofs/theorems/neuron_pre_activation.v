(* Written by refmath.kernel from refmath.theorems: neuron_pre_activation. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section neuron_pre_activation.
Variable RR : comRingType.
Variables n_ctx d_vocab d_model d_head d_mlp : nat.
Variable H : finType.
Variable t : 'M[RR]_(n_ctx, d_vocab).
Variable W_E : 'M[RR]_(d_model, d_vocab).
Variable A : H -> 'M[RR]_(n_ctx, n_ctx).
Variable W_V : H -> 'M[RR]_(d_head, d_model).
Variable W_O : H -> 'M[RR]_(d_model, d_head).
Variable W_in : 'M[RR]_(d_mlp, d_model).
Local Notation line0 := (vec (((t *m (W_E^T)) + (\sum_(h : H) ((A h) *m (t *m (W_E^T)) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (W_in^T))) (only parsing).
Local Notation line1 := (vec (((t *m (W_E^T)) + (\sum_(h : H) ((A h) *m (t *m (W_E^T)) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (W_in^T))) (only parsing).
Local Notation line2 := (vec (((t *m (W_E^T)) + (\sum_(h : H) ((A h) *m t *m (W_E^T) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (W_in^T))) (only parsing).
Local Notation line3 := (vec ((t *m (W_E^T) *m (W_in^T)) + (\sum_(h : H) ((A h) *m t *m (W_E^T) *m ((W_V h)^T) *m ((W_O h)^T) *m (W_in^T))))) (only parsing).
Local Notation line4 := (vec ((t *m ((W_in *m W_E)^T)) + (\sum_(h : H) ((A h) *m t *m ((W_in *m (W_O h) *m (W_V h) *m W_E)^T))))) (only parsing).
Local Notation line5 := (vec (((1%:M : 'M[RR]_(n_ctx)) *m t *m ((W_in *m W_E)^T)) + (\sum_(h : H) ((A h) *m t *m ((W_in *m (W_O h) *m (W_V h) *m W_E)^T))))) (only parsing).
Local Notation line6 := ((vec ((1%:M : 'M[RR]_(n_ctx)) *m t *m ((W_in *m W_E)^T))) + (\sum_(h : H) (vec ((A h) *m t *m ((W_in *m (W_O h) *m (W_V h) *m W_E)^T))))) (only parsing).
Local Notation line7 := ((((1%:M : 'M[RR]_(n_ctx)) *t (W_in *m W_E)) *m (vec t)) + (\sum_(h : H) (((A h) *t (W_in *m (W_O h) *m (W_V h) *m W_E)) *m (vec t)))) (only parsing).
Local Notation line8 := ((((1%:M : 'M[RR]_(n_ctx)) *t (W_in *m W_E)) + (\sum_(h : H) ((A h) *t (W_in *m (W_O h) *m (W_V h) *m W_E)))) *m (vec t)) (only parsing).
Local Notation line9 := ((((1%:M : 'M[RR]_(n_ctx)) *t (W_in *m W_E)) + (\sum_(h : H) ((A h) *t (W_in *m ((W_O h) *m (W_V h)) *m W_E)))) *m (vec t)) (only parsing).
Lemma neuron_pre_activation_step1 : line0 = line1.
Proof. by_law law_definition. Qed.
Lemma neuron_pre_activation_step2 : line1 = line2.
Proof. by_law law_definition. Qed.
Lemma neuron_pre_activation_step3 : line2 = line3.
Proof. by_law law_distributivity. Qed.
Lemma neuron_pre_activation_step4 : line3 = line4.
Proof. by_law law_transpose. Qed.
Lemma neuron_pre_activation_step5 : line4 = line5.
Proof. by_law law_identity. Qed.
Lemma neuron_pre_activation_step6 : line5 = line6.
Proof. by_law law_linearity_of_vec. Qed.
Lemma neuron_pre_activation_step7 : line6 = line7.
Proof. by_law law_vec. Qed.
Lemma neuron_pre_activation_step8 : line7 = line8.
Proof. by_law law_distributivity. Qed.
Lemma neuron_pre_activation_step9 : line8 = line9.
Proof. by_law law_definition. Qed.
Theorem neuron_pre_activation : (vec (((t *m (W_E^T)) + (\sum_(h : H) ((A h) *m (t *m (W_E^T)) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (W_in^T))) = ((((1%:M : 'M[RR]_(n_ctx)) *t (W_in *m W_E)) + (\sum_(h : H) ((A h) *t (W_in *m ((W_O h) *m (W_V h)) *m W_E)))) *m (vec t)).
Proof. exact: (etrans (etrans (etrans (etrans (etrans (etrans (etrans (etrans neuron_pre_activation_step1 neuron_pre_activation_step2) neuron_pre_activation_step3) neuron_pre_activation_step4) neuron_pre_activation_step5) neuron_pre_activation_step6) neuron_pre_activation_step7) neuron_pre_activation_step8) neuron_pre_activation_step9). Qed.
End neuron_pre_activation.
