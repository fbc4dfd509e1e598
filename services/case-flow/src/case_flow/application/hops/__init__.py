"""How a case goes from council to council."""
