"""The ways in: they read arguments, look at the clock, call app and print. No judgement lives here."""
