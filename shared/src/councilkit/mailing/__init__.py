"""Mail, one state machine for every service: a handler records the intent, one dispatcher sends."""
