(* Written by refmath.kernel from refmath.theorems: v_composition. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section v_composition.
Variable RR : comRingType.
Variables d_model d_head : nat.
Variable W_O_1 : 'M[RR]_(d_model, d_head).
Variable W_V_1 : 'M[RR]_(d_head, d_model).
Variable W_O_0 : 'M[RR]_(d_model, d_head).
Variable V_0 : 'M[RR]_(d_model, d_head).
Hypothesis supposed_0 : (W_O_1^T) *m W_O_1 = (1%:M : 'M[RR]_(d_head)).
Lemma supposed_0_behind m (X : 'M[RR]_(m, _)) : X *m (W_O_1^T) *m W_O_1 = X *m (1%:M : 'M[RR]_(d_head)).
Proof. by have := congr1 (mulmx X) supposed_0; rewrite ?mulmxA. Qed.
Ltac use_0 := rewrite ?(supposed_0, supposed_0_behind, mulmxA).
Hypothesis supposed_1 : (V_0^T) *m V_0 = (1%:M : 'M[RR]_(d_head)).
Lemma supposed_1_behind m (X : 'M[RR]_(m, _)) : X *m (V_0^T) *m V_0 = X *m (1%:M : 'M[RR]_(d_head)).
Proof. by have := congr1 (mulmx X) supposed_1; rewrite ?mulmxA. Qed.
Ltac use_1 := rewrite ?(supposed_1, supposed_1_behind, mulmxA).
Local Notation line0 := ((W_O_1^T) *m (W_O_1 *m W_V_1) *m (W_O_0 *m (V_0^T)) *m V_0) (only parsing).
Local Notation line1 := ((W_O_1^T) *m W_O_1 *m W_V_1 *m W_O_0 *m (V_0^T) *m V_0) (only parsing).
Local Notation line2 := ((1%:M : 'M[RR]_(d_head)) *m W_V_1 *m W_O_0 *m (V_0^T) *m V_0) (only parsing).
Local Notation line3 := ((1%:M : 'M[RR]_(d_head)) *m W_V_1 *m W_O_0 *m (1%:M : 'M[RR]_(d_head))) (only parsing).
Local Notation line4 := (W_V_1 *m W_O_0) (only parsing).
Lemma v_composition_step1 : line0 = line1.
Proof. by_law law_definition. Qed.
Lemma v_composition_step2 : line1 = line2.
Proof. by_law use_0. Qed.
Lemma v_composition_step3 : line2 = line3.
Proof. by_law use_1. Qed.
Lemma v_composition_step4 : line3 = line4.
Proof. by_law law_identity. Qed.
Theorem v_composition : ((W_O_1^T) *m (W_O_1 *m W_V_1) *m (W_O_0 *m (V_0^T)) *m V_0) = (W_V_1 *m W_O_0).
Proof. exact: (etrans (etrans (etrans v_composition_step1 v_composition_step2) v_composition_step3) v_composition_step4). Qed.
End v_composition.
