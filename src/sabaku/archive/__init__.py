"""Cases on disk, later their index and campaigns. The only place besides the doors that writes files."""
