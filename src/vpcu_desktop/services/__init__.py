"""The use cases: one verb each, one transaction each, checked for permission and written to the audit trail."""
