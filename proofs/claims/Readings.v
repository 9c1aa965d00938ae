(* What is read from heads and patterns: shares of attention, tables of ranks, traces, biases. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Refmath Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* --- removal: the marginal effects of the orders add up --- *)
Theorem marginal_effects (V : zmodType) (loss : nat -> V) n :
  \sum_(k < n.+1) (loss k - loss k.+1) = loss 0%N - loss n.+1.
Proof.
elim: n => [|n IH]; first by rewrite big_ord1.
by rewrite big_ord_recr /= IH addrA subrK.
Qed.

(* --- the table of one source: a column of attentions times a row of effects a head --- *)
Theorem table_of_heads (F : fieldType) m n (H : finType) (a : H -> 'cV[F]_m) (o : H -> 'rV[F]_n) :
  (\rank (\sum_h a h *m o h)%R <= #|H|)%N.
Proof.
rewrite -sum1_card; apply: (big_ind2 (fun (W : 'M[F]_(m, n)) r => (\rank W <= r)%N)) => [|V r W s l1 l2|h _].
- by rewrite mxrank0.
- exact: leq_trans (mxrank_add _ _) (leq_add l1 l2).
- exact: leq_trans (mxrankM_maxl _ _) (rank_leq_col _).
Qed.

(* --- one more token takes its share: the effect of a skip-trigram isn't a number of its own --- *)
Theorem one_more_token (F : realFieldType) (a b x : F) : 0 < a -> 0 < b -> 0 < x ->
  a / (a + b) - a / (a + x + b) = a * x / ((a + b) * (a + x + b)) /\
  0 < a * x / ((a + b) * (a + x + b)).
Proof.
move=> a0 b0 x0; have p : 0 < a + b by rewrite addr_gt0.
have q : 0 < a + x + b by rewrite !addr_gt0.
split; last by rewrite divr_gt0 ?mulr_gt0.
rewrite -mulNr addf_div ?gt_eqF //; congr (_ / _).
by rewrite mulNr -mulrBr [a + x + b]addrAC [_ + x]addrC addrK.
Qed.

(* --- the sum of the eigenvalues is the trace --- *)
Lemma second_coefficient (R : comRingType) (s : seq R) : (0 < size s)%N ->
  (\prod_(x <- s) ('X - x%:P))`_(size s).-1 = - \sum_(x <- s) x.
Proof.
have top (r : seq R) : (\prod_(x <- r) ('X - x%:P))`_(size r) = 1.
  have /monicP := monic_prod_XsubC r xpredT id; rewrite /lead_coef size_prod_XsubC.
  exact.
case: s => // y s _; elim: s y => [|x s IH] y.
  by rewrite !big_seq1 /= coefB coefX coefC sub0r.
rewrite big_cons [in RHS]big_cons mulrBl coefB mulrC coefMX coefCM /= top mulr1.
by rewrite (IH x) opprD addrC.
Qed.
Theorem eigenvalues_and_diagonal (R : comRingType) n (A : 'M[R]_n) (eigenvalues : seq R) :
  char_poly A = \prod_(x <- eigenvalues) ('X - x%:P) -> \sum_(x <- eigenvalues) x = \tr A.
Proof.
move=> split_A; have szA : size eigenvalues = n.
  by apply/eqP; rewrite -eqSS -(size_char_poly A) split_A size_prod_XsubC.
case: n A split_A szA => [|n] A split_A szA.
  by move/size0nil: szA => ->; rewrite big_nil /mxtrace big_ord0.
apply: oppr_inj; rewrite -(char_poly_trace A) // split_A -szA.
by rewrite second_coefficient // szA.
Qed.

(* --- shares of attention --- *)
Section Shares.
Variables (F : realFieldType) (e : F -> F) (n : nat).
Hypothesis e_positive : forall s, 0 < e s.
Variable S : 'M[F]_n.
Let A := softmax_of e true S.
Implicit Types (i j : 'I_n) (M : pred 'I_n).

Lemma row_sum i : \sum_j A i j = 1.
Proof.
under eq_bigr => j _ do rewrite mxE.
by rewrite -mulr_suml mulfV // gt_eqF // total_gt0.
Qed.
Lemma share_in_range i M : 0 <= \sum_(j | M j) A i j <= 1.
Proof.
rewrite sumr_ge0 => [/=|j _]; last exact: softmax_ge0.
rewrite -(row_sum i) [X in _ <= X](bigID M) /= ler_addl sumr_ge0 // => j _; exact: softmax_ge0.
Qed.
(* the mean share of attention on what came after a copy, of the destinations that have one *)
Theorem prefix_matching (I : {set 'I_n}) (M : 'I_n -> pred 'I_n) : (0 < #|I|)%N ->
  0 <= (\sum_(i in I) \sum_(j | M i j) A i j) / #|I|%:R <= 1.
Proof.
move=> I0; have p : 0 < #|I|%:R :> F by rewrite ltr0n.
rewrite divr_ge0 ?ler0n ?sumr_ge0 //=; last by move=> i _; case/andP: (share_in_range i (M i)).
rewrite ler_pdivr_mulr // mul1r -sum1_card natr_sum; apply: ler_sum => i _.
by case/andP: (share_in_range i (M i)).
Qed.

(* of the sources that i sees, those in M score s, the others u: what M takes in all *)
Theorem share_of_alike i M s u : (forall j, (j <= i)%N -> S i j = if M j then s else u) ->
  \sum_(j | M j) A i j =
    #|[pred j : 'I_n | M j && (j <= i)%N]|%:R * e s /
    (#|[pred j : 'I_n | M j && (j <= i)%N]|%:R * e s + #|[pred j : 'I_n | ~~ M j && (j <= i)%N]|%:R * e u).
Proof.
move=> alike; under eq_bigr => j _ do rewrite mxE.
rewrite -mulr_suml; have of_alike (Q : pred 'I_n) t :
    (forall j, Q j -> (j <= i)%N -> S i j = t) ->
    \sum_(j | Q j) weight e true S i j = #|[pred j : 'I_n | Q j && (j <= i)%N]|%:R * e t.
  move=> St; rewrite -sum1_card natr_sum mulr_suml [RHS]big_mkcondr /=.
  by apply: eq_bigr => j Qj; rewrite /weight /=; case: leqP => ji; rewrite ?mulr0n // mulr1n mul1r St.
rewrite (of_alike M s) => [|j Mj ji]; last by rewrite alike // Mj.
rewrite (bigID M) /= (of_alike M s) => [|j Mj ji]; last by rewrite alike // Mj.
by rewrite (of_alike (fun j => ~~ M j) u) // => j Mj ji; rewrite alike // (negbTE Mj).
Qed.
End Shares.

(* one source scores s, the i others 0: a previous-token head *)
Theorem previous_token (F : realFieldType) (e : F -> F) n (i k : 'I_n) s :
  (forall s, 0 < e s) -> e 0 = 1 -> k.+1 = i ->
  softmax_of e true (\matrix_(a, b) (if b.+1 == a then s else 0)) i k = e s / (e s + i%:R).
Proof.
move=> e_positive e0 ki; set S := \matrix_(a, b) _.
have alike (j : 'I_n) : (j <= i)%N -> S i j = if j == k then s else 0.
  by rewrite mxE -ki eqSS -val_eqE.
have := @share_of_alike _ e n S i (pred1 k) s 0 alike; rewrite /= big_pred1_eq => ->.
have ki' : (k <= i)%N by rewrite -ki.
have -> : #|[pred j : 'I_n | pred1 k j && (j <= i)%N]| = 1%N.
  by apply: (@eq_card1 _ k) => j; rewrite !inE /=; case: (j =P k) => [->|] /=; rewrite ?ki'.
have -> : #|[pred j : 'I_n | ~~ pred1 k j && (j <= i)%N]| = i.
  have : #|[pred j : 'I_n | (j <= i)%N]| = i.+1.
    by rewrite -sum1_card -(big_ord_widen _ (fun=> 1%N) (ltn_ord i)) sum_nat_const card_ord muln1.
  rewrite (cardD1 k) inE ki' add1n => -[E]; rewrite -[RHS]E.
  by apply: eq_card => j; rewrite !inE.
by rewrite e0 mulr1 mul1r.
Qed.

(* --- the turned score is largest where the two agree --- *)
Theorem largest_at_the_offset (F : realFieldType) d (p q : 'cV[F]_d) :
  let square (v : 'cV[F]_d) := (v^T *m v) 0 0 in square p = square q ->
  (p^T *m q) 0 0 = square p - square (p - q) / 2%:R /\ (p^T *m q) 0 0 <= square p.
Proof.
move=> square eq_squares; have pos v : 0 <= square v.
  by rewrite /square mxE sumr_ge0 // => k _; rewrite mxE -expr2 sqr_ge0.
have qp : (q^T *m p) 0 0 = (p^T *m q) 0 0.
  by rewrite !mxE; apply: eq_bigr => k _; rewrite !mxE mulrC.
have E : square (p - q) = 2%:R * (square p - (p^T *m q) 0 0).
  have turned : (p - q)^T = p^T - q^T by rewrite linearB.
  rewrite {1}/square turned mulmxBl !mulmxBr.
  have sub (X Y : 'M[F]_1) : (X - Y) 0 0 = X 0 0 - Y 0 0 by rewrite !mxE.
  rewrite !sub qp -/(square p) -/(square q) -eq_squares mulr_natl mulr2n.
  by rewrite opprB.
have half : (p^T *m q) 0 0 = square p - square (p - q) / 2%:R.
  by rewrite E mulrAC divff ?pnatr_eq0 // mul1r opprB addrC subrK.
by split=> //; rewrite half ger_addl oppr_le0 divr_ge0 ?pos ?ler0n.
Qed.

(* --- biases are weights that read a coordinate held at 1 --- *)
Section Biases.
Variables (R : comRingType) (n d m : nat) (x : 'M[R]_(n, d)) (W : 'M[R]_(m, d)) (b : 'cV[R]_m).
Let ones : 'cV[R]_n := const_mx 1.
Theorem bias_of_a_reader : row_mx x ones *m (row_mx W b)^T = x *m W^T + ones *m b^T.
Proof. by rewrite tr_row_mx mul_row_col. Qed.
Theorem bias_behind_a_pattern (A : 'M[R]_n) : A *m ones = ones ->
  A *m row_mx x ones *m (row_mx W b)^T = A *m x *m W^T + ones *m b^T.
Proof. by move=> rows; rewrite mul_mx_row rows tr_row_mx mul_row_col. Qed.
End Biases.
