"""Reading what offices have today, schedules and register books, into proposals which a clerk confirms."""
