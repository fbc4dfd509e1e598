"""How units, organisations and councils come to be, change and end."""
