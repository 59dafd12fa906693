"""What is kept: a case as a folder that can be replayed years later, a publication as a folder that its author may edit."""
