"""What the pages of statements and cases show."""
