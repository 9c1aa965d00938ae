(* Written by refmath.kernel from refmath.theorems: layer_norm_is_a_tensor_product. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section layer_norm_is_a_tensor_product.
Variable RR : comRingType.
Variables n_ctx d_model : nat.
Variable D : 'M[RR]_(n_ctx, n_ctx).
Variable x : 'M[RR]_(n_ctx, d_model).
Variable one_over_d_model : RR.
Variable v1_d : 'M[RR]_(d_model, 1).
Variable Γ : 'M[RR]_(d_model, d_model).
Variable v1 : 'M[RR]_(n_ctx, 1).
Variable β : 'M[RR]_(d_model, 1).
Local Notation line0 := (vec ((D *m x *m ((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T))))) *m Γ) + (v1 *m (β^T)))) (only parsing).
Local Notation line1 := ((vec (D *m x *m ((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T))))) *m Γ)) + (vec (v1 *m (β^T)))) (only parsing).
Local Notation line2 := ((vec (D *m x *m (((((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T))))) *m Γ)^T)^T))) + (vec (v1 *m (β^T)))) (only parsing).
Local Notation line3 := (((D *t ((((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T))))) *m Γ)^T)) *m (vec x)) + (vec (v1 *m (β^T)))) (only parsing).
Lemma layer_norm_is_a_tensor_product_step1 : line0 = line1.
Proof. by_law law_linearity_of_vec. Qed.
Lemma layer_norm_is_a_tensor_product_step2 : line1 = line2.
Proof. by_law law_transpose. Qed.
Lemma layer_norm_is_a_tensor_product_step3 : line2 = line3.
Proof. by_law law_vec. Qed.
Theorem layer_norm_is_a_tensor_product : (vec ((D *m x *m ((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T))))) *m Γ) + (v1 *m (β^T)))) = (((D *t ((((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T))))) *m Γ)^T)) *m (vec x)) + (vec (v1 *m (β^T)))).
Proof. exact: (etrans (etrans layer_norm_is_a_tensor_product_step1 layer_norm_is_a_tensor_product_step2) layer_norm_is_a_tensor_product_step3). Qed.
End layer_norm_is_a_tensor_product.
