(* Written by refmath.kernel from refmath.theorems. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Refmath Require Import Laws Softmax.
From Refmath Require Import Chapter2.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section second_pattern.
Variable RR : comRingType.
Variables n_ctx d_vocab d_model d_head : nat.
Variable H_0 : finType.
Variable pattern : forall n, 'M[RR]_n -> 'M[RR]_n.
Variable one_over_root_d_head : RR.
Variable t : 'M[RR]_(n_ctx, d_vocab).
Variable W_E : 'M[RR]_(d_model, d_vocab).
Variable W_Q_0 : H_0 -> 'M[RR]_(d_head, d_model).
Variable W_K_0 : H_0 -> 'M[RR]_(d_head, d_model).
Variable W_V_0 : H_0 -> 'M[RR]_(d_head, d_model).
Variable W_O_0 : H_0 -> 'M[RR]_(d_model, d_head).
Variable W_Q_1_g : 'M[RR]_(d_head, d_model).
Variable W_K_1_g : 'M[RR]_(d_head, d_model).
Local Notation line0 := (@pattern _ (one_over_root_d_head *: ((((t *m (W_E^T)) + (\sum_(h : H_0) ((@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) *m ((W_Q_0 h)^T)) *m (((t *m (W_E^T)) *m ((W_K_0 h)^T))^T)))) *m (t *m (W_E^T)) *m ((W_V_0 h)^T) *m ((W_O_0 h)^T)))) *m (W_Q_1_g^T)) *m ((((t *m (W_E^T)) + (\sum_(h : H_0) ((@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) *m ((W_Q_0 h)^T)) *m (((t *m (W_E^T)) *m ((W_K_0 h)^T))^T)))) *m (t *m (W_E^T)) *m ((W_V_0 h)^T) *m ((W_O_0 h)^T)))) *m (W_K_1_g^T))^T)))) (only parsing).
Local Notation line1 := (@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) + (\sum_(h : H_0) ((@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) *m ((W_Q_0 h)^T)) *m (((t *m (W_E^T)) *m ((W_K_0 h)^T))^T)))) *m (t *m (W_E^T)) *m ((W_V_0 h)^T) *m ((W_O_0 h)^T)))) *m (W_Q_1_g^T) *m ((((t *m (W_E^T)) + (\sum_(h : H_0) ((@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) *m ((W_Q_0 h)^T)) *m (((t *m (W_E^T)) *m ((W_K_0 h)^T))^T)))) *m (t *m (W_E^T)) *m ((W_V_0 h)^T) *m ((W_O_0 h)^T)))) *m (W_K_1_g^T))^T)))) (only parsing).
Local Notation line2 := (@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) + (\sum_(h : H_0) ((@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) *m ((W_Q_0 h)^T)) *m (((t *m (W_E^T)) *m ((W_K_0 h)^T))^T)))) *m (t *m (W_E^T)) *m ((W_V_0 h)^T) *m ((W_O_0 h)^T)))) *m (W_Q_1_g^T) *m ((((t *m (W_E^T)) + (\sum_(h : H_0) ((@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) *m ((W_Q_0 h)^T)) *m (((t *m (W_E^T)) *m ((W_K_0 h)^T))^T)))) *m (t *m (W_E^T)) *m ((W_V_0 h)^T) *m ((W_O_0 h)^T)))) *m (W_K_1_g^T))^T)))) (only parsing).
Local Notation line3 := (@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) + (\sum_(h : H_0) ((@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) *m ((W_Q_0 h)^T)) *m (((t *m (W_E^T)) *m ((W_K_0 h)^T))^T)))) *m (t *m (W_E^T)) *m ((W_V_0 h)^T) *m ((W_O_0 h)^T)))) *m (W_Q_1_g^T) *m W_K_1_g *m (((t *m (W_E^T)) + (\sum_(h : H_0) ((@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) *m ((W_Q_0 h)^T)) *m (((t *m (W_E^T)) *m ((W_K_0 h)^T))^T)))) *m (t *m (W_E^T)) *m ((W_V_0 h)^T) *m ((W_O_0 h)^T))))^T)))) (only parsing).
Local Notation line4 := (@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) + (\sum_(h : H_0) ((@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) *m ((W_Q_0 h)^T)) *m (((t *m (W_E^T)) *m ((W_K_0 h)^T))^T)))) *m (t *m (W_E^T)) *m ((W_V_0 h)^T) *m ((W_O_0 h)^T)))) *m ((W_Q_1_g^T) *m W_K_1_g) *m (((t *m (W_E^T)) + (\sum_(h : H_0) ((@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) *m ((W_Q_0 h)^T)) *m (((t *m (W_E^T)) *m ((W_K_0 h)^T))^T)))) *m (t *m (W_E^T)) *m ((W_V_0 h)^T) *m ((W_O_0 h)^T))))^T)))) (only parsing).
Local Notation line5 := (@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) + (\sum_(h : H_0) ((@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) *m ((W_Q_0 h)^T)) *m (((t *m (W_E^T)) *m ((W_K_0 h)^T))^T)))) *m (t *m (W_E^T)) *m ((W_V_0 h)^T) *m ((W_O_0 h)^T)))) *m ((W_Q_1_g^T) *m W_K_1_g) *m (((t *m (W_E^T)) + (\sum_(h : H_0) ((@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) *m ((W_Q_0 h)^T)) *m (((t *m (W_E^T)) *m ((W_K_0 h)^T))^T)))) *m (t *m (W_E^T)) *m ((W_V_0 h)^T) *m ((W_O_0 h)^T))))^T)))) (only parsing).
Local Notation line6 := (@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) + (\sum_(h : H_0) ((@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q_0 h)^T) *m (W_K_0 h)) *m W_E *m (t^T)))) *m (t *m (W_E^T)) *m ((W_V_0 h)^T) *m ((W_O_0 h)^T)))) *m ((W_Q_1_g^T) *m W_K_1_g) *m (((t *m (W_E^T)) + (\sum_(h : H_0) ((@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q_0 h)^T) *m (W_K_0 h)) *m W_E *m (t^T)))) *m (t *m (W_E^T)) *m ((W_V_0 h)^T) *m ((W_O_0 h)^T))))^T)))) (only parsing).
Local Notation line7 := (@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) + (\sum_(h : H_0) ((@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q_0 h)^T) *m (W_K_0 h)) *m W_E *m (t^T)))) *m t *m (W_E^T) *m ((W_V_0 h)^T) *m ((W_O_0 h)^T)))) *m ((W_Q_1_g^T) *m W_K_1_g) *m (((t *m (W_E^T)) + (\sum_(h : H_0) ((@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q_0 h)^T) *m (W_K_0 h)) *m W_E *m (t^T)))) *m t *m (W_E^T) *m ((W_V_0 h)^T) *m ((W_O_0 h)^T))))^T)))) (only parsing).
Local Notation line8 := (@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) + (\sum_(q : H_0) ((@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q_0 q)^T) *m (W_K_0 q)) *m W_E *m (t^T)))) *m t *m (W_E^T) *m (((W_O_0 q) *m (W_V_0 q))^T)))) *m ((W_Q_1_g^T) *m W_K_1_g) *m ((W_E *m (t^T)) + (\sum_(k : H_0) ((W_O_0 k) *m (W_V_0 k) *m W_E *m (t^T) *m ((@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q_0 k)^T) *m (W_K_0 k)) *m W_E *m (t^T))))^T))))))) (only parsing).
Local Notation line9 := (@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) + (\sum_(q : H_0) ((@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q_0 q)^T) *m (W_K_0 q)) *m W_E *m (t^T)))) *m t *m (W_E^T) *m (((W_O_0 q) *m (W_V_0 q))^T)))) *m ((W_Q_1_g^T) *m W_K_1_g) *m ((W_E *m (t^T)) + (\sum_(k : H_0) (((W_O_0 k) *m (W_V_0 k)) *m W_E *m (t^T) *m ((@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q_0 k)^T) *m (W_K_0 k)) *m W_E *m (t^T))))^T))))))) (only parsing).
Local Notation line10 := (@pattern _ (one_over_root_d_head *: ((t *m (W_E^T) *m ((W_Q_1_g^T) *m W_K_1_g) *m W_E *m (t^T)) + (\sum_(q : H_0) ((@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q_0 q)^T) *m (W_K_0 q)) *m W_E *m (t^T)))) *m t *m (W_E^T) *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_g^T) *m W_K_1_g) *m W_E *m (t^T))) + (\sum_(k : H_0) (t *m (W_E^T) *m ((W_Q_1_g^T) *m W_K_1_g) *m ((W_O_0 k) *m (W_V_0 k)) *m W_E *m (t^T) *m ((@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q_0 k)^T) *m (W_K_0 k)) *m W_E *m (t^T))))^T))) + (\sum_(q : H_0) (\sum_(k : H_0) ((@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q_0 q)^T) *m (W_K_0 q)) *m W_E *m (t^T)))) *m t *m (W_E^T) *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_g^T) *m W_K_1_g) *m ((W_O_0 k) *m (W_V_0 k)) *m W_E *m (t^T) *m ((@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q_0 k)^T) *m (W_K_0 k)) *m W_E *m (t^T))))^T))))))) (only parsing).
Local Notation line11 := (@pattern _ (one_over_root_d_head *: ((t *m (W_E^T) *m ((W_Q_1_g^T) *m W_K_1_g) *m W_E *m (t^T)) + (\sum_(q : H_0) ((@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q_0 q)^T) *m (W_K_0 q)) *m W_E *m (t^T)))) *m t *m (W_E^T) *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_g^T) *m W_K_1_g) *m W_E *m (t^T))) + (\sum_(k : H_0) (t *m (W_E^T) *m ((W_Q_1_g^T) *m W_K_1_g) *m ((W_O_0 k) *m (W_V_0 k)) *m W_E *m (t^T) *m ((@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q_0 k)^T) *m (W_K_0 k)) *m W_E *m (t^T))))^T))) + (\sum_(q : H_0) (\sum_(k : H_0) ((@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q_0 q)^T) *m (W_K_0 q)) *m W_E *m (t^T)))) *m t *m (W_E^T) *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_g^T) *m W_K_1_g) *m ((W_O_0 k) *m (W_V_0 k)) *m W_E *m (t^T) *m ((@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q_0 k)^T) *m (W_K_0 k)) *m W_E *m (t^T))))^T))))))) (only parsing).
Lemma second_pattern_step1 : line0 = line1.
Proof. by_law law_definition. Qed.
Lemma second_pattern_step2 : line1 = line2.
Proof. by []. Qed.
Lemma second_pattern_step3 : line2 = line3.
Proof. by_law law_transpose. Qed.
Lemma second_pattern_step4 : line3 = line4.
Proof. by_law law_definition. Qed.
Lemma second_pattern_step5 : line4 = line5.
Proof. by []. Qed.
Lemma second_pattern_6_first_pattern_h (h : H_0) : (@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) *m ((W_Q_0 h)^T)) *m (((t *m (W_E^T)) *m ((W_K_0 h)^T))^T)))) = (@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q_0 h)^T) *m (W_K_0 h)) *m W_E *m (t^T)))).
Proof. exact: (@first_pattern_theorem RR n_ctx d_vocab d_model d_head pattern one_over_root_d_head t W_E (W_Q_0 h) (W_K_0 h)). Qed.
Lemma second_pattern_step6 : line5 = line6.
Proof. first [solve [at_places ltac:(first [exact: second_pattern_6_first_pattern_h])] | by_law ltac:(rewrite ?(second_pattern_6_first_pattern_h, mulmxA))]. Qed.
Lemma second_pattern_step7 : line6 = line7.
Proof. by_law law_definition. Qed.
Lemma second_pattern_step8 : line7 = line8.
Proof. by_law law_transpose. Qed.
Lemma second_pattern_step9 : line8 = line9.
Proof. by_law law_definition. Qed.
Lemma second_pattern_step10 : line9 = line10.
Proof. by_law law_distributivity. Qed.
Lemma second_pattern_step11 : line10 = line11.
Proof. by []. Qed.
Theorem second_pattern_theorem : (@pattern _ (one_over_root_d_head *: ((((t *m (W_E^T)) + (\sum_(h : H_0) ((@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) *m ((W_Q_0 h)^T)) *m (((t *m (W_E^T)) *m ((W_K_0 h)^T))^T)))) *m (t *m (W_E^T)) *m ((W_V_0 h)^T) *m ((W_O_0 h)^T)))) *m (W_Q_1_g^T)) *m ((((t *m (W_E^T)) + (\sum_(h : H_0) ((@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) *m ((W_Q_0 h)^T)) *m (((t *m (W_E^T)) *m ((W_K_0 h)^T))^T)))) *m (t *m (W_E^T)) *m ((W_V_0 h)^T) *m ((W_O_0 h)^T)))) *m (W_K_1_g^T))^T)))) = (@pattern _ (one_over_root_d_head *: ((t *m (W_E^T) *m ((W_Q_1_g^T) *m W_K_1_g) *m W_E *m (t^T)) + (\sum_(q : H_0) ((@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q_0 q)^T) *m (W_K_0 q)) *m W_E *m (t^T)))) *m t *m (W_E^T) *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_g^T) *m W_K_1_g) *m W_E *m (t^T))) + (\sum_(k : H_0) (t *m (W_E^T) *m ((W_Q_1_g^T) *m W_K_1_g) *m ((W_O_0 k) *m (W_V_0 k)) *m W_E *m (t^T) *m ((@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q_0 k)^T) *m (W_K_0 k)) *m W_E *m (t^T))))^T))) + (\sum_(q : H_0) (\sum_(k : H_0) ((@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q_0 q)^T) *m (W_K_0 q)) *m W_E *m (t^T)))) *m t *m (W_E^T) *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_g^T) *m W_K_1_g) *m ((W_O_0 k) *m (W_V_0 k)) *m W_E *m (t^T) *m ((@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q_0 k)^T) *m (W_K_0 k)) *m W_E *m (t^T))))^T))))))).
Proof. exact: (etrans (etrans (etrans (etrans (etrans (etrans (etrans (etrans (etrans (etrans second_pattern_step1 second_pattern_step2) second_pattern_step3) second_pattern_step4) second_pattern_step5) second_pattern_step6) second_pattern_step7) second_pattern_step8) second_pattern_step9) second_pattern_step10) second_pattern_step11). Qed.
End second_pattern.
