(* Written by refmath.kernel from refmath.theorems: both sides of a theorem, in its
   translation, at numbers that were drawn; and what they are there. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Refmath Require Import Laws Softmax Numbers.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Definition vec_left (RR : realFieldType) (e : RR -> RR) (n_n : nat) (n_m : nat) (n_r : nat) (n_q : nat) (A : 'M[RR]_(n_n, n_m)) (x : 'M[RR]_(n_m, n_r)) (W : 'M[RR]_(n_q, n_r)) := (vec (A *m x *m (W^T))).
Theorem vec_left_computed : let RR := rat_realFieldType in
  @vec_left RR one_to_three 2%N 2%N 2%N 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 2, 0%N); (Negz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Negz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 0, 0%N)]])) = @rep RR (2 * 2)%N 1 (table RR [:: [:: (Posz 9, 0%N)]; [:: (Posz 1, 0%N)]; [:: (Posz 2, 0%N)]; [:: (Posz 0, 0%N)]]).
Proof. by rewrite /vec_left; is_the_matrix. Qed.
Definition vec_right (RR : realFieldType) (e : RR -> RR) (n_n : nat) (n_m : nat) (n_r : nat) (n_q : nat) (A : 'M[RR]_(n_n, n_m)) (x : 'M[RR]_(n_m, n_r)) (W : 'M[RR]_(n_q, n_r)) := ((A *t W) *m (vec x)).
Theorem vec_right_computed : let RR := rat_realFieldType in
  @vec_right RR one_to_three 2%N 2%N 2%N 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 2, 0%N); (Negz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Negz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 0, 0%N)]])) = @rep RR (2 * 2)%N 1 (table RR [:: [:: (Posz 9, 0%N)]; [:: (Posz 1, 0%N)]; [:: (Posz 2, 0%N)]; [:: (Posz 0, 0%N)]]).
Proof. by rewrite /vec_right; is_the_matrix. Qed.

Definition mixed_product_left (RR : realFieldType) (e : RR -> RR) (n_n : nat) (n_m : nat) (n_q : nat) (n_r : nat) (n_p : nat) (n_s : nat) (A : 'M[RR]_(n_n, n_m)) (W : 'M[RR]_(n_q, n_r)) (B : 'M[RR]_(n_m, n_p)) (V : 'M[RR]_(n_r, n_s)) := ((A *t W) *m (B *t V)).
Theorem mixed_product_left_computed : let RR := rat_realFieldType in
  @mixed_product_left RR one_to_three 2%N 2%N 1%N 4%N 2%N 1%N (@rep RR 2 2 (table RR [:: [:: (Posz 3, 0%N); (Posz 3, 0%N)]; [:: (Posz 0, 0%N); (Negz 1, 0%N)]])) (@rep RR 1 4 (table RR [:: [:: (Negz 0, 0%N); (Posz 0, 0%N); (Negz 1, 0%N); (Posz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Negz 0, 0%N)]; [:: (Posz 2, 0%N); (Posz 3, 0%N)]])) (@rep RR 4 1 (table RR [:: [:: (Posz 3, 0%N)]; [:: (Posz 1, 0%N)]; [:: (Posz 3, 0%N)]; [:: (Negz 1, 0%N)]])) = @rep RR (2 * 1)%N (2 * 1)%N (table RR [:: [:: (Negz 107, 0%N); (Negz 53, 0%N)]; [:: (Posz 36, 0%N); (Posz 54, 0%N)]]).
Proof. by rewrite /mixed_product_left; is_the_matrix. Qed.
Definition mixed_product_right (RR : realFieldType) (e : RR -> RR) (n_n : nat) (n_m : nat) (n_q : nat) (n_r : nat) (n_p : nat) (n_s : nat) (A : 'M[RR]_(n_n, n_m)) (W : 'M[RR]_(n_q, n_r)) (B : 'M[RR]_(n_m, n_p)) (V : 'M[RR]_(n_r, n_s)) := ((A *m B) *t (W *m V)).
Theorem mixed_product_right_computed : let RR := rat_realFieldType in
  @mixed_product_right RR one_to_three 2%N 2%N 1%N 4%N 2%N 1%N (@rep RR 2 2 (table RR [:: [:: (Posz 3, 0%N); (Posz 3, 0%N)]; [:: (Posz 0, 0%N); (Negz 1, 0%N)]])) (@rep RR 1 4 (table RR [:: [:: (Negz 0, 0%N); (Posz 0, 0%N); (Negz 1, 0%N); (Posz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Negz 0, 0%N)]; [:: (Posz 2, 0%N); (Posz 3, 0%N)]])) (@rep RR 4 1 (table RR [:: [:: (Posz 3, 0%N)]; [:: (Posz 1, 0%N)]; [:: (Posz 3, 0%N)]; [:: (Negz 1, 0%N)]])) = @rep RR (2 * 1)%N (2 * 1)%N (table RR [:: [:: (Negz 107, 0%N); (Negz 53, 0%N)]; [:: (Posz 36, 0%N); (Posz 54, 0%N)]]).
Proof. by rewrite /mixed_product_right; is_the_matrix. Qed.

Definition multiples_left (RR : realFieldType) (e : RR -> RR) (n_n : nat) (n_m : nat) (A : 'M[RR]_(n_n, n_m)) := (A *+ 2).
Theorem multiples_left_computed : let RR := rat_realFieldType in
  @multiples_left RR one_to_three 1%N 1%N (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) = @rep RR 1 1 (table RR [:: [:: (Posz 4, 0%N)]]).
Proof. by rewrite /multiples_left; is_the_matrix. Qed.
Definition multiples_right (RR : realFieldType) (e : RR -> RR) (n_n : nat) (n_m : nat) (A : 'M[RR]_(n_n, n_m)) := (A + A).
Theorem multiples_right_computed : let RR := rat_realFieldType in
  @multiples_right RR one_to_three 1%N 1%N (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) = @rep RR 1 1 (table RR [:: [:: (Posz 4, 0%N)]]).
Proof. by rewrite /multiples_right; is_the_matrix. Qed.

Definition trace_left (RR : realFieldType) (e : RR -> RR) (n_n : nat) (n_q : nat) (A : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_q, n_q)) := (\tr (A *t W)).
Theorem trace_left_computed : let RR := rat_realFieldType in
  @trace_left RR one_to_three 1%N 1%N (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])) = number RR (Negz 1, 0%N).
Proof. by rewrite /trace_left; is_the_number. Qed.
Definition trace_right (RR : realFieldType) (e : RR -> RR) (n_n : nat) (n_q : nat) (A : 'M[RR]_(n_n, n_n)) (W : 'M[RR]_(n_q, n_q)) := ((\tr A) * (\tr W)).
Theorem trace_right_computed : let RR := rat_realFieldType in
  @trace_right RR one_to_three 1%N 1%N (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])) = number RR (Negz 1, 0%N).
Proof. by rewrite /trace_right; is_the_number. Qed.

Definition softmax_left (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (S : 'M[RR]_(n_ctx, n_ctx)) (M : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)) := (softmax_of e true S).
Theorem softmax_left_computed : let RR := rat_realFieldType in
  @softmax_left RR one_to_three 1%N (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (sees RR 1) (const_mx 1 : 'M[RR]_(1, 1)) = @rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]]).
Proof. by rewrite /softmax_left; is_the_matrix. Qed.
Definition softmax_right (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (S : 'M[RR]_(n_ctx, n_ctx)) (M : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)) := ((diagonal (reciprocal ((M *h (map_mx e S)) *m v1))) *m (M *h (map_mx e S))).
Theorem softmax_right_computed : let RR := rat_realFieldType in
  @softmax_right RR one_to_three 1%N (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (sees RR 1) (const_mx 1 : 'M[RR]_(1, 1)) = @rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]]).
Proof. by rewrite /softmax_right; is_the_matrix. Qed.

Definition exponential_of_a_sum_left (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (S : 'M[RR]_(n_ctx, n_ctx)) (T : 'M[RR]_(n_ctx, n_ctx)) := (map_mx e (S + T)).
Theorem exponential_of_a_sum_left_computed : let RR := rat_realFieldType in
  @exponential_of_a_sum_left RR power_of_2 1%N (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])) = @rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]]).
Proof. by rewrite /exponential_of_a_sum_left; is_the_matrix. Qed.
Definition exponential_of_a_sum_right (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (S : 'M[RR]_(n_ctx, n_ctx)) (T : 'M[RR]_(n_ctx, n_ctx)) := ((map_mx e S) *h (map_mx e T)).
Theorem exponential_of_a_sum_right_computed : let RR := rat_realFieldType in
  @exponential_of_a_sum_right RR power_of_2 1%N (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])) = @rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]]).
Proof. by rewrite /exponential_of_a_sum_right; is_the_matrix. Qed.

Definition softmax_permuted_left (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (Pi : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) := (softmax_of e false (Pi *m S *m (Pi^T))).
Theorem softmax_permuted_left_computed : let RR := rat_realFieldType in
  @softmax_permuted_left RR one_to_three 1%N (moves RR 1 (nth 0%N [:: 0]%N)) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) = @rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]]).
Proof. by rewrite /softmax_permuted_left; is_the_matrix. Qed.
Definition softmax_permuted_right (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (Pi : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) := (Pi *m (softmax_of e false S) *m (Pi^T)).
Theorem softmax_permuted_right_computed : let RR := rat_realFieldType in
  @softmax_permuted_right RR one_to_three 1%N (moves RR 1 (nth 0%N [:: 0]%N)) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) = @rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]]).
Proof. by rewrite /softmax_permuted_right; is_the_matrix. Qed.

Definition function_of_first_rows_left (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_mlp : nat) (f : RR -> RR) (P : 'M[RR]_(n_ctx, n_ctx)) (G : 'M[RR]_(n_ctx, d_mlp)) := (P *m (map_mx f G)).
Theorem function_of_first_rows_left_computed : let RR := rat_realFieldType in
  @function_of_first_rows_left RR one_to_three 1%N 1%N (@looked_up RR [:: ((Posz 1, 0%N), (Posz 2, 0%N))]) (first RR 1 1) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])) = @rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]]).
Proof. by rewrite /function_of_first_rows_left; is_the_matrix. Qed.
Definition function_of_first_rows_right (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_mlp : nat) (f : RR -> RR) (P : 'M[RR]_(n_ctx, n_ctx)) (G : 'M[RR]_(n_ctx, d_mlp)) := (P *m (map_mx f (P *m G))).
Theorem function_of_first_rows_right_computed : let RR := rat_realFieldType in
  @function_of_first_rows_right RR one_to_three 1%N 1%N (@looked_up RR [:: ((Posz 1, 0%N), (Posz 2, 0%N))]) (first RR 1 1) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])) = @rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]]).
Proof. by rewrite /function_of_first_rows_right; is_the_matrix. Qed.

Definition head_as_tensor_product_left (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (A_h : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_V_h : 'M[RR]_(d_head, d_model)) (W_O_h : 'M[RR]_(d_model, d_head)) := (vec ((A_h *m (x *m (W_V_h^T))) *m (W_O_h^T))).
Theorem head_as_tensor_product_left_computed : let RR := rat_realFieldType in
  @head_as_tensor_product_left RR one_to_three 1%N 3%N 1%N (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 3 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N); (Posz 1, 0%N)]])) (@rep RR 1 3 (table RR [:: [:: (Posz 2, 0%N); (Posz 0, 0%N); (Negz 0, 0%N)]])) (@rep RR 3 1 (table RR [:: [:: (Posz 3, 0%N)]; [:: (Negz 0, 0%N)]; [:: (Posz 0, 0%N)]])) = @rep RR (1 * 3)%N 1 (table RR [:: [:: (Negz 5, 0%N)]; [:: (Posz 2, 0%N)]; [:: (Posz 0, 0%N)]]).
Proof. by rewrite /head_as_tensor_product_left; is_the_matrix. Qed.
Definition head_as_tensor_product_right (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (A_h : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_V_h : 'M[RR]_(d_head, d_model)) (W_O_h : 'M[RR]_(d_model, d_head)) := ((A_h *t (W_O_h *m W_V_h)) *m (vec x)).
Theorem head_as_tensor_product_right_computed : let RR := rat_realFieldType in
  @head_as_tensor_product_right RR one_to_three 1%N 3%N 1%N (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 3 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N); (Posz 1, 0%N)]])) (@rep RR 1 3 (table RR [:: [:: (Posz 2, 0%N); (Posz 0, 0%N); (Negz 0, 0%N)]])) (@rep RR 3 1 (table RR [:: [:: (Posz 3, 0%N)]; [:: (Negz 0, 0%N)]; [:: (Posz 0, 0%N)]])) = @rep RR (1 * 3)%N 1 (table RR [:: [:: (Negz 5, 0%N)]; [:: (Posz 2, 0%N)]; [:: (Posz 0, 0%N)]]).
Proof. by rewrite /head_as_tensor_product_right; is_the_matrix. Qed.

Definition zero_layers_left (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (W_U : 'M[RR]_(d_vocab, d_model)) := (vec ((t *m (W_E^T)) *m (W_U^T))).
Theorem zero_layers_left_computed : let RR := rat_realFieldType in
  @zero_layers_left RR one_to_three 1%N 3%N 1%N (@rep RR 1 3 (table RR [:: [:: (Posz 0, 0%N); (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 1 3 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N); (Posz 1, 0%N)]])) (@rep RR 3 1 (table RR [:: [:: (Posz 2, 0%N)]; [:: (Posz 0, 0%N)]; [:: (Negz 0, 0%N)]])) = @rep RR (1 * 3)%N 1 (table RR [:: [:: (Posz 2, 0%N)]; [:: (Posz 0, 0%N)]; [:: (Negz 0, 0%N)]]).
Proof. by rewrite /zero_layers_left; is_the_matrix. Qed.
Definition zero_layers_right (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (W_U : 'M[RR]_(d_vocab, d_model)) := (((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) *m (vec t)).
Theorem zero_layers_right_computed : let RR := rat_realFieldType in
  @zero_layers_right RR one_to_three 1%N 3%N 1%N (@rep RR 1 3 (table RR [:: [:: (Posz 0, 0%N); (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 1 3 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N); (Posz 1, 0%N)]])) (@rep RR 3 1 (table RR [:: [:: (Posz 2, 0%N)]; [:: (Posz 0, 0%N)]; [:: (Negz 0, 0%N)]])) = @rep RR (1 * 3)%N 1 (table RR [:: [:: (Posz 2, 0%N)]; [:: (Posz 0, 0%N)]; [:: (Negz 0, 0%N)]]).
Proof. by rewrite /zero_layers_right; is_the_matrix. Qed.

Definition pattern_of_tokens_left (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (one_over_root_d_head : RR) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (W_Q_h : 'M[RR]_(d_head, d_model)) (W_K_h : 'M[RR]_(d_head, d_model)) := (softmax_of e true (one_over_root_d_head *: (((t *m (W_E^T)) *m (W_Q_h^T)) *m (((t *m (W_E^T)) *m (W_K_h^T))^T)))).
Theorem pattern_of_tokens_left_computed : let RR := rat_realFieldType in
  @pattern_of_tokens_left RR one_to_three 2%N 2%N 2%N 1%N (number RR (Posz 1, 0%N)) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 3, 0%N)]; [:: (Posz 1, 0%N); (Negz 0, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 1, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 1, 0%N)]])) = @rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 1, 1%N); (Posz 1, 1%N)]]).
Proof. by rewrite /pattern_of_tokens_left; is_the_matrix. Qed.
Definition pattern_of_tokens_right (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (one_over_root_d_head : RR) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (W_Q_h : 'M[RR]_(d_head, d_model)) (W_K_h : 'M[RR]_(d_head, d_model)) := (softmax_of e true (one_over_root_d_head *: (t *m (W_E^T) *m ((W_Q_h^T) *m W_K_h) *m W_E *m (t^T)))).
Theorem pattern_of_tokens_right_computed : let RR := rat_realFieldType in
  @pattern_of_tokens_right RR one_to_three 2%N 2%N 2%N 1%N (number RR (Posz 1, 0%N)) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 3, 0%N)]; [:: (Posz 1, 0%N); (Negz 0, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 1, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 1, 0%N)]])) = @rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 1, 1%N); (Posz 1, 1%N)]]).
Proof. by rewrite /pattern_of_tokens_right; is_the_matrix. Qed.

Definition one_layer_left (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H : finType) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_U : 'M[RR]_(d_vocab, d_model)) := (vec (((t *m (W_E^T)) + (\sum_(h : H) (((softmax_of e true (one_over_root_d_head *: (((t *m (W_E^T)) *m ((W_Q h)^T)) *m (((t *m (W_E^T)) *m ((W_K h)^T))^T)))) *m ((t *m (W_E^T)) *m ((W_V h)^T))) *m ((W_O h)^T)))) *m (W_U^T))).
Theorem one_layer_left_computed : let RR := rat_realFieldType in
  @one_layer_left RR one_to_three 2%N 2%N 2%N 1%N (ordinal_finType 2) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 3, 0%N)]; [:: (Posz 1, 0%N); (Negz 0, 0%N)]])) (number RR (Posz 1, 0%N)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Posz 1, 0%N)]]; [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Posz 1, 0%N)]]; [:: [:: (Posz 3, 0%N); (Negz 0, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 1, 0%N); (Posz 2, 0%N)]]; [:: [:: (Posz 2, 0%N); (Negz 1, 0%N)]]] h)) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Negz 1, 0%N)]; [:: (Posz 3, 0%N)]]; [:: [:: (Posz 0, 0%N)]; [:: (Negz 1, 0%N)]]] h)) (@rep RR 2 2 (table RR [:: [:: (Negz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 3, 0%N); (Posz 2, 0%N)]])) = @rep RR (2 * 2)%N 1 (table RR [:: [:: (Posz 26, 0%N)]; [:: (Negz 24, 0%N)]; [:: (Posz 26, 0%N)]; [:: (Negz 24, 0%N)]]).
Proof. by rewrite /one_layer_left; is_the_matrix. Qed.
Definition one_layer_right (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H : finType) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_U : 'M[RR]_(d_vocab, d_model)) := ((((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H) ((softmax_of e true (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q h)^T) *m (W_K h)) *m W_E *m (t^T)))) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))) *m (vec t)).
Theorem one_layer_right_computed : let RR := rat_realFieldType in
  @one_layer_right RR one_to_three 2%N 2%N 2%N 1%N (ordinal_finType 2) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 3, 0%N)]; [:: (Posz 1, 0%N); (Negz 0, 0%N)]])) (number RR (Posz 1, 0%N)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Posz 1, 0%N)]]; [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Posz 1, 0%N)]]; [:: [:: (Posz 3, 0%N); (Negz 0, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 1, 0%N); (Posz 2, 0%N)]]; [:: [:: (Posz 2, 0%N); (Negz 1, 0%N)]]] h)) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Negz 1, 0%N)]; [:: (Posz 3, 0%N)]]; [:: [:: (Posz 0, 0%N)]; [:: (Negz 1, 0%N)]]] h)) (@rep RR 2 2 (table RR [:: [:: (Negz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 3, 0%N); (Posz 2, 0%N)]])) = @rep RR (2 * 2)%N 1 (table RR [:: [:: (Posz 26, 0%N)]; [:: (Negz 24, 0%N)]; [:: (Posz 26, 0%N)]; [:: (Negz 24, 0%N)]]).
Proof. by rewrite /one_layer_right; is_the_matrix. Qed.

Definition virtual_weights_left (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_mlp : nat) (L : finType) (x : 'M[RR]_(n_ctx, d_model)) (r : L -> 'M[RR]_(n_ctx, d_mlp)) (W_out : L -> 'M[RR]_(d_model, d_mlp)) (W_in : 'M[RR]_(d_mlp, d_model)) := ((x + (\sum_(l : L) ((r l) *m ((W_out l)^T)))) *m (W_in^T)).
Theorem virtual_weights_left_computed : let RR := rat_realFieldType in
  @virtual_weights_left RR one_to_three 1%N 1%N 2%N (ordinal_finType 2) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]]; [:: [:: (Negz 0, 0%N); (Posz 2, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]]; [:: [:: (Posz 0, 0%N); (Negz 1, 0%N)]]] h)) (@rep RR 2 1 (table RR [:: [:: (Posz 0, 0%N)]; [:: (Posz 1, 0%N)]])) = @rep RR 1 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]]).
Proof. by rewrite /virtual_weights_left; is_the_matrix. Qed.
Definition virtual_weights_right (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_mlp : nat) (L : finType) (x : 'M[RR]_(n_ctx, d_model)) (r : L -> 'M[RR]_(n_ctx, d_mlp)) (W_out : L -> 'M[RR]_(d_model, d_mlp)) (W_in : 'M[RR]_(d_mlp, d_model)) := ((x *m (W_in^T)) + (\sum_(l : L) ((r l) *m ((W_in *m (W_out l))^T)))).
Theorem virtual_weights_right_computed : let RR := rat_realFieldType in
  @virtual_weights_right RR one_to_three 1%N 1%N 2%N (ordinal_finType 2) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]]; [:: [:: (Negz 0, 0%N); (Posz 2, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]]; [:: [:: (Posz 0, 0%N); (Negz 1, 0%N)]]] h)) (@rep RR 2 1 (table RR [:: [:: (Posz 0, 0%N)]; [:: (Posz 1, 0%N)]])) = @rep RR 1 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]]).
Proof. by rewrite /virtual_weights_right; is_the_matrix. Qed.

Definition centring_left (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (x : 'M[RR]_(n_ctx, d_model)) (one_over_d_model : RR) (v1_d : 'M[RR]_(d_model, 1)) := (x *m ((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T)))))).
Theorem centring_left_computed : let RR := rat_realFieldType in
  @centring_left RR one_to_three 2%N 2%N (@rep RR 2 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 2, 0%N); (Posz 1, 0%N)]])) (number RR (Posz 1, 1%N)) (const_mx 1 : 'M[RR]_(2, 1)) = @rep RR 2 2 (table RR [:: [:: (Negz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 1%N); (Negz 0, 1%N)]]).
Proof. by rewrite /centring_left; is_the_matrix. Qed.
Definition centring_right (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (x : 'M[RR]_(n_ctx, d_model)) (one_over_d_model : RR) (v1_d : 'M[RR]_(d_model, 1)) := (x + (x *m (- (one_over_d_model *: (v1_d *m (v1_d^T)))))).
Theorem centring_right_computed : let RR := rat_realFieldType in
  @centring_right RR one_to_three 2%N 2%N (@rep RR 2 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 2, 0%N); (Posz 1, 0%N)]])) (number RR (Posz 1, 1%N)) (const_mx 1 : 'M[RR]_(2, 1)) = @rep RR 2 2 (table RR [:: [:: (Negz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 1%N); (Negz 0, 1%N)]]).
Proof. by rewrite /centring_right; is_the_matrix. Qed.

Definition grouped_queries_left (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (G : finType) (H_g : G -> finType) (A : forall (i0 : G) (i1 : (H_g i0)), 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_V : G -> 'M[RR]_(d_head, d_model)) (W_O : forall (i0 : G) (i1 : (H_g i0)), 'M[RR]_(d_model, d_head)) := (vec (\sum_(g : G) (\sum_(h : (H_g g)) ((A g h) *m x *m ((W_V g)^T) *m ((W_O g h)^T))))).
Theorem grouped_queries_left_computed : let RR := rat_realFieldType in
  @grouped_queries_left RR one_to_three 3%N 1%N 1%N (ordinal_finType 2) (fun h => ordinal_finType (nth 0%N [:: 3; 4]%N h)) (fun h0 h1 => @rep RR 3 3 (tables RR (nth [::] [:: [:: [:: [:: (Posz 2, 0%N); (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 2, 0%N); (Posz 0, 0%N)]; [:: (Negz 0, 0%N); (Posz 3, 0%N); (Negz 0, 0%N)]]; [:: [:: (Posz 1, 0%N); (Negz 1, 0%N); (Negz 1, 0%N)]; [:: (Negz 1, 0%N); (Posz 3, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Negz 1, 0%N); (Posz 2, 0%N)]]; [:: [:: (Posz 3, 0%N); (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Negz 1, 0%N); (Negz 0, 0%N); (Negz 1, 0%N)]; [:: (Posz 2, 0%N); (Posz 0, 0%N); (Posz 3, 0%N)]]]; [:: [:: [:: (Posz 2, 0%N); (Negz 0, 0%N); (Posz 3, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N); (Posz 0, 0%N)]; [:: (Posz 2, 0%N); (Posz 0, 0%N); (Posz 3, 0%N)]]; [:: [:: (Negz 1, 0%N); (Posz 1, 0%N); (Negz 0, 0%N)]; [:: (Posz 3, 0%N); (Posz 1, 0%N); (Posz 2, 0%N)]; [:: (Posz 1, 0%N); (Posz 3, 0%N); (Posz 3, 0%N)]]; [:: [:: (Negz 0, 0%N); (Negz 0, 0%N); (Posz 2, 0%N)]; [:: (Posz 0, 0%N); (Posz 3, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N); (Negz 1, 0%N)]]; [:: [:: (Negz 1, 0%N); (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 2, 0%N); (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N); (Posz 0, 0%N)]]]] h0) h1)) (@rep RR 3 1 (table RR [:: [:: (Posz 0, 0%N)]; [:: (Posz 1, 0%N)]; [:: (Negz 1, 0%N)]])) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 0, 0%N)]]; [:: [:: (Posz 0, 0%N)]]] h)) (fun h0 h1 => @rep RR 1 1 (tables RR (nth [::] [:: [:: [:: [:: (Posz 2, 0%N)]]; [:: [:: (Posz 3, 0%N)]]; [:: [:: (Negz 0, 0%N)]]]; [:: [:: [:: (Posz 2, 0%N)]]; [:: [:: (Negz 0, 0%N)]]; [:: [:: (Negz 1, 0%N)]]; [:: [:: (Negz 1, 0%N)]]]] h0) h1)) = @rep RR (3 * 1)%N 1 (table RR [:: [:: (Negz 0, 0%N)]; [:: (Negz 3, 0%N)]; [:: (Posz 2, 0%N)]]).
Proof. by rewrite /grouped_queries_left; is_the_matrix. Qed.
Definition grouped_queries_right (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (G : finType) (H_g : G -> finType) (A : forall (i0 : G) (i1 : (H_g i0)), 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_V : G -> 'M[RR]_(d_head, d_model)) (W_O : forall (i0 : G) (i1 : (H_g i0)), 'M[RR]_(d_model, d_head)) := (\sum_(g : G) (\sum_(h : (H_g g)) (((A g h) *t ((W_O g h) *m (W_V g))) *m (vec x)))).
Theorem grouped_queries_right_computed : let RR := rat_realFieldType in
  @grouped_queries_right RR one_to_three 3%N 1%N 1%N (ordinal_finType 2) (fun h => ordinal_finType (nth 0%N [:: 3; 4]%N h)) (fun h0 h1 => @rep RR 3 3 (tables RR (nth [::] [:: [:: [:: [:: (Posz 2, 0%N); (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 2, 0%N); (Posz 0, 0%N)]; [:: (Negz 0, 0%N); (Posz 3, 0%N); (Negz 0, 0%N)]]; [:: [:: (Posz 1, 0%N); (Negz 1, 0%N); (Negz 1, 0%N)]; [:: (Negz 1, 0%N); (Posz 3, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Negz 1, 0%N); (Posz 2, 0%N)]]; [:: [:: (Posz 3, 0%N); (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Negz 1, 0%N); (Negz 0, 0%N); (Negz 1, 0%N)]; [:: (Posz 2, 0%N); (Posz 0, 0%N); (Posz 3, 0%N)]]]; [:: [:: [:: (Posz 2, 0%N); (Negz 0, 0%N); (Posz 3, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N); (Posz 0, 0%N)]; [:: (Posz 2, 0%N); (Posz 0, 0%N); (Posz 3, 0%N)]]; [:: [:: (Negz 1, 0%N); (Posz 1, 0%N); (Negz 0, 0%N)]; [:: (Posz 3, 0%N); (Posz 1, 0%N); (Posz 2, 0%N)]; [:: (Posz 1, 0%N); (Posz 3, 0%N); (Posz 3, 0%N)]]; [:: [:: (Negz 0, 0%N); (Negz 0, 0%N); (Posz 2, 0%N)]; [:: (Posz 0, 0%N); (Posz 3, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N); (Negz 1, 0%N)]]; [:: [:: (Negz 1, 0%N); (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 2, 0%N); (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N); (Posz 0, 0%N)]]]] h0) h1)) (@rep RR 3 1 (table RR [:: [:: (Posz 0, 0%N)]; [:: (Posz 1, 0%N)]; [:: (Negz 1, 0%N)]])) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 0, 0%N)]]; [:: [:: (Posz 0, 0%N)]]] h)) (fun h0 h1 => @rep RR 1 1 (tables RR (nth [::] [:: [:: [:: [:: (Posz 2, 0%N)]]; [:: [:: (Posz 3, 0%N)]]; [:: [:: (Negz 0, 0%N)]]]; [:: [:: [:: (Posz 2, 0%N)]]; [:: [:: (Negz 0, 0%N)]]; [:: [:: (Negz 1, 0%N)]]; [:: [:: (Negz 1, 0%N)]]]] h0) h1)) = @rep RR (3 * 1)%N 1 (table RR [:: [:: (Negz 0, 0%N)]; [:: (Negz 3, 0%N)]; [:: (Posz 2, 0%N)]]).
Proof. by rewrite /grouped_queries_right; is_the_matrix. Qed.
