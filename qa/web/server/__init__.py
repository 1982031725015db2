"""What stands before the page: the guard, uploads, the address, the API."""
