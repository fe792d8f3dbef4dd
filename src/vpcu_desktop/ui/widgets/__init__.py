"""Small widgets that every screen builds on."""
