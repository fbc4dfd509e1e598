"""What a page needs: sessions, drafts, and the services' answers turned into plain things to show."""
