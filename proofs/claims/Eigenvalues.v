(* Eigenvalues: those of a large product are those of the small one; their sum is the trace; the
   copying score, their sum over the sum of their moduli, is from -1 to 1. *)
From mathcomp Require Import all_ssreflect all_algebra.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* the eigenvalues of OV are those of the small matrix: for every size, as polynomials *)
Theorem eigenvalues_without_the_vocabulary (R : comRingType) n d (X : 'M[R]_(n, d)) (Y : 'M[R]_(d, n)) :
  'X^d * char_poly (X *m Y) = 'X^n * char_poly (Y *m X).
Proof.
pose x : {poly R} := 'X; pose XX := map_mx polyC X; pose YY := map_mx polyC Y.
have cX : char_poly (X *m Y) = \det (x%:M - XX *m YY) by rewrite /char_poly /char_poly_mx map_mxM.
have cY : char_poly (Y *m X) = \det (x%:M - YY *m XX) by rewrite /char_poly /char_poly_mx map_mxM.
pose M := block_mx x%:M XX YY (1%:M : 'M_d).
have e1 : M *m block_mx 1%:M 0 (- YY) 1%:M = block_mx (x%:M - XX *m YY) XX 0 1%:M.
  by rewrite mulmx_block !mulmx1 !mulmx0 !mul1mx mulmxN subrr !add0r.
have e2 : block_mx 1%:M 0 (- YY) x%:M *m M = block_mx x%:M XX 0 (x%:M - YY *m XX).
  by rewrite mulmx_block !mul1mx !mul0mx !addr0 !mulNmx mulmx1 mul_scalar_mx mul_mx_scalar addNr [_ + x%:M]addrC.
have d1 : \det M = char_poly (X *m Y).
  by move/(congr1 determinant): e1; rewrite det_mulmx det_lblock det_ublock !det1 !mulr1 -cX.
move/(congr1 determinant): e2.
by rewrite det_mulmx det_lblock det_ublock !det_scalar !expr1n mul1r d1 -cY /x => ->.
Qed.

Lemma char_poly_at (R : comRingType) n (A : 'M[R]_n) z : (char_poly A).[z] = \det (z%:M - A).
Proof.
rewrite -[_.[z]]/(horner_eval z _) -det_map_mx; congr (\det _); apply/matrixP => i j.
by rewrite !mxE /= /horner_eval hornerD hornerN hornerMn hornerX hornerC.
Qed.
(* as it is printed, at every number z *)
Theorem eigenvalues_at (F : fieldType) v m d (WU : 'M[F]_(v, m)) (WO : 'M_(m, d)) (WV : 'M_(d, m))
    (WE : 'M_(m, v)) z : (d <= v)%N ->
  \det (z%:M - WU *m WO *m WV *m WE) = z ^+ (v - d) * \det (z%:M - WV *m WE *m WU *m WO).
Proof.
move=> dv; have := eigenvalues_without_the_vocabulary (WU *m WO) (WV *m WE).
have -> : 'X^v = 'X^d * 'X^(v - d) :> {poly F} by rewrite -exprD subnKC.
have nz : 'X^d != 0 :> {poly F} by rewrite expf_neq0 // polyX_eq0.
rewrite -mulrA => /(mulfI nz) /(congr1 (horner^~ z)).
by rewrite hornerM hornerXn !char_poly_at !mulmxA.
Qed.
Theorem modulus_of_a_sum (F : numDomainType) d (eigenvalues : 'I_d -> F) :
  `|\sum_i eigenvalues i| <= \sum_i `|eigenvalues i|.
Proof. exact: ler_norm_sum. Qed.

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

(* as it is printed: what is known of the eigenvalues is their polynomial's value at 0, ..., n *)
Section AtWholeNumbers.
Variables (F : numFieldType) (n : nat) (A : 'M[F]_n) (eigenvalues : 'I_n -> F).
Hypothesis known : forall z : nat, (z <= n)%N -> \det (z%:R%:M - A) = \prod_k (z%:R - eigenvalues k).
Theorem trace_is_the_sum : \sum_k eigenvalues k = \tr A.
Proof.
pose l := [seq eigenvalues k | k <- enum 'I_n].
have prodE (G : F -> {poly F}) : \prod_(x <- l) G x = \prod_k G (eigenvalues k).
  by rewrite big_map big_enum.
have sizes : size (\prod_(x <- l) ('X - x%:P)) = n.+1.
  by rewrite size_prod_XsubC size_map size_enum_ord.
have -> : \sum_k eigenvalues k = \sum_(x <- l) x by rewrite big_map big_enum.
apply: eigenvalues_and_diagonal; apply/eqP; rewrite -subr_eq0; apply: contraT => nz.
have roots : all (root (char_poly A - \prod_(x <- l) ('X - x%:P))) [seq z%:R | z <- iota 0 n.+1].
  apply/allP => _ /mapP[z + ->]; rewrite mem_iota /= => zn.
  rewrite /root hornerD hornerN char_poly_at known // prodE horner_prod subr_eq0; apply/eqP.
  by apply: eq_bigr => k _; rewrite hornerXsubC.
have different : uniq [seq z%:R : F | z <- iota 0 n.+1].
  by rewrite map_inj_uniq ?iota_uniq // => y z /eqP; rewrite eqr_nat => /eqP.
have := max_poly_roots nz roots different; rewrite size_map size_iota ltnNge => /negP[].
by rewrite (leq_trans (size_add _ _)) // size_opp size_char_poly sizes maxnn.
Qed.
End AtWholeNumbers.

(* the copying score of a real matrix, whose eigenvalues may be complex *)
Section CopyingScore.
Variables (C : numClosedFieldType) (n : nat) (A : 'M[C]_n) (eigenvalues : 'I_n -> C).
Hypothesis A_real : forall i j, A i j \is Num.real.
Hypothesis known : forall z : nat, (z <= n)%N -> \det (z%:R%:M - A) = \prod_k (z%:R - eigenvalues k).
Hypothesis some : 0 < \sum_k `|eigenvalues k|.
Definition copying_score := \tr A / \sum_k `|eigenvalues k|.
Theorem copying_score_in_range : -1 <= copying_score <= 1.
Proof.
rewrite -real_ler_norml; last first.
  by rewrite realM ?realV ?(gtr0_real some) // sum_real // => k _; exact: A_real.
rewrite normf_div (gtr0_norm some) ler_pdivr_mulr // mul1r -(trace_is_the_sum known).
exact: ler_norm_sum.
Qed.
Theorem copying_score_is_1 : copying_score = 1 <-> forall k, eigenvalues k = `|eigenvalues k|.
Proof.
rewrite /copying_score -(trace_is_the_sum known); split=> [one k | alike].
  have whole : \sum_k eigenvalues k = \sum_k `|eigenvalues k|.
    by apply: (mulIf (invr_neq0 (lt0r_neq0 some))); rewrite one divff // lt0r_neq0.
  exact: (normC_sum_upper (fun k _ => lexx `|eigenvalues k|) whole).
by rewrite (eq_bigr (fun k => `|eigenvalues k|)) ?divff ?lt0r_neq0 // => k _; exact: alike.
Qed.
End CopyingScore.
