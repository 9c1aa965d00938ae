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

(* --- prefix matching: the mean share of attention on what came after a copy, of the destinations
   that have such places; the rows of A may be any that sum to 1 --- *)
Section PrefixMatching.
Variables (F : realFieldType) (n : nat) (T : eqType) (t : 'I_n -> T) (A : 'M[F]_n).
Hypothesis A_ge0 : forall i j, 0 <= A i j.
Hypothesis rows : forall i : 'I_n, \sum_(j < n | (j <= i)%N) A i j = 1.
Definition after_a_copy (i j : 'I_n) :=
  (j <= i)%N && [exists k : 'I_n, (k.+1 == j :> nat) && (t k == t i)].
Definition have_one := [set i | [exists j, after_a_copy i j]].

Lemma share_in_range i : 0 <= \sum_(j | after_a_copy i j) A i j <= 1.
Proof.
by rewrite sumr_ge0 //= -(rows i) [X in X <= _]big_mkcondr ler_sum // => j _; case: ifP.
Qed.
Theorem prefix_matching : have_one != set0 ->
  0 <= (\sum_(i in have_one) \sum_(j | after_a_copy i j) A i j) / #|have_one|%:R <= 1.
Proof.
rewrite -card_gt0 => I0; have p : 0 < #|have_one|%:R :> F by rewrite ltr0n.
rewrite divr_ge0 ?ler0n ?sumr_ge0 //=; last by move=> i _; case/andP: (share_in_range i).
rewrite ler_pdivr_mulr // mul1r -sum1_card natr_sum; apply: ler_sum => i _.
by case/andP: (share_in_range i).
Qed.
End PrefixMatching.

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

(* those in M score s, the others 0, as two models by hand have it *)
Lemma share_of_marked (F : realFieldType) (e : F -> F) n (S : 'M[F]_n) (i : 'I_n) (M : pred 'I_n) s :
  (forall s, 0 < e s) -> e 0 = 1 -> (forall j : 'I_n, (j <= i)%N -> S i j = s * (M j)%:R) ->
  let k := #|[pred j : 'I_n | M j && (j <= i)%N]| in
  \sum_(j | M j) softmax_of e true S i j = k%:R * e s / (k%:R * e s + (i.+1 - k)%N%:R).
Proof.
move=> e_positive e0 marked k.
rewrite (@share_of_alike _ _ _ _ _ M s 0) // -/k => [|j ji]; last first.
  by rewrite marked //; case: (M j); rewrite ?mulr1 ?mulr0.
rewrite e0 mulr1; congr (_ / (_ + _%:R)).
have <- : #|[pred j : 'I_n | (j <= i)%N]| = i.+1.
  by rewrite -sum1_card -(big_ord_widen _ (fun=> 1%N) (ltn_ord i)) sum_nat_const card_ord muln1.
apply/(canRL (addnK _)); rewrite addnC -(cardID M [pred j : 'I_n | (j <= i)%N]).
by congr (_ + _)%N; apply: eq_card => j; rewrite !inE /= andbC.
Qed.

(* a head for A ... B -> C: what it adds to the logit of c, k places of A before a destination i *)
Section SkipTrigram.
Variables (F : realFieldType) (e : F -> F) (n : nat) (T : eqType) (t : 'I_n -> T) (A B C : T) (s r : F).
Hypotheses (e_positive : forall s, 0 < e s) (e0 : e 0 = 1).
Let S : 'M[F]_n := \matrix_(i, j) (s * (t i == B)%:R * (t j == A)%:R).
Definition adds i c := r * (c == C)%:R * \sum_j softmax_of e true S i j * (t j == A)%:R.
Theorem one_skip_trigram (i : 'I_n) :
  let k := #|[pred j : 'I_n | (t j == A) && (j <= i)%N]| in let m := (i.+1 - k)%N in
  adds i C = r * (if t i == B then k%:R * e s / (k%:R * e s + m%:R) else k%:R / (k%:R + m%:R)).
Proof.
move=> k m; rewrite /adds eqxx mulr1; congr (r * _).
under eq_bigr => j _ do rewrite mulr_natr.
have -> : \sum_j softmax_of e true S i j *+ (t j == A) = \sum_(j | t j == A) softmax_of e true S i j.
  by rewrite [RHS]big_mkcond; apply: eq_bigr => j _; case: eqP.
rewrite (@share_of_marked _ _ _ _ _ _ (s * (t i == B)%:R)) // => [|j _]; last by rewrite mxE.
by case: eqP; rewrite ?mulr1 // mulr0 e0 mulr1.
Qed.
Theorem nothing_else i c : c != C -> adds i c = 0.
Proof. by rewrite /adds => /negbTE ->; rewrite mulr0 mul0r. Qed.
End SkipTrigram.

Theorem duplicate_token (F : realFieldType) (e : F -> F) n (T : eqType) (t : 'I_n -> T) (i : 'I_n) s :
  (forall s, 0 < e s) -> e 0 = 1 ->
  let k := #|[pred j : 'I_n | (t j == t i) && (j <= i)%N]| in
  \sum_(j | t j == t i) softmax_of e true (\matrix_(a, b) (s * (t b == t a)%:R)) i j =
    k%:R * e s / (k%:R * e s + (i.+1 - k)%N%:R).
Proof. by move=> e_positive e0; apply: share_of_marked => // j _; rewrite mxE. Qed.

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

(* as it is printed: p_i = R^i z, where R is any matrix that changes no length *)
Theorem offset_by_rotation (F : realFieldType) d (R : 'M[F]_d.+1) (z : 'cV[F]_d.+1) (i o j : nat) :
  let square (v : 'cV[F]_d.+1) := (v^T *m v) 0 0 in let p k := R ^+ k *m z in R^T *m R = 1%:M ->
  ((p (i + o)%N)^T *m R ^+ o *m p j) 0 0 = square z - square (p j - p i) / 2%:R /\
  ((p (i + o)%N)^T *m R ^+ o *m p j) 0 0 <= square z.
Proof.
move=> square p orthogonal; have turned k : (R ^+ k)^T *m R ^+ k = 1%:M.
  elim: k => [|k IH]; first by rewrite expr0 trmx1 mulmx1.
  by rewrite exprS -mulmxE trmx_mul -mulmxA (mulmxA R^T) orthogonal mul1mx.
have same k : square (p k) = square z.
  by rewrite /square /p trmx_mul -mulmxA (mulmxA _ _ z) turned mul1mx.
have -> : (p (i + o)%N)^T *m R ^+ o *m p j = (p i)^T *m p j.
  rewrite /p addnC exprD -mulmxE !trmx_mul -!mulmxA; congr (_ *m (_ *m _)).
  by rewrite !mulmxA turned mul1mx.
have opp (v : 'cV[F]_d.+1) : square (- v) = square v.
  by rewrite /square !mxE; apply: eq_bigr => k _; rewrite !mxE mulrNN.
have alike : square (p i) = square (p j) by rewrite !same.
case: (largest_at_the_offset alike); rewrite -/(square (p i)) -/(square (p i - p j)) same.
by rewrite -[square (p i - p j)]opp opprB.
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
