From mathcomp Require Import all_ssreflect all_algebra.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory. Local Open Scope ring_scope.
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
