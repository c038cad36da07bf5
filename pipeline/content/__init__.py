"""What the project's authors wrote, as typed objects: pages, data, claims, references."""
