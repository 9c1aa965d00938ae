(* Written by refmath.kernel from refmath.theorems: skip_trigram_reading. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section skip_trigram_reading.
Variable RR : comRingType.
Variables n_ctx d_vocab d_model d_head : nat.
Variable H : finType.
Variable u_i : 'M[RR]_(1, n_ctx).
Variable t : 'M[RR]_(n_ctx, d_vocab).
Variable W_E : 'M[RR]_(d_model, d_vocab).
Variable A : H -> 'M[RR]_(n_ctx, n_ctx).
Variable W_V : H -> 'M[RR]_(d_head, d_model).
Variable W_O : H -> 'M[RR]_(d_model, d_head).
Variable W_U : 'M[RR]_(d_vocab, d_model).
Local Notation line0 := (u_i *m ((t *m (W_E^T)) + (\sum_(h : H) ((A h) *m t *m (W_E^T) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (W_U^T)) (only parsing).
Local Notation line1 := ((u_i *m t *m (W_E^T) *m (W_U^T)) + (\sum_(h : H) (u_i *m (A h) *m t *m (W_E^T) *m ((W_V h)^T) *m ((W_O h)^T) *m (W_U^T)))) (only parsing).
Local Notation line2 := ((u_i *m t *m ((W_U *m W_E)^T)) + (\sum_(h : H) (u_i *m (A h) *m t *m ((W_U *m (W_O h) *m (W_V h) *m W_E)^T)))) (only parsing).
Local Notation line3 := ((u_i *m t *m ((W_U *m W_E)^T)) + (\sum_(h : H) (u_i *m (A h) *m t *m ((W_U *m ((W_O h) *m (W_V h)) *m W_E)^T)))) (only parsing).
Lemma skip_trigram_reading_step1 : line0 = line1.
Proof. by_law law_distributivity. Qed.
Lemma skip_trigram_reading_step2 : line1 = line2.
Proof. by_law law_transpose. Qed.
Lemma skip_trigram_reading_step3 : line2 = line3.
Proof. by_law law_definition. Qed.
Theorem skip_trigram_reading : (u_i *m ((t *m (W_E^T)) + (\sum_(h : H) ((A h) *m t *m (W_E^T) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (W_U^T)) = ((u_i *m t *m ((W_U *m W_E)^T)) + (\sum_(h : H) (u_i *m (A h) *m t *m ((W_U *m ((W_O h) *m (W_V h)) *m W_E)^T)))).
Proof. exact: (etrans (etrans skip_trigram_reading_step1 skip_trigram_reading_step2) skip_trigram_reading_step3). Qed.
End skip_trigram_reading.
