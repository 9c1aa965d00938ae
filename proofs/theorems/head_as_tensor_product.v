(* Written by refmath.kernel from refmath.theorems: head_as_tensor_product. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section head_as_tensor_product.
Variable RR : comRingType.
Variables n_ctx d_model d_head : nat.
Variable A_h : 'M[RR]_(n_ctx, n_ctx).
Variable x : 'M[RR]_(n_ctx, d_model).
Variable W_V_h : 'M[RR]_(d_head, d_model).
Variable W_O_h : 'M[RR]_(d_model, d_head).
Local Notation line0 := (vec ((A_h *m (x *m (W_V_h^T))) *m (W_O_h^T))) (only parsing).
Local Notation line1 := (vec (A_h *m (x *m (W_V_h^T)) *m (W_O_h^T))) (only parsing).
Local Notation line2 := (vec (A_h *m x *m (W_V_h^T) *m (W_O_h^T))) (only parsing).
Local Notation line3 := (vec (A_h *m x *m ((W_O_h *m W_V_h)^T))) (only parsing).
Local Notation line4 := ((A_h *t (W_O_h *m W_V_h)) *m (vec x)) (only parsing).
Local Notation line5 := ((A_h *t (W_O_h *m W_V_h)) *m (vec x)) (only parsing).
Lemma head_as_tensor_product_step1 : line0 = line1.
Proof. by_law law_definition. Qed.
Lemma head_as_tensor_product_step2 : line1 = line2.
Proof. by_law law_definition. Qed.
Lemma head_as_tensor_product_step3 : line2 = line3.
Proof. by_law law_transpose. Qed.
Lemma head_as_tensor_product_step4 : line3 = line4.
Proof. by_law law_vec. Qed.
Lemma head_as_tensor_product_step5 : line4 = line5.
Proof. by_law law_definition. Qed.
Theorem head_as_tensor_product : (vec ((A_h *m (x *m (W_V_h^T))) *m (W_O_h^T))) = ((A_h *t (W_O_h *m W_V_h)) *m (vec x)).
Proof. exact: (etrans (etrans (etrans (etrans head_as_tensor_product_step1 head_as_tensor_product_step2) head_as_tensor_product_step3) head_as_tensor_product_step4) head_as_tensor_product_step5). Qed.
End head_as_tensor_product.
