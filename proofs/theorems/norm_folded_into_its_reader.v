(* Written by refmath.kernel from refmath.theorems: norm_folded_into_its_reader. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section norm_folded_into_its_reader.
Variable RR : comRingType.
Variables n_ctx d_model d_mlp : nat.
Variable D : 'M[RR]_(n_ctx, n_ctx).
Variable x : 'M[RR]_(n_ctx, d_model).
Variable C : 'M[RR]_(d_model, d_model).
Variable Γ : 'M[RR]_(d_model, d_model).
Variable v1 : 'M[RR]_(n_ctx, 1).
Variable β : 'M[RR]_(d_model, 1).
Variable W_in : 'M[RR]_(d_mlp, d_model).
Variable b_in : 'M[RR]_(d_mlp, 1).
Local Notation line0 := ((((D *m x *m (C^T) *m Γ) + (v1 *m (β^T))) *m (W_in^T)) + (v1 *m (b_in^T))) (only parsing).
Local Notation line1 := ((D *m x *m (C^T) *m Γ *m (W_in^T)) + (v1 *m (β^T) *m (W_in^T)) + (v1 *m (b_in^T))) (only parsing).
Local Notation line2 := ((D *m x *m (C^T) *m Γ *m (W_in^T)) + (v1 *m (((β^T) *m (W_in^T)) + (b_in^T)))) (only parsing).
Local Notation line3 := ((D *m x *m (C^T) *m ((W_in *m (Γ^T))^T)) + (v1 *m (((W_in *m β) + b_in)^T))) (only parsing).
Lemma norm_folded_into_its_reader_step1 : line0 = line1.
Proof. by_law law_distributivity. Qed.
Lemma norm_folded_into_its_reader_step2 : line1 = line2.
Proof. by_law law_distributivity. Qed.
Lemma norm_folded_into_its_reader_step3 : line2 = line3.
Proof. by_law law_transpose. Qed.
Theorem norm_folded_into_its_reader : ((((D *m x *m (C^T) *m Γ) + (v1 *m (β^T))) *m (W_in^T)) + (v1 *m (b_in^T))) = ((D *m x *m (C^T) *m ((W_in *m (Γ^T))^T)) + (v1 *m (((W_in *m β) + b_in)^T))).
Proof. exact: (etrans (etrans norm_folded_into_its_reader_step1 norm_folded_into_its_reader_step2) norm_folded_into_its_reader_step3). Qed.
End norm_folded_into_its_reader.
