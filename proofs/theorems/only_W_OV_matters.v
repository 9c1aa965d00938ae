(* Written by refmath.kernel from refmath.theorems: only_W_OV_matters. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section only_W_OV_matters.
Variable RR : comRingType.
Variables d_model d_head : nat.
Variable W_O_h : 'M[RR]_(d_model, d_head).
Variable M_inv : 'M[RR]_(d_head, d_head).
Variable M : 'M[RR]_(d_head, d_head).
Variable W_V_h : 'M[RR]_(d_head, d_model).
Hypothesis supposed_0 : M_inv *m M = (1%:M : 'M[RR]_(d_head)).
Lemma supposed_0_behind m (X : 'M[RR]_(m, _)) : X *m M_inv *m M = X *m (1%:M : 'M[RR]_(d_head)).
Proof. by have := congr1 (mulmx X) supposed_0; rewrite ?mulmxA. Qed.
Lemma supposed_0_turned : (M^T) *m (M_inv^T) = (1%:M : 'M[RR]_(d_head)).
Proof. by have := congr1 trmx supposed_0; law_transpose. Qed.
Lemma supposed_0_turned_behind m (X : 'M[RR]_(m, _)) : X *m (M^T) *m (M_inv^T) = X *m (1%:M : 'M[RR]_(d_head)).
Proof. by have := congr1 (mulmx X) supposed_0_turned; rewrite ?mulmxA. Qed.
Ltac use_0 := rewrite ?(supposed_0, supposed_0_behind, supposed_0_turned, supposed_0_turned_behind, mulmxA).
Local Notation line0 := (W_O_h *m M_inv *m M *m W_V_h) (only parsing).
Local Notation line1 := (W_O_h *m (1%:M : 'M[RR]_(d_head)) *m W_V_h) (only parsing).
Local Notation line2 := (W_O_h *m W_V_h) (only parsing).
Lemma only_W_OV_matters_step1 : line0 = line1.
Proof. by_law use_0. Qed.
Lemma only_W_OV_matters_step2 : line1 = line2.
Proof. by_law law_identity. Qed.
Theorem only_W_OV_matters : (W_O_h *m M_inv *m M *m W_V_h) = (W_O_h *m W_V_h).
Proof. exact: (etrans only_W_OV_matters_step1 only_W_OV_matters_step2). Qed.
End only_W_OV_matters.
