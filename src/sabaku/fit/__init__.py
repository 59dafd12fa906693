"""Measuring on labelled mail, and the weights that come of it. Never imported by an examination."""
