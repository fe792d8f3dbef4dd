"""The screens round the schedule: directory, clerks and keys, backups, office, audit trail."""
