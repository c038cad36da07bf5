"""What finish writes for the whole site, from all finished pages."""
