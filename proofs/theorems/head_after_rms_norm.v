(* Written by refmath.kernel from refmath.theorems: head_after_rms_norm. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section head_after_rms_norm.
Variable RR : comRingType.
Variables n_ctx d_model d_head : nat.
Variable A_h : 'M[RR]_(n_ctx, n_ctx).
Variable D : 'M[RR]_(n_ctx, n_ctx).
Variable x : 'M[RR]_(n_ctx, d_model).
Variable Γ : 'M[RR]_(d_model, d_model).
Variable W_O_h : 'M[RR]_(d_model, d_head).
Variable W_V_h : 'M[RR]_(d_head, d_model).
Local Notation line0 := (A_h *m D *m x *m Γ *m ((W_O_h *m W_V_h)^T)) (only parsing).
Local Notation line1 := (A_h *m D *m x *m (((W_O_h *m W_V_h) *m (Γ^T))^T)) (only parsing).
Lemma head_after_rms_norm_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Theorem head_after_rms_norm : (A_h *m D *m x *m Γ *m ((W_O_h *m W_V_h)^T)) = (A_h *m D *m x *m (((W_O_h *m W_V_h) *m (Γ^T))^T)).
Proof. exact: head_after_rms_norm_step1. Qed.
End head_after_rms_norm.
