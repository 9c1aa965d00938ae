(* Written by refmath.kernel from refmath.theorems: centring_folded_into_what_writes. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section centring_folded_into_what_writes.
Variable RR : comRingType.
Variables n_ctx d_model d_mlp : nat.
Variable L : finType.
Variable x : 'M[RR]_(n_ctx, d_model).
Variable r : L -> 'M[RR]_(n_ctx, d_mlp).
Variable W_out : L -> 'M[RR]_(d_model, d_mlp).
Variable C : 'M[RR]_(d_model, d_model).
Hypothesis supposed_0 : C *m C = C.
Lemma supposed_0_behind m (X : 'M[RR]_(m, _)) : X *m C *m C = X *m C.
Proof. by have := congr1 (mulmx X) supposed_0; rewrite ?mulmxA. Qed.
Lemma supposed_0_turned : (C^T) *m (C^T) = (C^T).
Proof. by have := congr1 trmx supposed_0; law_transpose. Qed.
Lemma supposed_0_turned_behind m (X : 'M[RR]_(m, _)) : X *m (C^T) *m (C^T) = X *m (C^T).
Proof. by have := congr1 (mulmx X) supposed_0_turned; rewrite ?mulmxA. Qed.
Ltac use_0 := rewrite ?(supposed_0, supposed_0_behind, supposed_0_turned, supposed_0_turned_behind, mulmxA).
Local Notation line0 := ((x + (\sum_(l : L) ((r l) *m ((W_out l)^T)))) *m (C^T)) (only parsing).
Local Notation line1 := ((x *m (C^T)) + (\sum_(l : L) ((r l) *m ((W_out l)^T) *m (C^T)))) (only parsing).
Local Notation line2 := ((x *m (C^T) *m (C^T)) + (\sum_(l : L) ((r l) *m ((W_out l)^T) *m (C^T) *m (C^T)))) (only parsing).
Local Notation line3 := (((x *m (C^T)) + (\sum_(l : L) ((r l) *m ((W_out l)^T) *m (C^T)))) *m (C^T)) (only parsing).
Local Notation line4 := (((x *m (C^T)) + (\sum_(l : L) ((r l) *m ((C *m (W_out l))^T)))) *m (C^T)) (only parsing).
Lemma centring_folded_into_what_writes_step1 : line0 = line1.
Proof. by_law law_distributivity. Qed.
Lemma centring_folded_into_what_writes_step2 : line1 = line2.
Proof. by_law use_0. Qed.
Lemma centring_folded_into_what_writes_step3 : line2 = line3.
Proof. by_law law_distributivity. Qed.
Lemma centring_folded_into_what_writes_step4 : line3 = line4.
Proof. by_law law_transpose. Qed.
Theorem centring_folded_into_what_writes : ((x + (\sum_(l : L) ((r l) *m ((W_out l)^T)))) *m (C^T)) = (((x *m (C^T)) + (\sum_(l : L) ((r l) *m ((C *m (W_out l))^T)))) *m (C^T)).
Proof. exact: (etrans (etrans (etrans centring_folded_into_what_writes_step1 centring_folded_into_what_writes_step2) centring_folded_into_what_writes_step3) centring_folded_into_what_writes_step4). Qed.
End centring_folded_into_what_writes.
