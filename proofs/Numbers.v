(* Matrices that compute: every matrix is a function on numbers, every operation one on functions;
   and e for scores that are integers. With these a false statement is evaluated at its
   counterexample, by the kernel's own machine. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Refmath Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Rep.
Variable F : realFieldType.
Implicit Types f g : nat -> nat -> F.
Definition rep m n f : 'M[F]_(m, n) := \matrix_(i, j) f i j.
Definition csum n (G : nat -> F) := foldr (fun k s => G k + s) 0 (iota 0 n).
Lemma csumE n (G : nat -> F) : \sum_(k < n) G k = csum n G.
Proof. by rewrite -(big_mkord xpredT G) /index_iota subn0 unlock. Qed.
(* an entry: a numerator, and its denominator less 1 *)
Definition number (x : int * nat) : F := if x.2 is 0%N then x.1%:~R else x.1%:~R / x.2.+1%:R.
Definition table (rows : seq (seq (int * nat))) (i j : nat) : F := number (nth (Posz 0, 0%N) (nth [::] rows i) j).
Definition tables (of_heads : seq (seq (seq (int * nat)))) (h : nat) := table (nth [::] of_heads h).

Lemma rep_mul m n p f g : rep m n f *m rep n p g = rep m p (fun i j => csum n (fun k => f i k * g k j)).
Proof. by apply/matrixP => i j; rewrite !mxE -csumE; apply: eq_bigr => k _; rewrite !mxE. Qed.
Lemma rep_add m n f g : rep m n f + rep m n g = rep m n (fun i j => f i j + g i j).
Proof. by apply/matrixP => i j; rewrite !mxE. Qed.
Lemma rep_opp m n f : - rep m n f = rep m n (fun i j => - f i j).
Proof. by apply/matrixP => i j; rewrite !mxE. Qed.
Lemma rep_scale m n a f : a *: rep m n f = rep m n (fun i j => a * f i j).
Proof. by apply/matrixP => i j; rewrite !mxE. Qed.
Lemma rep_muln m n k f : rep m n f *+ k = rep m n (fun i j => f i j *+ k).
Proof. by apply/matrixP => i j; rewrite !mxE mulmxnE !mxE. Qed.
Lemma rep_tr m n f : (rep m n f)^T = rep n m (fun i j => f j i).
Proof. by apply/matrixP => i j; rewrite !mxE. Qed.
Lemma rep_1 n : 1%:M = rep n n (fun i j => (i == j)%:R).
Proof. by apply/matrixP => i j; rewrite !mxE. Qed.
Lemma rep_0 m n : 0 = rep m n (fun _ _ => 0).
Proof. by apply/matrixP => i j; rewrite !mxE. Qed.
Lemma rep_const m n a : const_mx a = rep m n (fun _ _ => a).
Proof. by apply/matrixP => i j; rewrite !mxE. Qed.
Lemma rep_tens m n p q f g : rep m n f *t rep p q g =
  rep (m * p) (n * q) (fun i j => f (i %/ p)%N (j %/ q)%N * g (i %% p)%N (j %% q)%N).
Proof. by apply/matrixP => i j; rewrite !mxE. Qed.
Lemma rep_vec m n f : vec (rep m n f) = rep (m * n) 1 (fun k _ => f (k %/ n)%N (k %% n)%N).
Proof. by apply/matrixP => i j; rewrite !mxE. Qed.
Lemma rep_trace n f : \tr (rep n n f) = csum n (fun i => f i i).
Proof. by rewrite -csumE; apply: eq_bigr => i _; rewrite mxE. Qed.
Lemma rep_map m n (e : F -> F) f : map_mx e (rep m n f) = rep m n (fun i j => e (f i j)).
Proof. by apply/matrixP => i j; rewrite !mxE. Qed.
Lemma rep_hadamard m n f g : rep m n f *h rep m n g = rep m n (fun i j => f i j * g i j).
Proof. by apply/matrixP => i j; rewrite !mxE. Qed.
Lemma rep_diagonal n f : diagonal (rep n 1 f) = rep n n (fun i j => f i 0%N *+ (i == j)).
Proof. by apply/matrixP => i j; rewrite !mxE. Qed.
Lemma rep_reciprocal n f : reciprocal (rep n 1 f) = rep n 1 (fun i j => (f i j)^-1).
Proof. by apply/matrixP => i j; rewrite !mxE. Qed.
Lemma rep_sees n : sees F n = rep n n (fun i j => (j <= i)%N%:R).
Proof. by apply/matrixP => i j; rewrite !mxE. Qed.
Lemma rep_first n r : first F n r = rep n n (fun i j => ((i == j) && (i < r)%N)%:R).
Proof. by apply/matrixP => i j; rewrite !mxE. Qed.
Lemma rep_moves n s : moves F n s = rep n n (fun i j => (s i == j)%:R).
Proof. by apply/matrixP => i j; rewrite !mxE. Qed.
Lemma rep_softmax e causal n f : softmax_of e causal (rep n n f) =
  rep n n (fun i j => let w i j := e (f i j) *+ (causal ==> (j <= i)%N) in w i j / csum n (w i)).
Proof.
apply/matrixP => i j; rewrite /= !mxE /weight !mxE -csumE; congr (_ / _).
by apply: eq_bigr => k _; rewrite mxE.
Qed.
Lemma rep_softmax_over_destinations e causal n f : softmax_over_destinations e causal (rep n n f) =
  rep n n (fun i j => let w i j := e (f i j) *+ (causal ==> (j <= i)%N) in w i j / csum n (w^~ j)).
Proof.
apply/matrixP => i j; rewrite /= !mxE /weight !mxE -csumE; congr (_ / _).
by apply: eq_bigr => k _; rewrite mxE.
Qed.
(* where two matrices are said to be equal, so are their entries; and the other way round *)
Lemma rep_at m n f g : rep m n f = rep m n g -> forall i j, (i < m)%N -> (j < n)%N -> f i j = g i j.
Proof. by move=> fg i j im jn; move/matrixP/(_ (Ordinal im) (Ordinal jn)): fg; rewrite !mxE. Qed.
Lemma rep_eq m n f g : all (fun i => all (fun j => f i j == g i j) (iota 0 n)) (iota 0 m) ->
  rep m n f = rep m n g.
Proof.
move=> /allP fg; apply/matrixP => i j; rewrite !mxE; apply/eqP.
have /allP : all (fun b => f i b == g i b) (iota 0 n) by apply: fg; rewrite mem_iota /=.
by apply; rewrite mem_iota /=.
Qed.
End Rep.

(* e(s) = 2^s where s is an integer, linear between: there e(s + t) = e(s) e(t) *)
Definition whole (s : rat) : int := (numq s %/ denq s)%Z.
Definition power_of_2 (s : rat) : rat := 2%:R ^ whole s * (1 + (s - (whole s)%:~R)).
Lemma power_of_2_positive s : 0 < power_of_2 s.
Proof.
rewrite mulr_gt0 ?exprz_gt0 // ltr_paddr // subr_ge0 -[X in _ <= X]divq_num_den.
by rewrite ler_pdivl_mulr ?ltr0z ?denq_gt0 // -intrM ler_int lez_floor ?denq_neq0.
Qed.

Ltac to_rep := rewrite ?big_ord_recl ?big_ord0 /= ?(rep_0, rep_const, rep_sees, rep_first, rep_moves, rep_1);
  rewrite ?(rep_tr, rep_mul, rep_scale, rep_add, rep_opp, rep_muln, rep_tens, rep_vec, rep_map,
            rep_hadamard, rep_diagonal, rep_reciprocal, rep_softmax, rep_softmax_over_destinations,
            rep_trace).
Ltac sides_at := refine (exist _ (_, _) _); to_rep => /=; exact: (fun at_entries => at_entries).
(* what a kind supposes of a letter, of numbers *)
Ltac as_its_kind := first
  [ reflexivity | by eexists | by eexists; first by vm_compute
  | by repeat split; to_rep; apply: rep_eq; vm_compute
  | by repeat split; first [apply/eqP; vm_compute | vm_compute] ].
