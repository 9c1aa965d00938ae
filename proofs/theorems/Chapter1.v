(* Written by refmath.kernel from refmath.theorems. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Refmath Require Import Laws Softmax.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section distributivity.
Variable RR : comRingType.
Variables n_n n_m n_p : nat.
Variable A : 'M[RR]_(n_n, n_m).
Variable B : 'M[RR]_(n_m, n_p).
Variable C : 'M[RR]_(n_m, n_p).
Local Notation line0 := (A *m (B + C)) (only parsing).
Local Notation line1 := ((A *m B) + (A *m C)) (only parsing).
Lemma distributivity_step1 : line0 = line1.
Proof. by_law law_distributivity. Qed.
Theorem distributivity_theorem : (A *m (B + C)) = ((A *m B) + (A *m C)).
Proof. exact: distributivity_step1. Qed.
End distributivity.

Section distributivity_on_the_right.
Variable RR : comRingType.
Variables n_n n_m n_p : nat.
Variable A : 'M[RR]_(n_n, n_m).
Variable B : 'M[RR]_(n_n, n_m).
Variable C : 'M[RR]_(n_m, n_p).
Local Notation line0 := ((A + B) *m C) (only parsing).
Local Notation line1 := ((A *m C) + (B *m C)) (only parsing).
Lemma distributivity_on_the_right_step1 : line0 = line1.
Proof. by_law law_distributivity. Qed.
Theorem distributivity_on_the_right_theorem : ((A + B) *m C) = ((A *m C) + (B *m C)).
Proof. exact: distributivity_on_the_right_step1. Qed.
End distributivity_on_the_right.

Section factor_into_a_sum_over_heads.
Variable RR : comRingType.
Variables n_n n_m n_p : nat.
Variable H : finType.
Variable A : 'M[RR]_(n_n, n_m).
Variable B : H -> 'M[RR]_(n_m, n_p).
Local Notation line0 := (A *m (\sum_(h : H) (B h))) (only parsing).
Local Notation line1 := (\sum_(h : H) (A *m (B h))) (only parsing).
Lemma factor_into_a_sum_over_heads_step1 : line0 = line1.
Proof. by_law law_distributivity. Qed.
Theorem factor_into_a_sum_over_heads_theorem : (A *m (\sum_(h : H) (B h))) = (\sum_(h : H) (A *m (B h))).
Proof. exact: factor_into_a_sum_over_heads_step1. Qed.
End factor_into_a_sum_over_heads.

Section factor_into_a_sum_over_heads_on_the_right.
Variable RR : comRingType.
Variables n_n n_m n_p : nat.
Variable H : finType.
Variable A : H -> 'M[RR]_(n_n, n_m).
Variable B : 'M[RR]_(n_m, n_p).
Local Notation line0 := ((\sum_(h : H) (A h)) *m B) (only parsing).
Local Notation line1 := (\sum_(h : H) ((A h) *m B)) (only parsing).
Lemma factor_into_a_sum_over_heads_on_the_right_step1 : line0 = line1.
Proof. by_law law_distributivity. Qed.
Theorem factor_into_a_sum_over_heads_on_the_right_theorem : ((\sum_(h : H) (A h)) *m B) = (\sum_(h : H) ((A h) *m B)).
Proof. exact: factor_into_a_sum_over_heads_on_the_right_step1. Qed.
End factor_into_a_sum_over_heads_on_the_right.

Section sum_over_heads_of_a_sum.
Variable RR : comRingType.
Variables n_n n_m : nat.
Variable H : finType.
Variable A : H -> 'M[RR]_(n_n, n_m).
Variable C : H -> 'M[RR]_(n_n, n_m).
Local Notation line0 := (\sum_(h : H) ((A h) + (C h))) (only parsing).
Local Notation line1 := ((\sum_(h : H) (A h)) + (\sum_(h : H) (C h))) (only parsing).
Lemma sum_over_heads_of_a_sum_step1 : line0 = line1.
Proof. by_law law_distributivity. Qed.
Theorem sum_over_heads_of_a_sum_theorem : (\sum_(h : H) ((A h) + (C h))) = ((\sum_(h : H) (A h)) + (\sum_(h : H) (C h))).
Proof. exact: sum_over_heads_of_a_sum_step1. Qed.
End sum_over_heads_of_a_sum.

Section scalar_out_of_a_product.
Variable RR : comRingType.
Variables n_n n_m n_p : nat.
Variable A : 'M[RR]_(n_n, n_m).
Variable c : RR.
Variable B : 'M[RR]_(n_m, n_p).
Local Notation line0 := (A *m (c *: B)) (only parsing).
Local Notation line1 := (c *: (A *m B)) (only parsing).
Lemma scalar_out_of_a_product_step1 : line0 = line1.
Proof. by_law law_scalars. Qed.
Theorem scalar_out_of_a_product_theorem : (A *m (c *: B)) = (c *: (A *m B)).
Proof. exact: scalar_out_of_a_product_step1. Qed.
End scalar_out_of_a_product.

Section scalar_out_of_a_product_on_the_left.
Variable RR : comRingType.
Variables n_n n_m n_p : nat.
Variable c : RR.
Variable A : 'M[RR]_(n_n, n_m).
Variable B : 'M[RR]_(n_m, n_p).
Local Notation line0 := ((c *: A) *m B) (only parsing).
Local Notation line1 := (c *: (A *m B)) (only parsing).
Lemma scalar_out_of_a_product_on_the_left_step1 : line0 = line1.
Proof. by_law law_scalars. Qed.
Theorem scalar_out_of_a_product_on_the_left_theorem : ((c *: A) *m B) = (c *: (A *m B)).
Proof. exact: scalar_out_of_a_product_on_the_left_step1. Qed.
End scalar_out_of_a_product_on_the_left.

Section scalar_out_of_a_sum.
Variable RR : comRingType.
Variables n_n n_m : nat.
Variable c : RR.
Variable A : 'M[RR]_(n_n, n_m).
Variable B : 'M[RR]_(n_n, n_m).
Local Notation line0 := ((c *: A) + (c *: B)) (only parsing).
Local Notation line1 := (c *: (A + B)) (only parsing).
Lemma scalar_out_of_a_sum_step1 : line0 = line1.
Proof. by_law law_scalars. Qed.
Theorem scalar_out_of_a_sum_theorem : ((c *: A) + (c *: B)) = (c *: (A + B)).
Proof. exact: scalar_out_of_a_sum_step1. Qed.
End scalar_out_of_a_sum.

Section scalar_out_of_a_sum_over_heads.
Variable RR : comRingType.
Variables n_n n_m : nat.
Variable H : finType.
Variable c : RR.
Variable A : H -> 'M[RR]_(n_n, n_m).
Local Notation line0 := (\sum_(h : H) (c *: (A h))) (only parsing).
Local Notation line1 := (c *: (\sum_(h : H) (A h))) (only parsing).
Lemma scalar_out_of_a_sum_over_heads_step1 : line0 = line1.
Proof. by_law law_scalars. Qed.
Theorem scalar_out_of_a_sum_over_heads_theorem : (\sum_(h : H) (c *: (A h))) = (c *: (\sum_(h : H) (A h))).
Proof. exact: scalar_out_of_a_sum_over_heads_step1. Qed.
End scalar_out_of_a_sum_over_heads.

Section scalars_in_any_order.
Variable RR : comRingType.
Variables n_n n_m : nat.
Variable d : RR.
Variable c : RR.
Variable A : 'M[RR]_(n_n, n_m).
Local Notation line0 := (d *: (c *: A)) (only parsing).
Local Notation line1 := (c *: (d *: A)) (only parsing).
Lemma scalars_in_any_order_step1 : line0 = line1.
Proof. by_law law_scalars. Qed.
Theorem scalars_in_any_order_theorem : (d *: (c *: A)) = (c *: (d *: A)).
Proof. exact: scalars_in_any_order_step1. Qed.
End scalars_in_any_order.

Section multiples.
Variable RR : comRingType.
Variables n_n n_m : nat.
Variable A : 'M[RR]_(n_n, n_m).
Local Notation line0 := (A *+ 2) (only parsing).
Local Notation line1 := (A + A) (only parsing).
Lemma multiples_step1 : line0 = line1.
Proof. by_law law_multiples. Qed.
Theorem multiples_theorem : (A *+ 2) = (A + A).
Proof. exact: multiples_step1. Qed.
End multiples.

Section transpose_of_a_product.
Variable RR : comRingType.
Variables n_n n_m n_p : nat.
Variable A : 'M[RR]_(n_n, n_m).
Variable B : 'M[RR]_(n_m, n_p).
Local Notation line0 := ((A *m B)^T) (only parsing).
Local Notation line1 := ((B^T) *m (A^T)) (only parsing).
Lemma transpose_of_a_product_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Theorem transpose_of_a_product_theorem : ((A *m B)^T) = ((B^T) *m (A^T)).
Proof. exact: transpose_of_a_product_step1. Qed.
End transpose_of_a_product.

Section vec.
Variable RR : comRingType.
Variables n_n n_m n_r n_q : nat.
Variable A : 'M[RR]_(n_n, n_m).
Variable x : 'M[RR]_(n_m, n_r).
Variable W : 'M[RR]_(n_q, n_r).
Local Notation line0 := (vec (A *m x *m (W^T))) (only parsing).
Local Notation line1 := ((A *t W) *m (vec x)) (only parsing).
Lemma vec_step1 : line0 = line1.
Proof. by_law law_vec. Qed.
Theorem vec_theorem : (vec (A *m x *m (W^T))) = ((A *t W) *m (vec x)).
Proof. exact: vec_step1. Qed.
End vec.

Section linearity_of_vec.
Variable RR : comRingType.
Variables n_n n_m : nat.
Variable A : 'M[RR]_(n_n, n_m).
Variable B : 'M[RR]_(n_n, n_m).
Local Notation line0 := (vec (A + B)) (only parsing).
Local Notation line1 := ((vec A) + (vec B)) (only parsing).
Lemma linearity_of_vec_step1 : line0 = line1.
Proof. by_law law_linearity_of_vec. Qed.
Theorem linearity_of_vec_theorem : (vec (A + B)) = ((vec A) + (vec B)).
Proof. exact: linearity_of_vec_step1. Qed.
End linearity_of_vec.

Section vec_of_a_sum_over_heads.
Variable RR : comRingType.
Variables n_n n_m : nat.
Variable H : finType.
Variable A : H -> 'M[RR]_(n_n, n_m).
Local Notation line0 := (vec (\sum_(h : H) (A h))) (only parsing).
Local Notation line1 := (\sum_(h : H) (vec (A h))) (only parsing).
Lemma vec_of_a_sum_over_heads_step1 : line0 = line1.
Proof. by_law law_linearity_of_vec. Qed.
Theorem vec_of_a_sum_over_heads_theorem : (vec (\sum_(h : H) (A h))) = (\sum_(h : H) (vec (A h))).
Proof. exact: vec_of_a_sum_over_heads_step1. Qed.
End vec_of_a_sum_over_heads.

Section vec_of_a_multiple.
Variable RR : comRingType.
Variables n_n n_m : nat.
Variable c : RR.
Variable A : 'M[RR]_(n_n, n_m).
Local Notation line0 := (vec (c *: A)) (only parsing).
Local Notation line1 := (c *: (vec A)) (only parsing).
Lemma vec_of_a_multiple_step1 : line0 = line1.
Proof. by_law law_linearity_of_vec. Qed.
Theorem vec_of_a_multiple_theorem : (vec (c *: A)) = (c *: (vec A)).
Proof. exact: vec_of_a_multiple_step1. Qed.
End vec_of_a_multiple.

Section mixed_product.
Variable RR : comRingType.
Variables n_n n_m n_q n_r n_p n_s : nat.
Variable A : 'M[RR]_(n_n, n_m).
Variable W : 'M[RR]_(n_q, n_r).
Variable B : 'M[RR]_(n_m, n_p).
Variable V : 'M[RR]_(n_r, n_s).
Local Notation line0 := ((A *t W) *m (B *t V)) (only parsing).
Local Notation line1 := ((A *m B) *t (W *m V)) (only parsing).
Lemma mixed_product_step1 : line0 = line1.
Proof. by_law law_mixed_product. Qed.
Theorem mixed_product_theorem : ((A *t W) *m (B *t V)) = ((A *m B) *t (W *m V)).
Proof. exact: mixed_product_step1. Qed.
End mixed_product.

Section mixed_product_of_three_slots.
Variable RR : comRingType.
Variables n_n n_m n_q n_r n_p n_s : nat.
Variable A : 'M[RR]_(n_n, n_m).
Variable W : 'M[RR]_(n_q, n_r).
Variable C : 'M[RR]_(n_p, n_q).
Variable B : 'M[RR]_(n_m, n_p).
Variable V : 'M[RR]_(n_r, n_s).
Variable D : 'M[RR]_(n_q, n_m).
Local Notation line0 := ((A *t W *t C) *m (B *t V *t D)) (only parsing).
Local Notation line1 := ((A *m B) *t (W *m V) *t (C *m D)) (only parsing).
Lemma mixed_product_of_three_slots_step1 : line0 = line1.
Proof. by_law law_mixed_product. Qed.
Theorem mixed_product_of_three_slots_theorem : ((A *t W *t C) *m (B *t V *t D)) = ((A *m B) *t (W *m V) *t (C *m D)).
Proof. exact: mixed_product_of_three_slots_step1. Qed.
End mixed_product_of_three_slots.

Section bilinearity.
Variable RR : comRingType.
Variables n_n n_m n_q n_r : nat.
Variable A : 'M[RR]_(n_n, n_m).
Variable B : 'M[RR]_(n_n, n_m).
Variable W : 'M[RR]_(n_q, n_r).
Local Notation line0 := ((A + B) *t W) (only parsing).
Local Notation line1 := ((A *t W) + (B *t W)) (only parsing).
Lemma bilinearity_step1 : line0 = line1.
Proof. by_law law_bilinearity. Qed.
Theorem bilinearity_theorem : ((A + B) *t W) = ((A *t W) + (B *t W)).
Proof. exact: bilinearity_step1. Qed.
End bilinearity.

Section bilinearity_on_the_right.
Variable RR : comRingType.
Variables n_n n_m n_q n_r : nat.
Variable A : 'M[RR]_(n_n, n_m).
Variable W : 'M[RR]_(n_q, n_r).
Variable V : 'M[RR]_(n_q, n_r).
Local Notation line0 := (A *t (W + V)) (only parsing).
Local Notation line1 := ((A *t W) + (A *t V)) (only parsing).
Lemma bilinearity_on_the_right_step1 : line0 = line1.
Proof. by_law law_bilinearity. Qed.
Theorem bilinearity_on_the_right_theorem : (A *t (W + V)) = ((A *t W) + (A *t V)).
Proof. exact: bilinearity_on_the_right_step1. Qed.
End bilinearity_on_the_right.

Section sum_over_heads_in_the_first_slot.
Variable RR : comRingType.
Variables n_n n_m n_q n_r : nat.
Variable H : finType.
Variable A : H -> 'M[RR]_(n_n, n_m).
Variable W : 'M[RR]_(n_q, n_r).
Local Notation line0 := ((\sum_(h : H) (A h)) *t W) (only parsing).
Local Notation line1 := (\sum_(h : H) ((A h) *t W)) (only parsing).
Lemma sum_over_heads_in_the_first_slot_step1 : line0 = line1.
Proof. by_law law_bilinearity. Qed.
Theorem sum_over_heads_in_the_first_slot_theorem : ((\sum_(h : H) (A h)) *t W) = (\sum_(h : H) ((A h) *t W)).
Proof. exact: sum_over_heads_in_the_first_slot_step1. Qed.
End sum_over_heads_in_the_first_slot.

Section sum_over_heads_in_the_second_slot.
Variable RR : comRingType.
Variables n_n n_m n_q n_r : nat.
Variable H : finType.
Variable A : 'M[RR]_(n_n, n_m).
Variable W : H -> 'M[RR]_(n_q, n_r).
Local Notation line0 := (A *t (\sum_(h : H) (W h))) (only parsing).
Local Notation line1 := (\sum_(h : H) (A *t (W h))) (only parsing).
Lemma sum_over_heads_in_the_second_slot_step1 : line0 = line1.
Proof. by_law law_bilinearity. Qed.
Theorem sum_over_heads_in_the_second_slot_theorem : (A *t (\sum_(h : H) (W h))) = (\sum_(h : H) (A *t (W h))).
Proof. exact: sum_over_heads_in_the_second_slot_step1. Qed.
End sum_over_heads_in_the_second_slot.

Section scalar_out_of_the_first_slot.
Variable RR : comRingType.
Variables n_n n_m n_q n_r : nat.
Variable c : RR.
Variable A : 'M[RR]_(n_n, n_m).
Variable W : 'M[RR]_(n_q, n_r).
Local Notation line0 := ((c *: A) *t W) (only parsing).
Local Notation line1 := (c *: (A *t W)) (only parsing).
Lemma scalar_out_of_the_first_slot_step1 : line0 = line1.
Proof. by_law law_bilinearity. Qed.
Theorem scalar_out_of_the_first_slot_theorem : ((c *: A) *t W) = (c *: (A *t W)).
Proof. exact: scalar_out_of_the_first_slot_step1. Qed.
End scalar_out_of_the_first_slot.

Section scalar_out_of_the_second_slot.
Variable RR : comRingType.
Variables n_n n_m n_q n_r : nat.
Variable A : 'M[RR]_(n_n, n_m).
Variable c : RR.
Variable W : 'M[RR]_(n_q, n_r).
Local Notation line0 := (A *t (c *: W)) (only parsing).
Local Notation line1 := (c *: (A *t W)) (only parsing).
Lemma scalar_out_of_the_second_slot_step1 : line0 = line1.
Proof. by_law law_bilinearity. Qed.
Theorem scalar_out_of_the_second_slot_theorem : (A *t (c *: W)) = (c *: (A *t W)).
Proof. exact: scalar_out_of_the_second_slot_step1. Qed.
End scalar_out_of_the_second_slot.

Section identity.
Variable RR : comRingType.
Variables n_n n_m : nat.
Variable A : 'M[RR]_(n_n, n_m).
Local Notation line0 := ((1%:M : 'M[RR]_(n_n)) *m A) (only parsing).
Local Notation line1 := A (only parsing).
Lemma identity_step1 : line0 = line1.
Proof. by_law law_identity. Qed.
Theorem identity_theorem : ((1%:M : 'M[RR]_(n_n)) *m A) = A.
Proof. exact: identity_step1. Qed.
End identity.

Section identity_on_the_right.
Variable RR : comRingType.
Variables n_n n_m : nat.
Variable A : 'M[RR]_(n_n, n_m).
Local Notation line0 := (A *m (1%:M : 'M[RR]_(n_m))) (only parsing).
Local Notation line1 := A (only parsing).
Lemma identity_on_the_right_step1 : line0 = line1.
Proof. by_law law_identity. Qed.
Theorem identity_on_the_right_theorem : (A *m (1%:M : 'M[RR]_(n_m))) = A.
Proof. exact: identity_on_the_right_step1. Qed.
End identity_on_the_right.

Section identity_of_both_slots.
Variable RR : comRingType.
Variables n_n n_m : nat.
Local Notation line0 := ((1%:M : 'M[RR]_(n_n)) *t (1%:M : 'M[RR]_(n_m))) (only parsing).
Local Notation line1 := (1%:M : 'M[RR]_((n_n * n_m)%N)) (only parsing).
Lemma identity_of_both_slots_step1 : line0 = line1.
Proof. by_law law_identity. Qed.
Theorem identity_of_both_slots_theorem : ((1%:M : 'M[RR]_(n_n)) *t (1%:M : 'M[RR]_(n_m))) = (1%:M : 'M[RR]_((n_n * n_m)%N)).
Proof. exact: identity_of_both_slots_step1. Qed.
End identity_of_both_slots.

Section transpose.
Variable RR : comRingType.
Variables n_n n_m n_q n_r : nat.
Variable A : 'M[RR]_(n_n, n_m).
Variable W : 'M[RR]_(n_q, n_r).
Local Notation line0 := ((A *t W)^T) (only parsing).
Local Notation line1 := ((A^T) *t (W^T)) (only parsing).
Lemma transpose_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Theorem transpose_theorem : ((A *t W)^T) = ((A^T) *t (W^T)).
Proof. exact: transpose_step1. Qed.
End transpose.

Section transpose_of_a_sum.
Variable RR : comRingType.
Variables n_n n_m : nat.
Variable A : 'M[RR]_(n_n, n_m).
Variable B : 'M[RR]_(n_n, n_m).
Local Notation line0 := ((A + B)^T) (only parsing).
Local Notation line1 := ((A^T) + (B^T)) (only parsing).
Lemma transpose_of_a_sum_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Theorem transpose_of_a_sum_theorem : ((A + B)^T) = ((A^T) + (B^T)).
Proof. exact: transpose_of_a_sum_step1. Qed.
End transpose_of_a_sum.

Section transpose_of_a_sum_over_heads.
Variable RR : comRingType.
Variables n_n n_m : nat.
Variable H : finType.
Variable A : H -> 'M[RR]_(n_n, n_m).
Local Notation line0 := ((\sum_(h : H) (A h))^T) (only parsing).
Local Notation line1 := (\sum_(h : H) ((A h)^T)) (only parsing).
Lemma transpose_of_a_sum_over_heads_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Theorem transpose_of_a_sum_over_heads_theorem : ((\sum_(h : H) (A h))^T) = (\sum_(h : H) ((A h)^T)).
Proof. exact: transpose_of_a_sum_over_heads_step1. Qed.
End transpose_of_a_sum_over_heads.

Section transpose_of_a_multiple.
Variable RR : comRingType.
Variables n_n n_m : nat.
Variable c : RR.
Variable A : 'M[RR]_(n_n, n_m).
Local Notation line0 := ((c *: A)^T) (only parsing).
Local Notation line1 := (c *: (A^T)) (only parsing).
Lemma transpose_of_a_multiple_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Theorem transpose_of_a_multiple_theorem : ((c *: A)^T) = (c *: (A^T)).
Proof. exact: transpose_of_a_multiple_step1. Qed.
End transpose_of_a_multiple.

Section transpose_twice.
Variable RR : comRingType.
Variables n_n n_m : nat.
Variable A : 'M[RR]_(n_n, n_m).
Local Notation line0 := ((A^T)^T) (only parsing).
Local Notation line1 := A (only parsing).
Lemma transpose_twice_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Theorem transpose_twice_theorem : ((A^T)^T) = A.
Proof. exact: transpose_twice_step1. Qed.
End transpose_twice.

Section transpose_of_the_identity.
Variable RR : comRingType.
Variables n_n : nat.
Local Notation line0 := ((1%:M : 'M[RR]_(n_n))^T) (only parsing).
Local Notation line1 := (1%:M : 'M[RR]_(n_n)) (only parsing).
Lemma transpose_of_the_identity_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Theorem transpose_of_the_identity_theorem : ((1%:M : 'M[RR]_(n_n))^T) = (1%:M : 'M[RR]_(n_n)).
Proof. exact: transpose_of_the_identity_step1. Qed.
End transpose_of_the_identity.

Section trace.
Variable RR : comRingType.
Variables n_n n_q : nat.
Variable A : 'M[RR]_(n_n, n_n).
Variable W : 'M[RR]_(n_q, n_q).
Local Notation line0 := (\tr (A *t W)) (only parsing).
Local Notation line1 := ((\tr A) * (\tr W)) (only parsing).
Lemma trace_step1 : line0 = line1.
Proof. by_law law_trace. Qed.
Theorem trace_theorem : (\tr (A *t W)) = ((\tr A) * (\tr W)).
Proof. exact: trace_step1. Qed.
End trace.

Section trace_of_three_slots.
Variable RR : comRingType.
Variables n_n n_q n_r : nat.
Variable A : 'M[RR]_(n_n, n_n).
Variable W : 'M[RR]_(n_q, n_q).
Variable V : 'M[RR]_(n_r, n_r).
Local Notation line0 := (\tr (A *t W *t V)) (only parsing).
Local Notation line1 := ((\tr A) * (\tr W) * (\tr V)) (only parsing).
Lemma trace_of_three_slots_step1 : line0 = line1.
Proof. by_law law_trace. Qed.
Theorem trace_of_three_slots_theorem : (\tr (A *t W *t V)) = ((\tr A) * (\tr W) * (\tr V)).
Proof. exact: trace_of_three_slots_step1. Qed.
End trace_of_three_slots.

Section blocks.
Variable RR : comRingType.
Variables n_ctx d_model d_head n_heads_x_d_head : nat.
Variable H : finType.
Variable x : 'M[RR]_(n_ctx, d_model).
Variable W_V : H -> 'M[RR]_(d_head, d_model).
Variable iota : H -> 'M[RR]_(n_heads_x_d_head, d_head).
Hypothesis iota_is : forall g h, (iota g)^T *m iota h = if g == h then 1%:M else 0.
Variable W_O : H -> 'M[RR]_(d_model, d_head).
Local Notation line0 := (\sum_(g : H) (\sum_(h : H) (x *m ((W_V g)^T) *m ((iota g)^T) *m (iota h) *m ((W_O h)^T)))) (only parsing).
Local Notation line1 := (\sum_(h : H) (x *m ((W_V h)^T) *m ((W_O h)^T))) (only parsing).
Lemma blocks_step1 : line0 = line1.
Proof. rewrite ?mulmxA (blocks iota_is); by_law law_definition. Qed.
Theorem blocks_theorem : (\sum_(g : H) (\sum_(h : H) (x *m ((W_V g)^T) *m ((iota g)^T) *m (iota h) *m ((W_O h)^T)))) = (\sum_(h : H) (x *m ((W_V h)^T) *m ((W_O h)^T))).
Proof. exact: blocks_step1. Qed.
End blocks.

Section rank_four_array.
Variable RR : comRingType.
Variables n_n n_q n_m n_r : nat.
Variable u : 'M[RR]_(1, n_n).
Variable v : 'M[RR]_(1, n_q).
Variable A : 'M[RR]_(n_n, n_m).
Variable W : 'M[RR]_(n_q, n_r).
Variable y : 'M[RR]_(n_m, 1).
Variable z : 'M[RR]_(n_r, 1).
Local Notation line0 := ((u *t v) *m (A *t W) *m (y *t z)) (only parsing).
Local Notation line1 := ((u *m A *m y) *t (v *m W *m z)) (only parsing).
Lemma rank_four_array_step1 : line0 = line1.
Proof. by_law law_mixed_product. Qed.
Theorem rank_four_array_theorem : ((u *t v) *m (A *t W) *m (y *t z)) = ((u *m A *m y) *t (v *m W *m z)).
Proof. exact: rank_four_array_step1. Qed.
End rank_four_array.

Section softmax.
Variables (RR : realFieldType) (e : RR -> RR).
Hypothesis e_positive : forall s, 0 < e s.
Variables n_ctx : nat.
Variable S : 'M[RR]_(n_ctx, n_ctx).
Variable M : 'M[RR]_(n_ctx, n_ctx).
Hypothesis M_is : is_causal M.
Variable v1 : 'M[RR]_(n_ctx, 1).
Hypothesis v1_is : is_ones v1.
Local Notation line0 := (softmax_of e true S) (only parsing).
Local Notation line1 := ((diagonal (reciprocal ((M *h (map_mx e S)) *m v1))) *m (M *h (map_mx e S))) (only parsing).
Lemma softmax_step1 : line0 = line1.
Proof. exact: softmax_law. Qed.
Theorem softmax_theorem : (softmax_of e true S) = ((diagonal (reciprocal ((M *h (map_mx e S)) *m v1))) *m (M *h (map_mx e S))).
Proof. exact: softmax_step1. Qed.
End softmax.

Section exponential_of_a_sum.
Variables (RR : realFieldType) (e : RR -> RR).
Hypothesis e_positive : forall s, 0 < e s.
Hypothesis e_of_a_sum : forall s t, e (s + t) = e s * e t.
Variables n_ctx : nat.
Variable S : 'M[RR]_(n_ctx, n_ctx).
Variable T : 'M[RR]_(n_ctx, n_ctx).
Local Notation line0 := (map_mx e (S + T)) (only parsing).
Local Notation line1 := ((map_mx e S) *h (map_mx e T)) (only parsing).
Lemma exponential_of_a_sum_step1 : line0 = line1.
Proof. exact: exponential_of_a_sum_law. Qed.
Theorem exponential_of_a_sum_theorem : (map_mx e (S + T)) = ((map_mx e S) *h (map_mx e T)).
Proof. exact: exponential_of_a_sum_step1. Qed.
End exponential_of_a_sum.

Section softmax_rows_sum_to_1.
Variables (RR : realFieldType) (e : RR -> RR).
Hypothesis e_positive : forall s, 0 < e s.
Variables n_ctx : nat.
Variable S : 'M[RR]_(n_ctx, n_ctx).
Variable v1 : 'M[RR]_(n_ctx, 1).
Hypothesis v1_is : is_ones v1.
Local Notation line0 := ((softmax_of e true S) *m v1) (only parsing).
Local Notation line1 := v1 (only parsing).
Lemma softmax_rows_sum_to_1_step1 : line0 = line1.
Proof. exact: softmax_rows_sum_to_1_law. Qed.
Theorem softmax_rows_sum_to_1_theorem : ((softmax_of e true S) *m v1) = v1.
Proof. exact: softmax_rows_sum_to_1_step1. Qed.
End softmax_rows_sum_to_1.

Section softmax_shift.
Variables (RR : realFieldType) (e : RR -> RR).
Hypothesis e_positive : forall s, 0 < e s.
Hypothesis e_of_a_sum : forall s t, e (s + t) = e s * e t.
Variables n_ctx : nat.
Variable S : 'M[RR]_(n_ctx, n_ctx).
Variable c : 'M[RR]_(n_ctx, 1).
Variable v1 : 'M[RR]_(n_ctx, 1).
Hypothesis v1_is : is_ones v1.
Local Notation line0 := (softmax_of e true (S + (c *m (v1^T)))) (only parsing).
Local Notation line1 := (softmax_of e true S) (only parsing).
Lemma softmax_shift_step1 : line0 = line1.
Proof. exact: softmax_shift_law. Qed.
Theorem softmax_shift_theorem : (softmax_of e true (S + (c *m (v1^T)))) = (softmax_of e true S).
Proof. exact: softmax_shift_step1. Qed.
End softmax_shift.

Section softmax_permuted.
Variables (RR : realFieldType) (e : RR -> RR).
Hypothesis e_positive : forall s, 0 < e s.
Variables n_ctx : nat.
Variable Pi : 'M[RR]_(n_ctx, n_ctx).
Hypothesis Pi_is : is_permutation Pi.
Variable S : 'M[RR]_(n_ctx, n_ctx).
Local Notation line0 := (softmax_of e false (Pi *m S *m (Pi^T))) (only parsing).
Local Notation line1 := (Pi *m (softmax_of e false S) *m (Pi^T)) (only parsing).
Lemma softmax_permuted_step1 : line0 = line1.
Proof. exact: softmax_permuted_law. Qed.
Theorem softmax_permuted_theorem : (softmax_of e false (Pi *m S *m (Pi^T))) = (Pi *m (softmax_of e false S) *m (Pi^T)).
Proof. exact: softmax_permuted_step1. Qed.
End softmax_permuted.

Section softmax_first_rows.
Variables (RR : realFieldType) (e : RR -> RR).
Hypothesis e_positive : forall s, 0 < e s.
Variables n_ctx : nat.
Variable P : 'M[RR]_(n_ctx, n_ctx).
Hypothesis P_is : is_first P.
Variable S : 'M[RR]_(n_ctx, n_ctx).
Local Notation line0 := (P *m (softmax_of e true S)) (only parsing).
Local Notation line1 := (P *m (softmax_of e true (P *m S *m P)) *m P) (only parsing).
Lemma softmax_first_rows_step1 : line0 = line1.
Proof. exact: softmax_first_rows_law. Qed.
Theorem softmax_first_rows_theorem : (P *m (softmax_of e true S)) = (P *m (softmax_of e true (P *m S *m P)) *m P).
Proof. exact: softmax_first_rows_step1. Qed.
End softmax_first_rows.

Section first_rows_twice.
Variables (RR : realFieldType) (e : RR -> RR).
Hypothesis e_positive : forall s, 0 < e s.
Variables n_ctx : nat.
Variable P : 'M[RR]_(n_ctx, n_ctx).
Hypothesis P_is : is_first P.
Local Notation line0 := (P *m P) (only parsing).
Local Notation line1 := P (only parsing).
Lemma first_rows_twice_step1 : line0 = line1.
Proof. exact: first_rows_twice_law. Qed.
Theorem first_rows_twice_theorem : (P *m P) = P.
Proof. exact: first_rows_twice_step1. Qed.
End first_rows_twice.

Section first_rows_transposed.
Variables (RR : realFieldType) (e : RR -> RR).
Hypothesis e_positive : forall s, 0 < e s.
Variables n_ctx : nat.
Variable P : 'M[RR]_(n_ctx, n_ctx).
Hypothesis P_is : is_first P.
Local Notation line0 := (P^T) (only parsing).
Local Notation line1 := P (only parsing).
Lemma first_rows_transposed_step1 : line0 = line1.
Proof. exact: first_rows_transposed_law. Qed.
Theorem first_rows_transposed_theorem : (P^T) = P.
Proof. exact: first_rows_transposed_step1. Qed.
End first_rows_transposed.

Section permutation_undone.
Variables (RR : realFieldType) (e : RR -> RR).
Hypothesis e_positive : forall s, 0 < e s.
Variables n_ctx : nat.
Variable Pi : 'M[RR]_(n_ctx, n_ctx).
Hypothesis Pi_is : is_permutation Pi.
Local Notation line0 := ((Pi^T) *m Pi) (only parsing).
Local Notation line1 := (1%:M : 'M[RR]_(n_ctx)) (only parsing).
Lemma permutation_undone_step1 : line0 = line1.
Proof. exact: permutation_undone_law. Qed.
Theorem permutation_undone_theorem : ((Pi^T) *m Pi) = (1%:M : 'M[RR]_(n_ctx)).
Proof. exact: permutation_undone_step1. Qed.
End permutation_undone.

Section function_of_first_rows.
Variables (RR : realFieldType) (e : RR -> RR).
Hypothesis e_positive : forall s, 0 < e s.
Variables n_ctx d_mlp : nat.
Variable f : RR -> RR.
Variable P : 'M[RR]_(n_ctx, n_ctx).
Hypothesis P_is : is_first P.
Variable G : 'M[RR]_(n_ctx, d_mlp).
Local Notation line0 := (P *m (map_mx f G)) (only parsing).
Local Notation line1 := (P *m (map_mx f (P *m G))) (only parsing).
Lemma function_of_first_rows_step1 : line0 = line1.
Proof. exact: function_of_first_rows_law. Qed.
Theorem function_of_first_rows_theorem : (P *m (map_mx f G)) = (P *m (map_mx f (P *m G))).
Proof. exact: function_of_first_rows_step1. Qed.
End function_of_first_rows.

Section softmax_looks_back.
Variables (RR : realFieldType) (e : RR -> RR).
Hypothesis e_positive : forall s, 0 < e s.
Variables n_ctx : nat.
Variable P : 'M[RR]_(n_ctx, n_ctx).
Hypothesis P_is : is_first P.
Variable S : 'M[RR]_(n_ctx, n_ctx).
Local Notation line0 := (P *m (softmax_of e true S) *m P) (only parsing).
Local Notation line1 := (P *m (softmax_of e true S)) (only parsing).
Lemma softmax_looks_back_step1 : line0 = line1.
Proof. exact: softmax_looks_back_law. Qed.
Theorem softmax_looks_back_theorem : (P *m (softmax_of e true S) *m P) = (P *m (softmax_of e true S)).
Proof. exact: softmax_looks_back_step1. Qed.
End softmax_looks_back.

Section any_causal_mask.
Variables (RR : realFieldType) (e : RR -> RR).
Hypothesis e_positive : forall s, 0 < e s.
Variables n_ctx : nat.
Variable P : 'M[RR]_(n_ctx, n_ctx).
Hypothesis P_is : is_first P.
Variable N : 'M[RR]_(n_ctx, n_ctx).
Hypothesis N_is : is_mask N.
Variable S : 'M[RR]_(n_ctx, n_ctx).
Variable v1 : 'M[RR]_(n_ctx, 1).
Hypothesis v1_is : is_ones v1.
Local Notation line0 := (P *m (diagonal (reciprocal ((N *h (map_mx e S)) *m v1))) *m (N *h (map_mx e S))) (only parsing).
Local Notation line1 := (P *m (diagonal (reciprocal ((N *h (map_mx e (P *m S *m P))) *m v1))) *m (N *h (map_mx e (P *m S *m P))) *m P) (only parsing).
Lemma any_causal_mask_step1 : line0 = line1.
Proof. exact: any_causal_mask_law. Qed.
Theorem any_causal_mask_theorem : (P *m (diagonal (reciprocal ((N *h (map_mx e S)) *m v1))) *m (N *h (map_mx e S))) = (P *m (diagonal (reciprocal ((N *h (map_mx e (P *m S *m P))) *m v1))) *m (N *h (map_mx e (P *m S *m P))) *m P).
Proof. exact: any_causal_mask_step1. Qed.
End any_causal_mask.

Section softmax_with_a_sink.
Variables (RR : realFieldType) (e : RR -> RR).
Hypothesis e_positive : forall s, 0 < e s.
Variables n_ctx : nat.
Variable M : 'M[RR]_(n_ctx, n_ctx).
Hypothesis M_is : is_causal M.
Variable S : 'M[RR]_(n_ctx, n_ctx).
Variable v1 : 'M[RR]_(n_ctx, 1).
Hypothesis v1_is : is_ones v1.
Variable c : 'M[RR]_(n_ctx, 1).
Local Notation line0 := ((diagonal (reciprocal (((M *h (map_mx e S)) *m v1) + (map_mx e c)))) *m (M *h (map_mx e S))) (only parsing).
Local Notation line1 := ((diagonal (v1 + (- ((reciprocal (((M *h (map_mx e S)) *m v1) + (map_mx e c))) *h (map_mx e c))))) *m (softmax_of e true S)) (only parsing).
Lemma softmax_with_a_sink_step1 : line0 = line1.
Proof. exact: softmax_with_a_sink_law. Qed.
Theorem softmax_with_a_sink_theorem : ((diagonal (reciprocal (((M *h (map_mx e S)) *m v1) + (map_mx e c)))) *m (M *h (map_mx e S))) = ((diagonal (v1 + (- ((reciprocal (((M *h (map_mx e S)) *m v1) + (map_mx e c))) *h (map_mx e c))))) *m (softmax_of e true S)).
Proof. exact: softmax_with_a_sink_step1. Qed.
End softmax_with_a_sink.

Section rows_with_a_sink.
Variables (RR : realFieldType) (e : RR -> RR).
Hypothesis e_positive : forall s, 0 < e s.
Variables n_ctx : nat.
Variable M : 'M[RR]_(n_ctx, n_ctx).
Hypothesis M_is : is_causal M.
Variable S : 'M[RR]_(n_ctx, n_ctx).
Variable v1 : 'M[RR]_(n_ctx, 1).
Hypothesis v1_is : is_ones v1.
Variable c : 'M[RR]_(n_ctx, 1).
Local Notation line0 := ((diagonal (reciprocal (((M *h (map_mx e S)) *m v1) + (map_mx e c)))) *m (M *h (map_mx e S)) *m v1) (only parsing).
Local Notation line1 := (v1 + (- ((reciprocal (((M *h (map_mx e S)) *m v1) + (map_mx e c))) *h (map_mx e c)))) (only parsing).
Lemma rows_with_a_sink_step1 : line0 = line1.
Proof. exact: rows_with_a_sink_law. Qed.
Theorem rows_with_a_sink_theorem : ((diagonal (reciprocal (((M *h (map_mx e S)) *m v1) + (map_mx e c)))) *m (M *h (map_mx e S)) *m v1) = (v1 + (- ((reciprocal (((M *h (map_mx e S)) *m v1) + (map_mx e c))) *h (map_mx e c)))).
Proof. exact: rows_with_a_sink_step1. Qed.
End rows_with_a_sink.

Section shift_with_a_sink.
Variables (RR : realFieldType) (e : RR -> RR).
Hypothesis e_positive : forall s, 0 < e s.
Hypothesis e_of_a_sum : forall s t, e (s + t) = e s * e t.
Variables n_ctx : nat.
Variable M : 'M[RR]_(n_ctx, n_ctx).
Hypothesis M_is : is_causal M.
Variable S : 'M[RR]_(n_ctx, n_ctx).
Variable d : 'M[RR]_(n_ctx, 1).
Variable v1 : 'M[RR]_(n_ctx, 1).
Hypothesis v1_is : is_ones v1.
Variable c : 'M[RR]_(n_ctx, 1).
Local Notation line0 := ((diagonal (reciprocal (((M *h (map_mx e (S + (d *m (v1^T))))) *m v1) + (map_mx e c)))) *m (M *h (map_mx e (S + (d *m (v1^T)))))) (only parsing).
Local Notation line1 := ((diagonal (reciprocal (((M *h (map_mx e S)) *m v1) + (map_mx e (c + (- d)))))) *m (M *h (map_mx e S))) (only parsing).
Lemma shift_with_a_sink_step1 : line0 = line1.
Proof. exact: shift_with_a_sink_law. Qed.
Theorem shift_with_a_sink_theorem : ((diagonal (reciprocal (((M *h (map_mx e (S + (d *m (v1^T))))) *m v1) + (map_mx e c)))) *m (M *h (map_mx e (S + (d *m (v1^T)))))) = ((diagonal (reciprocal (((M *h (map_mx e S)) *m v1) + (map_mx e (c + (- d)))))) *m (M *h (map_mx e S))).
Proof. exact: shift_with_a_sink_step1. Qed.
End shift_with_a_sink.

Section value_bias_with_a_sink.
Variables (RR : realFieldType) (e : RR -> RR).
Hypothesis e_positive : forall s, 0 < e s.
Variables n_ctx d_head : nat.
Variable M : 'M[RR]_(n_ctx, n_ctx).
Hypothesis M_is : is_causal M.
Variable S : 'M[RR]_(n_ctx, n_ctx).
Variable v1 : 'M[RR]_(n_ctx, 1).
Hypothesis v1_is : is_ones v1.
Variable c : 'M[RR]_(n_ctx, 1).
Variable v : 'M[RR]_(n_ctx, d_head).
Variable b_V : 'M[RR]_(d_head, 1).
Local Notation line0 := ((diagonal (reciprocal (((M *h (map_mx e S)) *m v1) + (map_mx e c)))) *m (M *h (map_mx e S)) *m (v + (v1 *m (b_V^T)))) (only parsing).
Local Notation line1 := (((diagonal (reciprocal (((M *h (map_mx e S)) *m v1) + (map_mx e c)))) *m (M *h (map_mx e S)) *m v) + ((v1 + (- ((reciprocal (((M *h (map_mx e S)) *m v1) + (map_mx e c))) *h (map_mx e c)))) *m (b_V^T))) (only parsing).
Lemma value_bias_with_a_sink_step1 : line0 = line1.
Proof. exact: value_bias_with_a_sink_law. Qed.
Theorem value_bias_with_a_sink_theorem : ((diagonal (reciprocal (((M *h (map_mx e S)) *m v1) + (map_mx e c)))) *m (M *h (map_mx e S)) *m (v + (v1 *m (b_V^T)))) = (((diagonal (reciprocal (((M *h (map_mx e S)) *m v1) + (map_mx e c)))) *m (M *h (map_mx e S)) *m v) + ((v1 + (- ((reciprocal (((M *h (map_mx e S)) *m v1) + (map_mx e c))) *h (map_mx e c)))) *m (b_V^T))).
Proof. exact: value_bias_with_a_sink_step1. Qed.
End value_bias_with_a_sink.

Section key_bias_with_a_sink.
Variables (RR : realFieldType) (e : RR -> RR).
Hypothesis e_positive : forall s, 0 < e s.
Hypothesis e_of_a_sum : forall s t, e (s + t) = e s * e t.
Variables n_ctx d_head : nat.
Variable M : 'M[RR]_(n_ctx, n_ctx).
Hypothesis M_is : is_causal M.
Variable q : 'M[RR]_(n_ctx, d_head).
Variable k : 'M[RR]_(n_ctx, d_head).
Variable v1 : 'M[RR]_(n_ctx, 1).
Hypothesis v1_is : is_ones v1.
Variable b_K : 'M[RR]_(d_head, 1).
Variable c : 'M[RR]_(n_ctx, 1).
Local Notation line0 := ((diagonal (reciprocal (((M *h (map_mx e (q *m ((k + (v1 *m (b_K^T)))^T)))) *m v1) + (map_mx e c)))) *m (M *h (map_mx e (q *m ((k + (v1 *m (b_K^T)))^T))))) (only parsing).
Local Notation line1 := ((diagonal (reciprocal (((M *h (map_mx e (q *m (k^T)))) *m v1) + (map_mx e (c + (- (q *m b_K))))))) *m (M *h (map_mx e (q *m (k^T))))) (only parsing).
Lemma key_bias_with_a_sink_step1 : line0 = line1.
Proof. exact: key_bias_with_a_sink_law. Qed.
Theorem key_bias_with_a_sink_theorem : ((diagonal (reciprocal (((M *h (map_mx e (q *m ((k + (v1 *m (b_K^T)))^T)))) *m v1) + (map_mx e c)))) *m (M *h (map_mx e (q *m ((k + (v1 *m (b_K^T)))^T))))) = ((diagonal (reciprocal (((M *h (map_mx e (q *m (k^T)))) *m v1) + (map_mx e (c + (- (q *m b_K))))))) *m (M *h (map_mx e (q *m (k^T))))).
Proof. exact: key_bias_with_a_sink_step1. Qed.
End key_bias_with_a_sink.

Section alibi_is_a_key_bias.
Variables (RR : realFieldType) (e : RR -> RR).
Hypothesis e_positive : forall s, 0 < e s.
Hypothesis e_of_a_sum : forall s t, e (s + t) = e s * e t.
Variables n_ctx d_head : nat.
Variable q : 'M[RR]_(n_ctx, d_head).
Variable k : 'M[RR]_(n_ctx, d_head).
Variable v1 : 'M[RR]_(n_ctx, 1).
Hypothesis v1_is : is_ones v1.
Variable c : 'M[RR]_(n_ctx, 1).
Local Notation line0 := (softmax_of e true ((q *m (k^T)) + (v1 *m (c^T)) + (- (c *m (v1^T))))) (only parsing).
Local Notation line1 := (softmax_of e true ((q *m (k^T)) + (v1 *m (c^T)))) (only parsing).
Lemma alibi_is_a_key_bias_step1 : line0 = line1.
Proof. exact: alibi_is_a_key_bias_law. Qed.
Theorem alibi_is_a_key_bias_theorem : (softmax_of e true ((q *m (k^T)) + (v1 *m (c^T)) + (- (c *m (v1^T))))) = (softmax_of e true ((q *m (k^T)) + (v1 *m (c^T)))).
Proof. exact: alibi_is_a_key_bias_step1. Qed.
End alibi_is_a_key_bias.

Section norm_of_rescaled_rows.
Variables (RR : realFieldType) (e : RR -> RR).
Hypothesis e_positive : forall s, 0 < e s.
Hypothesis e_of_a_sum : forall s t, e (s + t) = e s * e t.
Variables n_ctx d_head : nat.
Variable c : 'M[RR]_(n_ctx, 1).
Variable d : 'M[RR]_(n_ctx, 1).
Variable g : 'M[RR]_(n_ctx, d_head).
Local Notation line0 := ((diagonal (map_mx e ((- c) + (- d)))) *m (diagonal (map_mx e (c + d))) *m g) (only parsing).
Local Notation line1 := g (only parsing).
Lemma norm_of_rescaled_rows_step1 : line0 = line1.
Proof. exact: norm_of_rescaled_rows_law. Qed.
Theorem norm_of_rescaled_rows_theorem : ((diagonal (map_mx e ((- c) + (- d)))) *m (diagonal (map_mx e (c + d))) *m g) = g.
Proof. exact: norm_of_rescaled_rows_step1. Qed.
End norm_of_rescaled_rows.
