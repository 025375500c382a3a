"""What sellers and integrators do about invoices."""
