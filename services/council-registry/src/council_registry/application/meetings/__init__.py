"""Meetings, from the plan to who came."""
