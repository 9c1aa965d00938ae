(* Written by refmath.kernel from refmath.theorems: key_bias_is_inert. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section key_bias_is_inert.
Variable RR : comRingType.
Variables n_ctx d_head : nat.
Variable q_h : 'M[RR]_(n_ctx, d_head).
Variable k_h : 'M[RR]_(n_ctx, d_head).
Variable v1 : 'M[RR]_(n_ctx, 1).
Variable b_K_h : 'M[RR]_(d_head, 1).
Local Notation line0 := (q_h *m ((k_h + (v1 *m (b_K_h^T)))^T)) (only parsing).
Local Notation line1 := (q_h *m ((k_h^T) + (b_K_h *m (v1^T)))) (only parsing).
Local Notation line2 := ((q_h *m (k_h^T)) + (q_h *m b_K_h *m (v1^T))) (only parsing).
Lemma key_bias_is_inert_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Lemma key_bias_is_inert_step2 : line1 = line2.
Proof. by_law law_distributivity. Qed.
Theorem key_bias_is_inert : (q_h *m ((k_h + (v1 *m (b_K_h^T)))^T)) = ((q_h *m (k_h^T)) + (q_h *m b_K_h *m (v1^T))).
Proof. exact: (etrans key_bias_is_inert_step1 key_bias_is_inert_step2). Qed.
End key_bias_is_inert.
