"""Proofs: cases travel while things die, or in a build with a known mistake, and a judge says what came of it."""
