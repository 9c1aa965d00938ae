(* Written by refmath.kernel from refmath.theorems: zero_layers. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section zero_layers.
Variable RR : comRingType.
Variables n_ctx d_vocab d_model : nat.
Variable t : 'M[RR]_(n_ctx, d_vocab).
Variable W_E : 'M[RR]_(d_model, d_vocab).
Variable W_U : 'M[RR]_(d_vocab, d_model).
Local Notation line0 := (vec ((t *m (W_E^T)) *m (W_U^T))) (only parsing).
Local Notation line1 := (vec (t *m (W_E^T) *m (W_U^T))) (only parsing).
Local Notation line2 := (vec (t *m ((W_U *m W_E)^T))) (only parsing).
Local Notation line3 := (vec ((1%:M : 'M[RR]_(n_ctx)) *m t *m ((W_U *m W_E)^T))) (only parsing).
Local Notation line4 := (((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) *m (vec t)) (only parsing).
Lemma zero_layers_step1 : line0 = line1.
Proof. by_law law_definition. Qed.
Lemma zero_layers_step2 : line1 = line2.
Proof. by_law law_transpose. Qed.
Lemma zero_layers_step3 : line2 = line3.
Proof. by_law law_identity. Qed.
Lemma zero_layers_step4 : line3 = line4.
Proof. by_law law_vec. Qed.
Theorem zero_layers : (vec ((t *m (W_E^T)) *m (W_U^T))) = (((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) *m (vec t)).
Proof. exact: (etrans (etrans (etrans zero_layers_step1 zero_layers_step2) zero_layers_step3) zero_layers_step4). Qed.
End zero_layers.
