"""Who may do what with an edition. It is about everybody's cases, so a role is all that counts."""

from councilkit.events.councils import PostRole
from councilkit.policy import Policy, may

OPEN = "open_edition"
GREET = "greet_edition"
FREEZE = "freeze_edition"
READ = "read_edition"
READ_OPEN = "read_open_edition"

EDITOR = may(PostRole.DIRECTORATE_CONTACT)

POLICY = Policy({OPEN: [EDITOR], GREET: [EDITOR], FREEZE: [EDITOR], READ: [may()], READ_OPEN: [EDITOR]})
