(* Written by refmath.kernel from refmath.theorems. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Refmath Require Import Laws Softmax.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section sinusoidal_positions.
Variable RR : comRingType.
Variables d_model : nat.
Variable R_i : 'M[RR]_(d_model, d_model).
Variable p_0 : 'M[RR]_(d_model, 1).
Variable R_o : 'M[RR]_(d_model, d_model).
Variable R_j : 'M[RR]_(d_model, d_model).
Variable R_i_o : 'M[RR]_(d_model, d_model).
Hypothesis sinusoidal_positions_supposes_0 : (R_o^T) *m R_i = R_i_o.
Lemma sinusoidal_positions_supposes_0_behind m (X : 'M[RR]_(m, _)) : X *m (R_o^T) *m R_i = X *m R_i_o.
Proof. by have := congr1 (mulmx X) sinusoidal_positions_supposes_0; rewrite ?mulmxA. Qed.
Lemma sinusoidal_positions_supposes_0_turned : (R_i^T) *m R_o = (R_i_o^T).
Proof. by have := congr1 trmx sinusoidal_positions_supposes_0; law_transpose. Qed.
Lemma sinusoidal_positions_supposes_0_turned_behind m (X : 'M[RR]_(m, _)) : X *m (R_i^T) *m R_o = X *m (R_i_o^T).
Proof. by have := congr1 (mulmx X) sinusoidal_positions_supposes_0_turned; rewrite ?mulmxA. Qed.
Ltac use_0 := rewrite ?(sinusoidal_positions_supposes_0, sinusoidal_positions_supposes_0_behind, sinusoidal_positions_supposes_0_turned, sinusoidal_positions_supposes_0_turned_behind, mulmxA).
Local Notation line0 := (((R_i *m p_0)^T) *m R_o *m (R_j *m p_0)) (only parsing).
Local Notation line1 := (((R_i *m p_0)^T) *m R_o *m R_j *m p_0) (only parsing).
Local Notation line2 := ((p_0^T) *m (R_i^T) *m R_o *m R_j *m p_0) (only parsing).
Local Notation line3 := ((p_0^T) *m (R_i_o^T) *m R_j *m p_0) (only parsing).
Local Notation line4 := (((R_i_o *m p_0)^T) *m R_j *m p_0) (only parsing).
Local Notation line5 := (((R_i_o *m p_0)^T) *m (R_j *m p_0)) (only parsing).
Lemma sinusoidal_positions_step1 : line0 = line1.
Proof. by_law law_definition. Qed.
Lemma sinusoidal_positions_step2 : line1 = line2.
Proof. by_law law_transpose. Qed.
Lemma sinusoidal_positions_step3 : line2 = line3.
Proof. by_law use_0. Qed.
Lemma sinusoidal_positions_step4 : line3 = line4.
Proof. by_law law_transpose. Qed.
Lemma sinusoidal_positions_step5 : line4 = line5.
Proof. by_law law_definition. Qed.
Theorem sinusoidal_positions_theorem : (((R_i *m p_0)^T) *m R_o *m (R_j *m p_0)) = (((R_i_o *m p_0)^T) *m (R_j *m p_0)).
Proof. exact: (etrans (etrans (etrans (etrans sinusoidal_positions_step1 sinusoidal_positions_step2) sinusoidal_positions_step3) sinusoidal_positions_step4) sinusoidal_positions_step5). Qed.
End sinusoidal_positions.
