"""Reading the schedules that offices have today into proposals which a clerk confirms."""
