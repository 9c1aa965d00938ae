(* Written by refmath.kernel from refmath.theorems: virtual_weights. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section virtual_weights.
Variable RR : comRingType.
Variables n_ctx d_model d_mlp : nat.
Variable L : finType.
Variable x : 'M[RR]_(n_ctx, d_model).
Variable r : L -> 'M[RR]_(n_ctx, d_mlp).
Variable W_out : L -> 'M[RR]_(d_model, d_mlp).
Variable W_in : 'M[RR]_(d_mlp, d_model).
Local Notation line0 := ((x + (\sum_(l : L) ((r l) *m ((W_out l)^T)))) *m (W_in^T)) (only parsing).
Local Notation line1 := ((x *m (W_in^T)) + (\sum_(l : L) ((r l) *m ((W_out l)^T) *m (W_in^T)))) (only parsing).
Local Notation line2 := ((x *m (W_in^T)) + (\sum_(l : L) ((r l) *m ((W_in *m (W_out l))^T)))) (only parsing).
Lemma virtual_weights_step1 : line0 = line1.
Proof. by_law law_distributivity. Qed.
Lemma virtual_weights_step2 : line1 = line2.
Proof. by_law law_transpose. Qed.
Theorem virtual_weights : ((x + (\sum_(l : L) ((r l) *m ((W_out l)^T)))) *m (W_in^T)) = ((x *m (W_in^T)) + (\sum_(l : L) ((r l) *m ((W_in *m (W_out l))^T)))).
Proof. exact: (etrans virtual_weights_step1 virtual_weights_step2). Qed.
End virtual_weights.
