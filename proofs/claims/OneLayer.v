(* What one layer can't, and can. A one-layer model with positions in the stream, causal softmax
   with any positive e in the place of exp, five positions, tokens A B C D = 0 1 2 3.
   (1) With ONE head, of any width: l_B > l_C at the end of A B D C A and D C A B A, and l_C > l_B
       at the end of D B A C A and A C D B A, is impossible.
   (2) With TWO heads of width 1 and e = 2^_ on integers it is not: weights over the rationals. *)
From mathcomp Require Import all_ssreflect all_algebra.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Model.
Variables (F : realFieldType) (e : F -> F) (d : nat).
Hypothesis e_pos : forall s, 0 < e s.
Record head := Head {
  width : nat; scale : F;
  WQ : 'M[F]_(width, d); WK : 'M[F]_(width, d); WV : 'M[F]_(width, d); WO : 'M[F]_(d, width) }.
Definition weight n (S : 'M[F]_n) (i j : 'I_n) := if (j <= i)%N then e (S i j) else 0.
Definition softmax n (S : 'M[F]_n) : 'M[F]_n :=
  \matrix_(i, j) (weight S i j / \sum_k weight S i k).
Variables (WE : 'M[F]_(d, 4)) (P : 'M[F]_(5, d)) (WU : 'M[F]_(4, d)).
Definition tok (s : seq nat) : 'M[F]_(5, 4) := \matrix_(j, c) (nth 0%N s j == c)%:R.
Definition x0 s := tok s *m WE^T + P.
Definition scores h (x : 'M[F]_(5, d)) := scale h *: ((x *m (WQ h)^T) *m (x *m (WK h)^T)^T).
Definition logits (hs : seq head) s :=
  (x0 s + \sum_(h <- hs) (softmax (scores h (x0 s)) *m (x0 s *m (WV h)^T)) *m (WO h)^T) *m WU^T.
Definition lead hs s := logits hs s ord_max (inord 1) - logits hs s ord_max (inord 2).

(* it is a sum over heads of averages of terms that depend on (position, token) alone *)
Definition r (j : 'I_5) (a : nat) : 'rV[F]_d := (\row_(c < 4) (a == c)%:R) *m WE^T + row j P.
Definition w h j a := e (scale h * ((r ord_max 0 *m (WQ h)^T) *m (r j a *m (WK h)^T)^T) 0 0).
Definition diff (y : 'rV[F]_4) := y 0 (inord 1) - y 0 (inord 2).
Definition g h j a := diff (r j a *m (WV h)^T *m (WO h)^T *m WU^T).
Definition direct := diff (r ord_max 0 *m WU^T).

Lemma row_x0 s j : row j (x0 s) = r j (nth 0%N s j).
Proof. by rewrite /r /x0 linearD /= row_mul; congr (_ *m _ + _); apply/rowP => c; rewrite !mxE. Qed.
Lemma x0_mul s k (M : 'M_(d, k)) j b : (x0 s *m M) j b = (r j (nth 0%N s j) *m M) 0 b.
Proof. by rewrite -row_x0 -row_mul [RHS]mxE. Qed.

Lemma leadE hs s : nth 0%N s 4 = 0%N ->
  lead hs s = direct + \sum_(h <- hs)
    (\sum_j w h j (nth 0%N s j) * g h j (nth 0%N s j)) / \sum_j w h j (nth 0%N s j).
Proof.
move=> s4; have last k (M : 'M_(d, k)) b : (x0 s *m M) ord_max b = (r ord_max 0 *m M) 0 b.
  by rewrite x0_mul s4.
have addE (X Y : 'M[F]_(5, 4)) i b : (X + Y) i b = X i b + Y i b by rewrite mxE.
have mulE m n k (X : 'M[F]_(m, n)) (Y : 'M_(n, k)) i b : (X *m Y) i b = \sum_j X i j * Y j b.
  by rewrite mxE.
rewrite /lead /logits mulmxDl mulmx_suml !addE !last !summxE.
rewrite opprD addrACA -sumrB; congr (_ + _); apply: eq_bigr => h _.
have sc j : weight (scores h (x0 s)) ord_max j = w h j (nth 0%N s j).
  have trE m n (X : 'M[F]_(m, n)) i b : X^T i b = X b i by rewrite mxE.
  have scE m n a (X : 'M[F]_(m, n)) i b : (a *: X) i b = a * X i b by rewrite mxE.
  rewrite /weight leq_ord /w /scores scE !mulE; congr (e (_ * _)).
  by apply: eq_bigr => k _; rewrite !trE last x0_mul.
rewrite -!mulmxA !(mulE _ _ _ (softmax _)) -sumrB mulr_suml; apply: eq_bigr => j _.
rewrite -!mulrBr !x0_mul mxE sc [LHS]mulrAC; congr (_ * _ / _).
  by rewrite /g /diff !mulmxA.
by apply: eq_bigr => k _; rewrite sc.
Qed.

Definition wants_B := [:: [:: 0; 1; 3; 2; 0]; [:: 3; 2; 0; 1; 0]]%N.
Definition wants_C := [:: [:: 3; 1; 0; 2; 0]; [:: 0; 2; 3; 1; 0]]%N.

Theorem no_single_head h :
  ~ ((forall s, s \in wants_B -> lead [:: h] s > 0) /\ (forall s, s \in wants_C -> lead [:: h] s < 0)).
Proof.
pose f j a := w h j a * (g h j a + direct).
have sg s : nth 0%N s 4 = 0%N -> lead [:: h] s * (\sum_j w h j (nth 0%N s j)) = \sum_j f j (nth 0%N s j).
  move=> s4; rewrite (leadE _ s4) big_seq1 mulrDl mulfVK; last first.
    by rewrite gt_eqF // big_ord_recl ltr_paddr ?e_pos // sumr_ge0 // => k _; exact/ltW/e_pos.
  rewrite addrC mulr_sumr -big_split /=.
  by apply: eq_bigr => j _; rewrite /f [RHS]mulrDr; congr (_ + _); exact: mulrC.
have Z s : 0 < \sum_j w h j (nth 0%N s j).
  by rewrite big_ord_recl ltr_paddr ?e_pos // sumr_ge0 // => k _; exact/ltW/e_pos.
case=> B C; pose f2 s := \sum_j f j (nth 0%N s j).
have pos s : s \in wants_B -> 0 < f2 s.
  move=> sB; rewrite /f2 -sg; last by move: sB; rewrite !inE => /orP[]/eqP->.
  by rewrite mulr_gt0 // B.
have neg s : s \in wants_C -> f2 s < 0.
  move=> sC; rewrite /f2 -sg; last by move: sC; rewrite !inE => /orP[]/eqP->.
  by rewrite nmulr_rlt0 // C.
have : f2 [:: 0; 1; 3; 2; 0]%N + f2 [:: 3; 2; 0; 1; 0]%N = f2 [:: 3; 1; 0; 2; 0]%N + f2 [:: 0; 2; 3; 1; 0]%N.
  rewrite /f2 -!big_split /=; by apply: eq_bigr => -[[|[|[|[|[|j]]]]] p] _ //=; rewrite addrC.
move=> E; have := addr_gt0 (pos _ (mem_head _ _)) (pos [:: 3; 2; 0; 1; 0]%N isT).
by rewrite E ltNge ltW // -oppr_gt0 opprD addr_gt0 ?oppr_gt0 ?neg.
Qed.
End Model.

(* --- two heads of width 1 do: stream of 4 tokens, 5 positions and 1 output ---
   Both heads' queries read «the token is A» and their values read B - C; head 0's keys read the
   position alone, head 1's also whether the token is D. *)
Section TwoHeads.
Definition e2 (x : rat) : rat := 2%:R ^ numq x.              (* e(s) = 2^s at integers *)
Lemma e2_pos x : 0 < e2 x. Proof. exact: exprz_gt0. Qed.
Lemma e2_nat m : e2 m%:R = (2 ^ m)%:R.
Proof. by rewrite /e2 (numq_int m) -exprnP natrX. Qed.

Definition keys h : seq nat :=
  if h is 0%N then [:: 0; 0; 0; 0;  1; 0; 0; 1; 0]%N else [:: 0; 0; 0; 2;  2; 2; 0; 0; 1]%N.
Definition values : seq rat := [:: 0; 1; -1; 0].
Definition mat m n (f : nat -> nat -> rat) : 'M[rat]_(m, n) := \matrix_(i, j) f i j.
Definition E := mat 10 4 (fun k c => (k == c)%:R).
Definition Pos := mat 5 10 (fun j k => (k == 4 + j)%N%:R).
Definition U := mat 4 10 (fun c k => ((c == 1%N) && (k == 9%N))%:R).
Definition two h : head rat_realFieldType 10 := @Head _ 10 1 1
  (mat 1 10 (fun _ k => (k == 0)%N%:R)) (mat 1 10 (fun _ k => (nth 0%N (keys h) k)%:R))
  (mat 1 10 (fun _ k => nth 0 values k)) (mat 10 1 (fun k _ => (k == 9%N)%:R)).

Lemma rE (j : 'I_5) a : (a < 4)%N ->
  r E Pos j a = delta_mx 0 (inord a) + delta_mx 0 (inord (4 + j)).
Proof.
move=> a4; apply/rowP => k; rewrite !mxE !eqxx /= -!val_eqE /= !inordK; last 2 first.
- by rewrite (leq_trans (_ : 4 + j < 9)%N) // ltn_add2l.
- by rewrite (leq_trans a4).
congr (_ + _); rewrite (bigD1 (Ordinal a4)) //= !mxE eqxx mul1r big1 ?addr0 // => c ca.
by rewrite !mxE eq_sym (negbTE (ca : c != a :> nat)) mul0r.
Qed.
Lemma readE (j : 'I_5) a (f : nat -> rat) : (a < 4)%N ->
  (r E Pos j a *m (mat 1 10 (fun _ k => f k))^T) 0 0 = f a + f (4 + j)%N.
Proof.
move=> a4; rewrite rE // mulmxDl -!rowE !mxE !inordK //.
- by rewrite (leq_trans (_ : 4 + j < 9)%N) // ltn_add2l.
- by rewrite (leq_trans a4).
Qed.
Lemma wE h j a : (a < 4)%N -> w e2 E Pos (two h) j a = (2 ^ (nth 0 (keys h) a + nth 0 (keys h) (4 + j)))%N%:R.
Proof.
move=> a4; rewrite /w -e2_nat /= mul1r mxE big_ord1 [_^T 0 0]mxE !readE //=.
by rewrite addr0 mul1r natrD.
Qed.
Lemma gE h j a : (a < 4)%N -> g E Pos U (two h) j a = nth 0 values a.
Proof.
move=> a4; rewrite /g /diff /=.
have D (y : 'M[rat]_1) (c : 'I_4) : (y *m (mat 10 1 (fun k _ => (k == 9%N)%:R))^T *m U^T) 0 c = (c == 1%N :> nat)%:R * y 0 0.
  rewrite -mulmxA mxE big_ord1 mulrC; congr (_ * _).
  rewrite mxE (bigD1 (inord 9)) //= !mxE inordK // eqxx mul1r andbT big1 ?addr0 // => k k9.
  rewrite !mxE (_ : (k == 9%N :> nat) = false) ?mul0r //; apply/negbTE; apply: contraNneq k9 => k9.
  by apply/eqP/val_inj; rewrite /= inordK.
rewrite !D !inordK // !eqxx mul1r mul0r subr0 readE //.
by rewrite [nth _ _ (4 + j)]nth_default ?addr0 // (leq_trans _ (leq_addr _ _)).
Qed.
Lemma directE : direct E Pos U = 0.
Proof.
rewrite /direct rE // /diff mulmxDl -!rowE !mxE !inordK //= !andbF /=.
Qed.

Definition leads s := lead e2 E Pos U [:: two 0; two 1] s.
Lemma leadsE s : nth 0%N s 4 = 0%N -> all (fun a => a < 4)%N s ->
  leads s = \sum_(h < 2) (\sum_(j < 5) (2 ^ (nth 0 (keys h) (nth 0 s j) + nth 0 (keys h) (4 + j)))%N%:R * nth 0 values (nth 0 s j)%N)
    / \sum_(j < 5) (2 ^ (nth 0 (keys h) (nth 0 s j) + nth 0 (keys h) (4 + j)))%N%:R.
Proof.
move=> s4 a4; rewrite /leads (leadE _ E Pos U _ s4) directE add0r !big_cons big_nil addr0.
have n4 j : (nth 0 s j < 4)%N.
  case: (ltnP j (size s)) => [js|js]; last by rewrite nth_default.
  by move/all_nthP: a4; apply.
rewrite big_ord_recl big_ord1; congr (_ / _ + _ / _); apply: eq_bigr => j _; by rewrite ?gE ?wE.
Qed.

Theorem two_heads_do :
  (forall s, s \in wants_B -> leads s > 0) /\ (forall s, s \in wants_C -> leads s < 0).
Proof.
split=> s; rewrite !inE => /orP[]/eqP->; rewrite leadsE // !big_ord_recl !big_ord0 /=.
all: by vm_compute.
Qed.
End TwoHeads.

(* --- as it is printed: scores and effects of each place and token, no weights --- *)
Section AsPrinted.
Variables (F : realFieldType) (n : nat) (E v : 'I_n -> 'I_5 -> 'I_4 -> F) (u : F).
Hypothesis E_positive : forall h j c, 0 < E h j c.
Definition Delta (t : 'I_5 -> 'I_4) :=
  u + \sum_h (\sum_j E h j (t j) * v h j (t j)) / \sum_j E h j (t j).
Let A : 'I_4 := 0. Let B : 'I_4 := 1. Let C : 'I_4 := inord 2. Let D : 'I_4 := inord 3.
(* the context w x y z A *)
Definition context (w x y z : 'I_4) (j : 'I_5) : 'I_4 := nth A [:: w; x; y; z] j.

Theorem without_a_place : (forall h j c, E h j c = E h 0 c) -> (forall h j c, v h j c = v h 0 c) ->
  Delta (context A B D C) = Delta (context A C D B).
Proof.
move=> Ej vj; congr (_ + _); apply: eq_bigr => h _.
have swap (G : 'I_5 -> 'I_4 -> F) : (forall j c, G j c = G 0 c) ->
    \sum_j G j (context A B D C j) = \sum_j G j (context A C D B j).
  move=> Gj; rewrite !big_ord_recl !big_ord0 /context /= ![G (lift _ _) _]Gj.
  by congr (_ + _); rewrite addrCA [RHS]addrCA; congr (_ + _); rewrite addrCA.
congr (_ / _); last by apply: (swap (E h)) => j c; rewrite Ej.
by apply: (swap (fun j c => E h j c * v h j c)) => j c; rewrite Ej vj.
Qed.
End AsPrinted.

Section OneHead.
Variables (F : realFieldType) (E v : 'I_1 -> 'I_5 -> 'I_4 -> F) (u : F).
Hypothesis E_positive : forall h j c, 0 < E h j c.
Let A : 'I_4 := 0. Let B : 'I_4 := 1. Let C : 'I_4 := inord 2. Let D : 'I_4 := inord 3.
Theorem one_head_does_not : let lead w x y z := Delta E v u (context w x y z) in
  ~ [/\ 0 < lead A B D C, 0 < lead D C A B, lead D B A C < 0 & lead A C D B < 0].
Proof.
move=> lead; pose f j c := E 0 j c * (v 0 j c + u).
have total t : 0 < \sum_j E 0 j (t j) by rewrite big_ord_recl ltr_paddr ?sumr_ge0 // => j _; exact: ltW.
have fE t : Delta E v u t * (\sum_j E 0 j (t j)) = \sum_j f j (t j).
  rewrite /Delta big_ord1 mulrDl divfK ?gt_eqF // mulr_sumr -big_split /=.
  by apply: eq_bigr => j _; rewrite /f mulrDr addrC [u * _]mulrC.
rewrite /lead => -[a b c d]; have := addr_gt0 (mulr_gt0 a (total (context A B D C))) (mulr_gt0 b (total (context D C A B))).
have : \sum_j f j (context D B A C j) + \sum_j f j (context A C D B j) < 0.
  by rewrite -!fE -oppr_gt0 opprD -!mulNr addr_gt0 // mulr_gt0 ?oppr_gt0.
rewrite !fE -!big_split /= => neg pos; have := lt_trans neg pos; rewrite ltNge => /negP[].
rewrite le_eqVlt; apply/orP; left; apply/eqP.
by apply: eq_bigr => -[[|[|[|[|[|j]]]]] p] _ //=; rewrite /context /= addrC.
Qed.
End OneHead.
