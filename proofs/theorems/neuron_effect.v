(* Written by refmath.kernel from refmath.theorems: neuron_effect. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section neuron_effect.
Variable RR : comRingType.
Variables n_ctx d_mlp d_model d_vocab : nat.
Variable G : 'M[RR]_(n_ctx, d_mlp).
Variable W_out : 'M[RR]_(d_model, d_mlp).
Variable W_U : 'M[RR]_(d_vocab, d_model).
Local Notation line0 := (vec (G *m (W_out^T) *m (W_U^T))) (only parsing).
Local Notation line1 := (vec (G *m ((W_U *m W_out)^T))) (only parsing).
Local Notation line2 := (vec ((1%:M : 'M[RR]_(n_ctx)) *m G *m ((W_U *m W_out)^T))) (only parsing).
Local Notation line3 := (((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_out)) *m (vec G)) (only parsing).
Lemma neuron_effect_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Lemma neuron_effect_step2 : line1 = line2.
Proof. by_law law_identity. Qed.
Lemma neuron_effect_step3 : line2 = line3.
Proof. by_law law_vec. Qed.
Theorem neuron_effect : (vec (G *m (W_out^T) *m (W_U^T))) = (((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_out)) *m (vec G)).
Proof. exact: (etrans (etrans neuron_effect_step1 neuron_effect_step2) neuron_effect_step3). Qed.
End neuron_effect.
