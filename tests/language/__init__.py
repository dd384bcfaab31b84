"""The room that tells what is said in other languages, and that nothing is left untold."""
